"""How much room is left on the volume of the data: before it is full, the house turns read-only."""

import os
from pathlib import Path

from msgspec import Struct


class DiskRoom(Struct, frozen=True):
    """Bytes that an ordinary user may still write, and the size of the volume in bytes."""

    free: int
    total: int

    @property
    def free_percent(self) -> float:
        """The free share, 0 to 100."""
        return 100.0 * self.free / self.total if self.total else 0.0

    def is_below(self, *, reserve: int) -> bool:
        """Whether less than `reserve` bytes are left."""
        return self.free < reserve


def read_disk_room(folder: Path) -> DiskRoom:
    """Ask the file system that holds `folder`; raises OSError if it is gone."""
    status = os.statvfs(folder)
    return DiskRoom(free=status.f_bavail * status.f_frsize, total=status.f_blocks * status.f_frsize)
