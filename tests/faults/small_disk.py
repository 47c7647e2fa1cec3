"""A disk of its own for the database, so small that it can be filled: a tmpfs that root mounts."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongdan.adapters.embedded_postgres.places import Places

MEGABYTE = 1_000_000
_STEP = 64 * 1024


class CannotMountError(RuntimeError):
    """This machine or user may not mount a tmpfs; the text says why."""


class SmallDisk:
    """The disk under the database of one home; a file called ballast takes its room."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    @property
    def free(self) -> int:
        """Bytes that are left."""
        status = os.statvfs(self.folder)
        return status.f_bavail * status.f_frsize

    def leave(self, size: int) -> None:
        """Fill the disk until at most `size` bytes are left."""
        with self._ballast.open("ab", buffering=0) as file:
            while self.free > size:
                try:
                    file.write(bytes(min(_STEP, self.free - size)))
                except OSError:  # somebody else took the last of it
                    return

    def free_it(self) -> None:
        """Throw the ballast off."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(home: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Mount a small disk where the database of this home will lie; raises `CannotMountError`."""
    folder = Places(home).root
    folder.mkdir(parents=True)
    options = f"size={megabytes * MEGABYTE}"
    if os.geteuid() != 0:
        raise CannotMountError("only root may mount a small disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        raise CannotMountError(f"no tmpfs can be mounted here: {made.stderr.decode().strip()}")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
