"""The running server: is it there, start it, stop it, and what a stale pid file means.

The truth is `pg_isready` on the socket. The pid file is only asked when the server does not
answer: after a crash its number may belong to a zombie or to somebody else's program, and
PostgreSQL would then refuse to start for ever.
"""

import time
from pathlib import Path
from subprocess import CompletedProcess

from msgspec import Struct

from gongdan.adapters.embedded_postgres.account import Account
from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.adapters.embedded_postgres.find_binaries import Binaries
from gongdan.adapters.embedded_postgres.pid_file import drop_foreign_pid_file

_READY, _REJECTING = 0, 1
_TAIL = 2000  # characters of the log that a fault shows


class Server(Struct, frozen=True):
    """One data folder, who runs it, and where its socket is."""

    binaries: Binaries
    account: Account
    data: Path
    sockets: Path
    log: Path
    port: int

    def state(self) -> int:
        """Return pg_isready's word: 0 ready, 1 starting or stopping, 2 no answer."""
        return self._run("pg_isready", f"--host={self.sockets}", f"--port={self.port}").returncode

    def is_ready(self) -> bool:
        """Whether the server answers on its socket and takes connections."""
        return self.state() == _READY

    def start(self, *, patience: float = 60.0) -> None:
        """Start it and wait until it answers; tries again while a crashed one dies away.

        After a crash, backends of the old server may live some moments longer and hold its
        shared memory; PostgreSQL refuses until they are gone, and rightly. `patience` in
        seconds.
        """
        deadline = time.monotonic() + patience
        while True:
            drop_foreign_pid_file(self.data)
            answer = self._run(
                "pg_ctl", "start", f"--pgdata={self.data}", f"--log={self.log}", "--wait",
                f"--timeout={int(patience)}", "--silent",
            )  # fmt: skip
            if self._settles(deadline):
                return
            if time.monotonic() > deadline:
                raise LauncherError(
                    f"PostgreSQL did not start in {self.data}. {answer.stderr.strip()}\n"
                    f"The end of {self.log}:\n{self._log_tail()}"
                )
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop it in good order: open transactions are rolled back, nothing has to be recovered."""
        answer = self._run(
            "pg_ctl", "stop", f"--pgdata={self.data}", "--mode=fast", "--wait", "--timeout=60",
            "--silent",
        )  # fmt: skip
        if answer.returncode != 0 and self.state() in {_READY, _REJECTING}:
            raise LauncherError(f"PostgreSQL did not stop: {answer.stderr.strip()}")

    def _settles(self, deadline: float) -> bool:
        while (state := self.state()) == _REJECTING and time.monotonic() < deadline:
            time.sleep(0.05)  # recovery after a crash
        return state == _READY

    def _run(self, program: str, *arguments: str) -> "CompletedProcess[str]":
        return self.account.run([self.binaries.program(program), *arguments], timeout=180)

    def _log_tail(self) -> str:
        logs = [self.log, *sorted(self.data.glob("log/*.log"), key=lambda p: p.stat().st_mtime)]
        return "\n".join(path.read_text(errors="replace")[-_TAIL:] for path in logs[-2:])
