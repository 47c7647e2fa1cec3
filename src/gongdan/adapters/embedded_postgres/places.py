"""Where everything of the embedded server lies below the home folder."""

import hashlib
import os
import shutil
import stat
from pathlib import Path

from msgspec import Struct

from gongdan.adapters.embedded_postgres.account import Account
from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.kernel.ids import new_id

_DRAFT = "draft-"
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

    def make_draft(self, account: Account) -> Path:
        """Make a folder in which a data folder comes into being; that is moved out when whole.

        Each attempt has its own: an initdb whose caller was killed goes on writing for a while.
        """
        draft = self.root / f"{_DRAFT}{new_id().hex}"
        account.make_folder(draft)
        return draft

    def clear_drafts(self) -> None:
        """Remove what interrupted attempts left behind."""
        for draft in self.root.glob(f"{_DRAFT}*"):
            shutil.rmtree(draft, ignore_errors=True)

    @property
    def log(self) -> Path:
        """What the server says before its own log files are open."""
        return self.root / "start.log"

    @property
    def set_up_lock(self) -> Path:
        """Held by the process that sets up, starts or stops."""
        return self.root / "set-up.lock"

    @property
    def holder_lock(self) -> Path:
        """Held by the process that has to stop the server."""
        return self.root / "holder.lock"

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
        """Make folders and files of the account; refuses a socket folder of somebody else."""
        account.make_folder(self.root)
        sockets = self.sockets
        if sockets.is_symlink() or (sockets.exists() and not _belongs(sockets, account)):
            raise LauncherError(f"{sockets} belongs to somebody else. Remove it, then start again.")
        account.make_folder(sockets)
        for file in (self.log, self.set_up_lock, self.holder_lock):
            account.make_file(file)


def _belongs(folder: Path, account: Account) -> bool:
    status = folder.stat()
    return stat.S_ISDIR(status.st_mode) and status.st_uid == account.uid
