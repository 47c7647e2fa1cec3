"""Files in the memory of one process: the twin of the folder, for tests and trying out."""

from collections import defaultdict
from uuid import UUID

from gongdan.rooms.files.ports import BlobName, Part


class MemoryBlobs:
    """`rooms.files.ports.Blobs` that ends with the process."""

    def __init__(self, *, record: int) -> None:
        self._record = record
        self._kept: defaultdict[BlobName, bytearray] = defaultdict(bytearray)

    async def append(self, name: BlobName, at: int, data: bytes) -> bool:
        """Write at an offset if the blob ends there (or in the middle of the record there)."""
        kept = self._kept[name]
        if not 0 <= len(kept) - at < self._record:
            return False
        kept[at:] = data
        return True

    async def settle(self, name: BlobName) -> None:
        """Do nothing: memory is as safe as it will ever be."""

    async def put(self, name: BlobName, data: bytes) -> None:
        """Keep a whole blob."""
        self._kept[name] = bytearray(data)

    async def size(self, name: BlobName) -> int:
        """Return how many bytes are there."""
        return len(self._kept.get(name, b""))

    async def read(self, name: BlobName, start: int, length: int) -> bytes:
        """Return bytes of a blob; none where there is no blob."""
        return bytes(self._kept.get(name, b"")[start : start + length])

    async def remove(self, tenant: UUID, blob: UUID) -> None:
        """Remove every part of a blob."""
        for part in Part:
            self._kept.pop(BlobName(tenant, blob, part), None)
