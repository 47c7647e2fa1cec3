"""What is read from a video, whichever container it comes in."""

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from gongdan.rooms.files.contract import Claims
from gongdan.rooms.files.domain.patches import Patch

Read: TypeAlias = Callable[[int, int], bytes]
"""Reads `length` bytes from an offset of the content; fewer only at its end."""

MOST_PARTS = 1_000_000
"""Boxes or elements that are looked at in one file: more is no video that people make."""

MOST_BYTES = 8_388_608
"""Bytes of one table that are read at once."""


class BrokenVideoError(Exception):
    """The container does not hold what it says: cut off, damaged, or no video at all."""


class Video(Struct, frozen=True):
    """What a video is; `patches` make its display copy, without its metadata.

    `display_type` is what a browser is told: it plays QuickTime that is called MP4.
    """

    display_type: str
    width: int
    height: int
    seconds: float
    claims: Claims
    patches: tuple[Patch, ...]
