"""Keyset paging and prefix search over a B-tree: the same cost on page one and page thousand.

A list is ordered by (key, id); a cursor is the last row's pair, opaque to the caller. Keys
are declared COLLATE "C", which orders by code point, so that a prefix is a plain range (LIKE
is not leakproof and would lose the index under row level security).
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.messages import RefusalKind, Refused

T = TypeVar("T")

LARGEST_PAGE = 200
"""Rows that one page may hold."""

_HIGHEST = "\U0010ffff"


class Cursor(Struct, frozen=True, array_like=True):
    """The place after which a page goes on: the sort key and id of the last row seen."""

    key: str
    id: UUID


START = Cursor("", UUID(int=0))
"""Before every row."""


def cursor_text(cursor: Cursor) -> str:
    """Write a cursor for an URL.

    >>> read_cursor(cursor_text(Cursor("水泵", UUID(int=7))))
    Cursor(key='水泵', id=UUID('00000000-0000-0000-0000-000000000007'))
    """
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def read_cursor(text: str | None) -> Cursor | Refused:
    """Read a cursor that we wrote; none stands for the start, anything else is refused."""
    if not text:
        return START
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        cursor = msgspec.json.decode(packed, type=Cursor)
        cursor.key.encode()
    except (binascii.Error, msgspec.DecodeError, ValueError):
        return Refused("cursor_malformed", RefusalKind.MALFORMED, field="/cursor")
    if "\x00" in cursor.key:
        return Refused("cursor_malformed", RefusalKind.MALFORMED, field="/cursor")
    return cursor


def page_of(limit: int) -> int:
    """Return how many rows a page holds: what was asked for, from 1 to `LARGEST_PAGE`."""
    return max(1, min(limit, LARGEST_PAGE))


def cut(found: Sequence[T], size: int, place: Callable[[T], Cursor]) -> tuple[list[T], str | None]:
    """Return a page of at most `size` of the rows found, and the cursor of the next page.

    Whoever asks the database for one row more than the page holds learns whether there is one.
    """
    items = list(found[:size])
    return items, cursor_text(place(items[-1])) if items and len(found) > size else None


def prefix_span(prefix: str) -> tuple[str, str]:
    r"""Return the range `low <= key < high` of all keys with that prefix.

    >>> prefix_span("ab") == ("ab", "ab\U0010ffff")
    True
    """
    return prefix, prefix + _HIGHEST
