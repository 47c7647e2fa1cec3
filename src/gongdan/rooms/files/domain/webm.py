"""WebM, walked element by element (RFC 8794 EBML, RFC 9559 Matroska): is it whole, what is told?

A browser that records writes segments and clusters of unknown size; they end where an element
of a higher level begins. Tags, titles, dates and attachments become `Void` of the same length
in the display copy.
"""

import struct
from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct

from gongdan.rooms.files.contract import Claims
from gongdan.rooms.files.domain.patches import Patch
from gongdan.rooms.files.domain.video import (
    MOST_PARTS,
    BrokenVideoError,
    Read,
    Video,
)


class Id(IntEnum):
    """The elements that matter here, by their ids."""

    HEADER = 0x1A45DFA3
    SEGMENT = 0x18538067
    CLUSTER = 0x1F43B675
    TIMESTAMP = 0xE7
    INFO = 0x1549A966
    SCALE = 0x2AD7B1
    DURATION = 0x4489
    TITLE = 0x7BA9
    DATE = 0x4461
    FILE_NAME = 0x7384
    TRACKS = 0x1654AE6B
    TRACK = 0xAE
    TRACK_TYPE = 0x83
    TRACK_NAME = 0x536E
    PICTURE = 0xE0
    WIDTH = 0xB0
    HEIGHT = 0xBA
    TAGS = 0x1254C367
    ATTACHMENTS = 0x1941A469
    CHAPTERS = 0x1043A770


_METADATA = frozenset(
    {
        *(Id.TAGS, Id.ATTACHMENTS, Id.CHAPTERS),
        *(Id.TITLE, Id.DATE, Id.FILE_NAME, Id.TRACK_NAME),
    }
)
_WHOLE = frozenset({Id.INFO, Id.TRACKS, Id.TRACK, Id.PICTURE})
_VIDEO = 1
_NANOSECONDS = 1_000_000_000


class Element(Struct, frozen=True):
    """An element: its id, where it, its content and what follows it begin."""

    id: int
    offset: int
    body: int
    end: int
    is_open: bool = False


class _Found(Struct):
    """What the walk has gathered."""

    parts: int = 0
    clusters: int = 0
    scale: int = 1_000_000
    length: float = 0.0
    last: int = 0
    has_pictures: bool = False
    width: int = 0
    height: int = 0


def read_webm(read: Read, size: int) -> Video:
    """Return what a WebM file is; raises `BrokenVideoError`."""
    header = _element(read, 0, size)
    if header.id != Id.HEADER or b"webm" not in read(header.body, header.end - header.body):
        raise BrokenVideoError("no WebM header")
    segment = _element(read, header.end, size)
    if segment.id != Id.SEGMENT or not (segment.is_open or segment.end == size):
        raise BrokenVideoError("the segment does not end where the file does")
    found, patches = _Found(), list[Patch]()
    for element in _walk(read, segment.body, segment.end, found):
        if element.id in _METADATA:
            patches.append(_void(element))
        else:
            _note(read, element, found)
    if not (found.clusters and found.has_pictures):
        raise BrokenVideoError("nothing to be seen in it")
    ticks = found.length or found.last
    seconds = round(ticks * found.scale / _NANOSECONDS, 3)
    return Video("video/webm", found.width, found.height, seconds, Claims(), tuple(patches))


def _walk(read: Read, at: int, end: int, found: _Found) -> Iterator[Element]:
    while at < end:
        element = _element(read, at, end)
        found.parts += 1
        if found.parts > MOST_PARTS:
            raise BrokenVideoError("more elements than any camera writes")
        if element.is_open and element.id != Id.CLUSTER:
            raise BrokenVideoError("an element of unknown size that must say it")
        yield element
        if element.id in _WHOLE:
            yield from _walk(read, element.body, element.end, found)
        # a cluster is walked through: its blocks may end anywhere, and the last one must be whole
        at = element.body if element.id == Id.CLUSTER else element.end


def _element(read: Read, at: int, end: int) -> Element:
    head = read(at, 12)
    wide = _width(head, 0, most=4)
    name = int.from_bytes(head[:wide])
    length_wide = _width(head, wide, most=8)
    body = at + wide + length_wide
    raw = int.from_bytes(head[wide : wide + length_wide])
    length = raw & ((1 << 7 * length_wide) - 1)
    if length == (1 << 7 * length_wide) - 1:
        return Element(name, at, body, end, is_open=True)
    if body + length > end:
        raise BrokenVideoError("an element ends behind the end of what holds it")
    return Element(name, at, body, body + length)


def _width(head: bytes, at: int, *, most: int) -> int:
    """Return how many bytes a variable-size integer takes (RFC 8794, section 4)."""
    first = head[at] if at < len(head) else 0
    wide = 9 - first.bit_length()
    if not first or wide > most or at + wide > len(head):
        raise BrokenVideoError("cut off, or no element at all")
    return wide


def _note(read: Read, element: Element, found: _Found) -> None:
    match element.id:
        case Id.CLUSTER:
            found.clusters += 1
        case Id.TIMESTAMP:
            found.last = max(found.last, _number(read, element))
        case Id.SCALE:
            found.scale = _number(read, element)
        case Id.DURATION:
            found.length = _decimal(read, element)
        case Id.TRACK_TYPE:
            found.has_pictures |= _number(read, element) == _VIDEO
        case Id.WIDTH:
            found.width = _number(read, element)
        case Id.HEIGHT:
            found.height = _number(read, element)
        case _:
            pass


def _number(read: Read, element: Element) -> int:
    return int.from_bytes(read(element.body, min(element.end - element.body, 8)))


def _decimal(read: Read, element: Element) -> float:
    raw = read(element.body, element.end - element.body)
    forms = {4: ">f", 8: ">d"}
    value: float = struct.unpack(forms[len(raw)], raw)[0] if len(raw) in forms else 0.0
    return value if 0 < value < 1e15 else 0.0


def _void(element: Element) -> Patch:
    """Return the Void element that takes exactly the place of another one."""
    room = element.end - element.offset - 1
    wide = next(w for w in range(1, 9) if room - w < (1 << 7 * w) - 1)
    length = room - wide
    head = b"\xec" + ((1 << 7 * wide) | length).to_bytes(wide)
    return Patch(element.offset, head, length)
