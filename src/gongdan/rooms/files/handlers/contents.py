"""Contents in the clear, for a moment and in memory only: read by span, written whole."""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial

from gongdan.rooms.files.domain.chunks import (
    CHUNK,
    NONCE_BYTES,
    RECORD,
    BlobBrokenError,
    BlobCipher,
    Span,
    cut_out,
    records_of,
)
from gongdan.rooms.files.domain.video import Read
from gongdan.rooms.files.ports import BlobName, Blobs

AT_ONCE = 16
"""Chunks that are read and opened together: one mebibyte."""


class Content:
    """One part of a blob, readable; raises `BlobBrokenError` where it is not what it was."""

    def __init__(self, blobs: Blobs, name: BlobName, cipher: BlobCipher) -> None:
        self._blobs = blobs
        self._name = name
        self._cipher = cipher
        self.size = cipher.size

    async def pieces(self, span: Span | None = None) -> AsyncIterator[bytes]:
        """Yield a span (or all) piece by piece: only the chunks that it touches are opened."""
        wanted = span or Span(0, self.size)
        chunks = records_of(wanted)
        end = chunks.start + chunks.length
        for first in range(chunks.start, end, AT_ONCE):
            last = min(first + AT_ONCE, end)
            start = max(wanted.start, first * CHUNK)
            stop = min(wanted.start + wanted.length, last * CHUNK)
            opened = await self._opened(first, last - first)
            yield b"".join(cut_out(opened, Span(start, stop - start)))

    async def whole(self) -> bytes:
        """Return all of it: for contents whose limit is some megabytes."""
        return b"".join([piece async for piece in self.pieces()])

    def reader(self) -> Read:
        """Return a way to read it from a thread; near places come from the chunks last opened."""
        loop = asyncio.get_running_loop()
        first, window = -1, b""

        def read(offset: int, length: int) -> bytes:
            nonlocal first, window
            length = min(length, self.size - offset)
            if length <= 0:
                return b""
            if not (first <= offset and offset + length <= first + len(window)) or first < 0:
                chunks = records_of(Span(offset, length))
                opened = self._opened(chunks.start, max(chunks.length, 4))
                window = b"".join(asyncio.run_coroutine_threadsafe(opened, loop).result())
                first = chunks.start * CHUNK
            return window[offset - first : offset - first + length]

        return read

    async def _opened(self, first: int, count: int) -> list[bytes]:
        records = await self._blobs.read(self._name, first * RECORD, count * RECORD)
        wanted = min(count, self._cipher.chunks - first)
        opened = await asyncio.to_thread(lambda: list(self._cipher.open_many(first, records)))
        if len(opened) != wanted:
            raise BlobBrokenError(f"chunks of blob {self._name.blob} are missing")
        return opened


async def keep(
    blobs: Blobs,
    name: BlobName,
    cipher: BlobCipher,
    data: bytes,
    *,
    entropy: Callable[[int], bytes],
) -> None:
    """Seal a whole content and put it into its place."""
    seal = partial(_sealed, cipher, data, entropy)
    await blobs.put(name, await asyncio.to_thread(seal))


def _sealed(cipher: BlobCipher, data: bytes, entropy: Callable[[int], bytes]) -> bytes:
    return b"".join(
        cipher.seal(number, data[number * CHUNK : (number + 1) * CHUNK], entropy(NONCE_BYTES))
        for number in range(cipher.chunks)
    )
