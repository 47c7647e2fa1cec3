"""Where everything of the embedded server lies below the home folder."""

import hashlib
import os
import stat
from pathlib import Path

from msgspec import Struct

from gongdan.adapters.embedded_postgres.account import Account
from gongdan.adapters.embedded_postgres.errors import LauncherError

_LONGEST_SOCKET_FOLDER = 80  # sun_path holds 104 bytes on macOS, 108 on Linux, with the file name


class Places(Struct, frozen=True):
    """The folders and files of one server; all but `binaries` belong to its account alone."""

    home: Path

    @property
    def root(self) -> Path:
        """What belongs to the server's account."""
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.root / "data"

    @property
    def draft(self) -> Path:
        """A data folder in the making; it is renamed to `data` when it is whole."""
        return self.root / "data.draft"

    @property
    def log(self) -> Path:
        """What the server says before its own log files are open."""
        return self.root / "start.log"

    @property
    def binaries(self) -> Path:
        """Root's copies of the wheel's programs."""
        return self.home / "pg"

    @property
    def sockets(self) -> Path:
        """The folder of the socket: below the home, or a short path where that one is too long."""
        near = self.root / "run"
        if len(os.fsencode(near)) <= _LONGEST_SOCKET_FOLDER:
            return near
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path("/tmp") / f"gongdan-{digest}"  # noqa: S108  ownership is checked in `make`

    def make(self, account: Account) -> None:
        """Make the folders of the account; refuses a socket folder that somebody else made."""
        account.make_folder(self.root)
        sockets = self.sockets
        if sockets.is_symlink() or (sockets.exists() and not _belongs(sockets, account)):
            raise LauncherError(f"{sockets} belongs to somebody else. Remove it, then start again.")
        account.make_folder(sockets)


def _belongs(folder: Path, account: Account) -> bool:
    status = folder.stat()
    return stat.S_ISDIR(status.st_mode) and status.st_uid == account.uid
