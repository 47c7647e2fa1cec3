"""The trail as a table for people and their spreadsheets (RFC 4180, UTF-8 with a mark)."""

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from gongdan.rooms.audit.contract import AuditEntry

BYTE_ORDER_MARK = "\ufeff"
"""By it a spreadsheet knows that the file is UTF-8."""

COLUMNS = (
    "recorded_at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "act",
    "outcome",
    "code",
    "object_kind",
    "object_id",
    "object_label",
    "place",
    "facts",
    "id",
    "stream",
    "seq",
    "hash",
)
_QUOTED = (",", '"', "\r", "\n")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_of(rows: Iterable[Iterable[object]]) -> str:
    """Write rows; what a spreadsheet would run as a formula is led by an apostrophe (OWASP)."""
    return "".join(",".join(map(_cell, row)) + "\r\n" for row in rows)


def cells_of(entry: AuditEntry) -> tuple[object, ...]:
    """Return a deed's cells, in the order of `COLUMNS`."""
    thing = entry.object
    return (
        instant(entry.at),
        entry.actor.kind,
        entry.actor.id or "",
        entry.actor.name,
        entry.act,
        entry.outcome,
        entry.code,
        thing.kind if thing else "",
        thing.id if thing else "",
        entry.label,
        entry.place,
        msgspec.json.encode(entry.facts).decode() if entry.facts else "",
        entry.id,
        entry.stream,
        entry.seq,
        entry.hash,
    )


def instant(at: datetime) -> str:
    """Write a moment to the microsecond, in UTC.

    >>> instant(datetime(2026, 3, 1, 8, tzinfo=UTC))
    '2026-03-01T08:00:00.000000Z'
    """
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _cell(value: object) -> str:
    text = str(value)
    if text.startswith(_FORMULA):
        text = f"'{text}"
    if any(mark in text for mark in _QUOTED):
        text = '"' + text.replace('"', '""') + '"'
    return text
