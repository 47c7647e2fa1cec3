"""What a house keeps and how much room it has left, for the page that says so."""

import asyncio
from pathlib import Path
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.backup_note import BackupNote, read_note
from gongdan.adapters.embedded_postgres.disk_room import read_disk_room
from gongdan.adapters.postgres.sizes import TableSize, database_size, largest_tables
from gongdan.bootstrap.storage import disks_of, is_nearly_full
from gongdan.kernel.database import Database
from gongdan.settings import Settings


class DiskShown(Struct, frozen=True, kw_only=True):
    """A disk on which this house writes: bytes left, its size, and the reserve it keeps free."""

    free: int
    total: int
    reserve: int


class StorageState(Struct, frozen=True, kw_only=True):
    """The database, the folder of files, the disks and the last backup; sizes in bytes.

    `read_only`: a disk has less left than its reserve, so nothing new is taken in. `own_server`:
    the PostgreSQL is one that this program runs.
    """

    database: int
    tables: list[TableSize]
    files: int
    disks: list[DiskShown]
    read_only: bool
    own_server: bool
    backup: BackupNote | None


class StorageDesk:
    """Measures; remembers nothing."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    async def state(self, tenant: UUID) -> StorageState:
        """Return how much there is of everything, now."""
        async with self._database.reading(tenant) as reader:
            size, tables = await database_size(reader), await largest_tables(reader)
        disks, files = await asyncio.to_thread(self._measured)
        return StorageState(
            database=size,
            tables=list(tables),
            files=files,
            disks=disks,
            read_only=is_nearly_full(self._settings),
            own_server=self._settings.database.url is None,
            backup=read_note(self._settings.home),
        )

    def _measured(self) -> tuple[list[DiskShown], int]:
        folders = disks_of(self._settings)
        rooms = [read_disk_room(folder) for folder in folders]
        reserve = self._settings.disk_reserve
        disks = [DiskShown(free=r.free, total=r.total, reserve=reserve) for r in rooms]
        return disks, _bytes_below(self._settings.home / "files")


def _bytes_below(folder: Path) -> int:
    """Return the size of all files below a folder; one that vanishes meanwhile counts nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total
