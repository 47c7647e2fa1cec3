"""Files in a folder: what comes here is ciphertext already, and leaves as such.

One file for each part of a blob: `<tenant>/<last two digits>/<blob>.<part>`, folders 0700, files
0600. What is appended is synced before it counts; what is put whole is renamed into its place.
The folder should not share a disk with the database's log of changes: uploads come in bursts,
and a disk that they fill would stop every order (`GONGDAN_FILES_FOLDER`).
"""

import asyncio
import fcntl
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from gongdan.rooms.files.ports import BlobName, Part


class EncryptedFolder:
    """`rooms.files.ports.Blobs` over a folder; `record` is the size of a whole record."""

    def __init__(self, folder: Path, *, record: int) -> None:
        self._folder = folder
        self._record = record

    async def append(self, name: BlobName, at: int, data: bytes) -> bool:
        """Write at an offset if the file ends there (or in the middle of the record there)."""
        return await asyncio.to_thread(self._append, self._path(name), at, data)

    async def settle(self, name: BlobName) -> None:
        """Bring what was appended safely onto the disk."""
        await asyncio.to_thread(_sync, self._path(name))

    async def put(self, name: BlobName, data: bytes) -> None:
        """Write a whole file, at once or not at all."""
        await asyncio.to_thread(_put, self._path(name), data)

    async def size(self, name: BlobName) -> int:
        """Return how many bytes are there."""
        return await asyncio.to_thread(_size, self._path(name))

    async def read(self, name: BlobName, start: int, length: int) -> bytes:
        """Return bytes of a file; none where there is no file."""
        return await asyncio.to_thread(_read, self._path(name), start, length)

    async def remove(self, tenant: UUID, blob: UUID) -> None:
        """Remove every part of a blob."""
        for part in Part:
            await asyncio.to_thread(
                self._path(BlobName(tenant, blob, part)).unlink, missing_ok=True
            )

    def _append(self, path: Path, at: int, data: bytes) -> bool:
        _make_folder(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(
                handle, fcntl.LOCK_EX
            )  # two requests with one offset: the second finds it taken
            if not 0 <= os.fstat(handle).st_size - at < self._record:
                return False
            os.ftruncate(handle, at)
            _write(handle, data, at)
        finally:
            os.close(handle)
        return True

    def _path(self, name: BlobName) -> Path:
        blob = name.blob.hex
        return self._folder / name.tenant.hex / blob[-2:] / f"{blob}.{name.part}"


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        for each in (folder.parent.parent, folder.parent, folder):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)


def _write(handle: int, data: bytes, at: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(handle, view, at)
        view, at = view[written:], at + written


def _put(path: Path, data: bytes) -> None:
    _make_folder(path.parent)
    with NamedTemporaryFile(prefix=".", dir=path.parent, delete=False) as beside:  # mode 0600
        beside.write(data)
        beside.flush()
        os.fsync(beside.fileno())
    Path(beside.name).replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _read(path: Path, start: int, length: int) -> bytes:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return b""
    try:
        return os.pread(handle, length, start)
    finally:
        os.close(handle)
