"""The embedded PostgreSQL in our care: started with us, revived when it dies, stopped with us."""

import socket
from contextlib import closing
from pathlib import Path

from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres
from gongdan.bootstrap.storage import start_server
from gongdan.entrypoints.http.trace import log
from gongdan.settings import Settings

_ANSWER = 2.0  # seconds


class DatabaseKeeper:
    """Keeps the server of these settings running; does nothing where another one is named."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.server: EmbeddedPostgres | None = start_server(settings)

    def look(self) -> None:
        """Start the server again if it does not answer; what fails is tried at the next look."""
        if self.server is None or _answers(self.server):
            return
        try:
            if self.server.started_here:
                self.server.revive()
            else:  # who had started it has gone, and stopped it: it is ours from now on
                self.server = start_server(self._settings)
        except LauncherError as fault:
            log.error("database_not_revived", fault=str(fault))
        else:
            log.warning("database_revived")

    def stop(self) -> None:
        """Stop the server, if it was started here."""
        if self.server is not None:
            self.server.stop()


def _answers(server: EmbeddedPostgres) -> bool:
    """Whether somebody listens on the socket: cheap enough to be asked each second."""
    path: Path = server.server.sockets / f".s.PGSQL.{server.server.port}"
    with closing(socket.socket(socket.AF_UNIX)) as probe:
        probe.settimeout(_ANSWER)
        try:
            probe.connect(str(path))
        except TimeoutError:
            return True  # its queue is full: it is busy, not away
        except OSError:
            return False
    return True
