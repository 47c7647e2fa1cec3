"""MP4 and QuickTime, walked box by box (ISO/IEC 14496-12): is it whole, and what does it tell?

Metadata (`udta`, `meta`, `uuid`: places, models, names; the creation times; whole tracks of
timed metadata, as cameras write GPS into) becomes `free` space and zeros in the display copy.
"""

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from gongdan.rooms.files.contract import Claims
from gongdan.rooms.files.domain.patches import Patch
from gongdan.rooms.files.domain.samples import sample_spans
from gongdan.rooms.files.domain.video import (
    MOST_BYTES,
    MOST_PARTS,
    BrokenVideoError,
    Read,
    Video,
)

_HOLD_OTHERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"mvex"})
_METADATA = frozenset({b"udta", b"meta", b"uuid"})
_TIMES = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_PLACE = re.compile(rb"([+-]\d{2}(?:\.\d{1,8})?)([+-]\d{3}(?:\.\d{1,8})?)(?:[+-]\d+(?:\.\d+)?)?/")
"""A point as ISO 6709 writes it."""


class Box(Struct, frozen=True):
    """A box: where its header begins, where its content begins, where it ends, inside what."""

    name: bytes
    offset: int
    body: int
    end: int
    inside: tuple[bytes, ...] = ()
    track: int = -1


class _Seen(Struct):
    """What the walk reads from, and what it has found so far."""

    read: Read
    boxes: list[Box]
    tracks: int = 0


def read_mp4(read: Read, size: int) -> Video:
    """Return what an MP4 or QuickTime file is; raises `BrokenVideoError`."""
    seen = _Seen(read, [])
    for box in _walk(seen, 0, size, ()):
        seen.boxes.append(box)
    top = {box.name for box in seen.boxes if not box.inside}
    if b"moov" not in top or not top & {b"mdat", b"moof"}:
        raise BrokenVideoError("no index, or nothing that it could stand for")
    kinds = {box.track: read(box.body + 8, 4) for box in seen.boxes if box.name == b"hdlr"}
    pictures = {track for track, kind in kinds.items() if kind == b"vide"}
    if not pictures:
        raise BrokenVideoError("no track with pictures")
    for box in seen.boxes:
        if box.name in {b"stco", b"co64"}:
            _chunks_lie_inside(read, box, size)
    width, height = _measures(read, seen.boxes, pictures)
    return Video(
        "video/mp4",
        width,
        height,
        _seconds(read, seen.boxes),
        _claims(read, seen.boxes),
        tuple(_patches(read, seen.boxes, {t for t, kind in kinds.items() if kind == b"meta"})),
    )


def _walk(seen: _Seen, start: int, end: int, inside: tuple[bytes, ...]) -> Iterator[Box]:
    at = start
    while at < end:
        box = _box(seen.read, at, end, inside)
        if box.name == b"trak":
            seen.tracks += 1
        if len(seen.boxes) >= MOST_PARTS:
            raise BrokenVideoError("more boxes than any camera writes")
        yield Box(box.name, box.offset, box.body, box.end, inside, seen.tracks - 1)
        if box.name in _HOLD_OTHERS and len(inside) < 8:
            yield from _walk(seen, box.body, box.end, (*inside, box.name))
        at = box.end


def _box(read: Read, at: int, end: int, inside: tuple[bytes, ...]) -> Box:
    head = read(at, 16)
    if len(head) < 8:
        raise BrokenVideoError("cut off in a box's header")
    size, body = int.from_bytes(head[:4]), at + 8
    if size == 1:
        size, body = int.from_bytes(head[8:16]), at + 16
    elif size == 0 and not inside:
        size = end - at  # the last box of a file may say "to the end"
    if at + size > end or at + size < body:
        raise BrokenVideoError("a box ends behind the end of what holds it")
    return Box(head[4:8], at, body, at + size, inside)


def _table(read: Read, box: Box) -> bytes:
    if box.end - box.body > MOST_BYTES:
        raise BrokenVideoError("a table larger than any camera writes")
    return read(box.body, box.end - box.body)


def _chunks_lie_inside(read: Read, box: Box, size: int) -> None:
    table = _table(read, box)
    count, width = int.from_bytes(table[4:8]), 4 if box.name == b"stco" else 8
    if len(table) < 8 + count * width:
        raise BrokenVideoError("a table is shorter than it says")
    places = struct.unpack_from(f">{count}{'I' if width == 4 else 'Q'}", table, 8)
    if places and max(places) >= size:
        raise BrokenVideoError("pictures that the file does not hold: cut off")


def _measures(read: Read, boxes: list[Box], pictures: set[int]) -> tuple[int, int]:
    for box in boxes:
        if box.name == b"tkhd" and box.track in pictures:
            table = _table(read, box)
            at = 76 if table[:1] == b"\0" else 88
            if len(table) < at + 8:
                raise BrokenVideoError("a track's header is too short")
            width, height = (int.from_bytes(table[at + i : at + i + 2]) for i in (0, 4))
            is_turned = any(table[at - 32 : at - 28])  # `b` of the matrix: turned by 90 degrees
            return (height, width) if is_turned else (width, height)
    return 0, 0


def _clock(read: Read, box: Box) -> tuple[int, int, int]:
    """Return creation time, units a second and duration of an `mvhd`."""
    table = _table(read, box)
    if table[:1] == b"\0":
        return struct.unpack_from(">I4xII", table.ljust(20, b"\0"), 4)
    return struct.unpack_from(">Q8xIQ", table.ljust(32, b"\0"), 4)


def _seconds(read: Read, boxes: list[Box]) -> float:
    clocks = [_clock(read, box) for box in boxes if box.name == b"mvhd"]
    _, units, length = clocks[0] if clocks else (0, 0, 0)
    return round(length / units, 3) if units else 0.0


def _claims(read: Read, boxes: list[Box]) -> Claims:
    born = next((_clock(read, box)[0] for box in boxes if box.name == b"mvhd"), 0)
    # past the year 2100 it is no time but a fault
    taken = (_EPOCH + timedelta(seconds=born)).isoformat() if 0 < born < 6_185_116_800 else ""
    for box in boxes:
        if box.name in _METADATA:
            found = _PLACE.search(read(box.body, min(box.end - box.body, 65_536)))
            if found:
                return Claims(taken, found[1].decode(), found[2].decode())
    return Claims(taken)


def _patches(read: Read, boxes: list[Box], timed: set[int]) -> Iterator[Patch]:
    for box in boxes:
        hidden = box.name == b"trak" and box.track in timed
        if box.name in _METADATA or hidden:
            yield Patch(box.offset + 4, b"free", 0)
            yield Patch(box.body, b"", box.end - box.body)
        elif box.name in _TIMES:
            wide = 4 if read(box.body, 1) == b"\0" else 8
            yield Patch(box.body + 4, b"", 2 * wide)
    for track in timed:
        own = {
            b.name: _table(read, b)
            for b in boxes
            if b.track == track and b.inside[-1:] == (b"stbl",)
        }
        yield from (Patch(span.start, b"", span.length) for span in sample_spans(own))
