"""Where the samples of one MP4 track lie in the file (ISO/IEC 14496-12, 8.7)."""

import struct
from collections.abc import Iterator, Mapping

from gongdan.rooms.files.domain.chunks import Span
from gongdan.rooms.files.domain.video import BrokenVideoError


def sample_spans(tables: Mapping[bytes, bytes]) -> Iterator[Span]:
    """Return the span of each chunk of a track, given its tables `stsz`, `stsc`, `stco`/`co64`.

    Raises `BrokenVideoError` where they contradict one another.
    """
    sizes, runs, places = _sizes(tables), _runs(tables), _places(tables)
    sample = 0
    for number, place in enumerate(places, 1):
        count = next((per for first, per in reversed(runs) if first <= number), 0)
        length = sum(sizes[sample : sample + count])
        sample += count
        if length:
            yield Span(place, length)


def _sizes(tables: Mapping[bytes, bytes]) -> tuple[int, ...]:
    table = tables.get(b"stsz", b"")
    if len(table) < 12:
        return ()
    same, count = int.from_bytes(table[4:8]), int.from_bytes(table[8:12])
    if same:
        return (same,) * min(count, 1_000_000)
    return _numbers(table, 12, count, "I")


def _runs(tables: Mapping[bytes, bytes]) -> list[tuple[int, int]]:
    table = tables.get(b"stsc", bytes(8))
    flat = _numbers(table, 8, int.from_bytes(table[4:8]) * 3, "I")
    return list(zip(flat[::3], flat[1::3], strict=True))


def _places(tables: Mapping[bytes, bytes]) -> tuple[int, ...]:
    wide = b"co64" in tables
    table = tables.get(b"co64" if wide else b"stco", bytes(8))
    return _numbers(table, 8, int.from_bytes(table[4:8]), "Q" if wide else "I")


def _numbers(table: bytes, at: int, count: int, form: str) -> tuple[int, ...]:
    if len(table) < at + count * (4 if form == "I" else 8):
        raise BrokenVideoError("a table is shorter than it says")
    numbers: tuple[int, ...] = struct.unpack_from(f">{count}{form}", table, at)
    return numbers
