"""Passwords hashed with Argon2id (RFC 9106), a bounded number at a time, in processes of their own.

Each hash takes tens of milliseconds of CPU and megabytes of memory on purpose, so log-ins are
a ready-made denial of service: at most `workers` are hashed at once, at most `queue` wait, and
whoever comes then is told when to come again. The processes have a low priority, so that whoever
is inside already does not feel who knocks. Threads would not do: one of low priority that waits
for a CPU while it holds Python's lock makes the whole house wait with it.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path

import msgspec
from argon2 import PasswordHasher
from msgspec import Struct

from gongdan.adapters.argon2_child import answer
from gongdan.rooms.identity.ports import Busy

_CHILD = Path(__file__).with_name("argon2_child.py")


class Argon2Settings(Struct, frozen=True):
    """Cost of one hash (OWASP's choice for Argon2id), and how many may run and wait.

    Without `workers` it is hashed on the spot: for parameters that cost nothing.
    """

    time_cost: int = 2
    memory_kib: int = 19_456
    parallelism: int = 1
    workers: int = 2
    queue: int = 32
    retry_after: int = 2


class Argon2Passwords:
    """Fulfils `identity.ports.Passwords`; one per process, closed with it."""

    def __init__(self, settings: Argon2Settings) -> None:
        self._settings = settings
        self._cost = (settings.time_cost, settings.memory_kib, settings.parallelism)
        self._hasher = PasswordHasher(*self._cost)
        # compared with by unknown users: the same parameters, so the same time
        self._decoy = self._hasher.hash("a password that nobody has")
        self._turns = asyncio.Semaphore(settings.workers)
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._inside = 0

    async def hash(self, password: str) -> str | Busy:
        """Return the encoded hash of a new password, or `Busy`."""
        hashed = await self._run(password, None)
        return hashed if isinstance(hashed, Busy) else str(hashed)

    async def verify(self, password: str, stored: str | None) -> bool | Busy:
        """Tell whether the password is the stored one (never, against None), or `Busy`."""
        matches = await self._run(password, stored or self._decoy)
        return matches if isinstance(matches, Busy) else matches is True and stored is not None

    def outdated(self, stored: str) -> bool:
        """Tell whether a stored hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

    async def aclose(self) -> None:
        """End the processes; what they were asked remains without an answer."""
        for child in tuple(self._all):
            await self._end(child)

    async def _run(self, password: str, stored: str | None) -> str | bool | Busy:
        if not self._settings.workers:
            return answer(self._hasher, password, stored)
        if self._inside >= self._settings.workers + self._settings.queue:
            return Busy(self._settings.retry_after)
        self._inside += 1
        asking = asyncio.ensure_future(self._ask(password, stored))
        # the place is free when the process is, not when an impatient caller hangs up
        asking.add_done_callback(self._leave)
        return await asyncio.shield(asking)

    def _leave(self, _done: object) -> None:
        self._inside -= 1

    async def _ask(self, password: str, stored: str | None) -> str | bool | Busy:
        async with self._turns:
            child = self._idle.pop() if self._idle else await self._start()
            line = await _exchange(child, msgspec.json.encode((password, stored)))
            if not line:  # it was ended from outside: the next one asks a new one
                await self._end(child)
                return Busy(self._settings.retry_after)
            self._idle.append(child)
            return msgspec.json.decode(line, type=str | bool)

    async def _start(self) -> Process:
        words = (sys.executable, "-I", str(_CHILD), *map(str, self._cost))
        child = await asyncio.create_subprocess_exec(
            # a session of its own: Ctrl-C is for the house, which ends it in order
            *words,
            stdin=PIPE,
            stdout=PIPE,
            env={},
            start_new_session=True,
        )
        self._all.add(child)
        return child

    async def _end(self, child: Process) -> None:
        self._all.discard(child)
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


async def _exchange(child: Process, line: bytes) -> bytes:
    """Ask a process and return its answer; b"" where it is gone."""
    to_child, from_child = child.stdin, child.stdout
    if to_child is None or from_child is None:
        raise AssertionError("it is started with both")
    try:
        to_child.write(line + b"\n")
        await to_child.drain()
        return await from_child.readline()
    except OSError:
        return b""
