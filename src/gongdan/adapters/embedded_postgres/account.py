"""Which user of the machine PostgreSQL runs as, and running programs as that user.

PostgreSQL refuses to run as root, so root drops to an unprivileged account for every program
of it; an ordinary user runs everything as itself.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from gongdan.adapters.embedded_postgres.errors import LauncherError

_ACCOUNTS = ("gongdan", "postgres", "nobody")  # the first that this machine has
_BARE_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class Account(Struct, frozen=True):
    """A user of the machine; `drops` says that we are root and have to become it."""

    name: str
    uid: int
    gid: int
    drops: bool

    def run(
        self,
        command: Sequence[str],
        *,
        timeout: float,
        feed: str = "",
    ) -> "subprocess.CompletedProcess[str]":
        """Run a program as this user from folder `/`, with `feed` as its input.

        `timeout` is in seconds; an exit code is for the caller to judge.
        """
        try:
            return self._run(command, timeout, feed)
        except subprocess.TimeoutExpired as error:
            raise LauncherError(f"{command[0]} did not end within {timeout:.0f} s.") from error
        except OSError as error:
            raise LauncherError(f"{command[0]} cannot be run as {self.name}: {error}") from error

    def _run(
        self, command: Sequence[str], timeout: float, feed: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            input=feed,
            cwd="/",  # the caller's folder may be closed to this user
            timeout=timeout,
            env=_BARE_ENVIRONMENT,
            user=self.uid if self.drops else None,
            group=self.gid if self.drops else None,
            extra_groups=[] if self.drops else None,
        )

    def make_folder(self, path: Path) -> None:
        """Make a folder that only this user may enter; its parents keep their rights."""
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.stat().st_uid != self.uid:
            os.chown(path, self.uid, self.gid)
        path.chmod(0o700)

    def make_file(self, path: Path) -> None:
        """Make a file that only this user may read and write, if there is none."""
        path.touch(mode=0o600)
        if path.stat().st_uid != self.uid:
            os.chown(path, self.uid, self.gid)

    def may_enter(self, folder: Path) -> bool:
        """Whether the mode bits let this user pass through the folder (ACLs are not read)."""
        if self.uid == 0:
            return True
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        if status.st_gid == self.gid:
            return bool(status.st_mode & 0o010)
        return bool(status.st_mode & 0o001)


def choose_account(data: Path, *, wanted: str | None = None) -> Account:
    """Return who runs the server: ourselves, or, as root, the data's owner or a modest account."""
    uid = os.geteuid()
    if uid != 0:
        return Account(name=str(uid), uid=uid, gid=os.getegid(), drops=False)
    if data.is_dir() and (owner := data.stat().st_uid) != 0:
        return Account(name=_name_of(owner), uid=owner, gid=data.stat().st_gid, drops=True)
    for name in (wanted,) if wanted else _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid, drops=True)
    raise LauncherError(
        "PostgreSQL does not run as root, and this machine has no user gongdan, postgres or "
        "nobody to run it as. Make one: useradd --system gongdan"
    )


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def require_passage(account: Account, *places: Path) -> None:
    """Refuse when a parent of one of the places is closed to the account, and name that parent."""
    for place in places:
        for parent in reversed(place.parents):
            if parent.exists() and not account.may_enter(parent):
                raise LauncherError(
                    f"{parent} is closed to the user {account.name}, as whom PostgreSQL has to "
                    f"run, and {place} lies below it. Nothing was changed. Choose another place "
                    f"with GONGDAN_HOME, or open the folder for passing through: chmod o+x {parent}"
                )
