"""The audit streams in PostgreSQL, and the rows by which deeds are found."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from gongdan.kernel.database import Database, Reader, Writer
from gongdan.kernel.eventstore.codec import Codec
from gongdan.kernel.eventstore.port import EventStore, Stored
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.predicate import AllOf, Equals, Predicate, to_sql
from gongdan.rooms.audit.contract import (
    APPEND_FUNCTION,
    STREAM_KIND,
    ActRecorded,
    AuditFilter,
)

CODEC = Codec((ActRecorded,))
"""How deeds are written and read."""

_COLUMNS = {
    "actor": "a.actor_id",
    "act": "a.act",
    "outcome": "a.outcome",
    "object_kind": "a.object_kind",
    "object_id": "a.object_id",
}


class _WithinTransaction(Database):
    """A database that lends nothing but one transaction which is open already."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    @asynccontextmanager
    async def untenanted(self) -> AsyncIterator[Writer]:
        yield self._writer

    @asynccontextmanager
    async def _transaction(self, tenant: UUID, begin: str) -> AsyncIterator[Any]:
        del tenant, begin
        yield self._writer


def store_within(writer: Writer) -> EventStore:
    """Return the event store as seen from inside an open transaction."""
    return PostgresEventStore(_WithinTransaction(writer), {STREAM_KIND: APPEND_FUNCTION})


class Cursor(Struct, frozen=True, array_like=True):
    """The deed after which the next page begins."""

    at: Annotated[datetime, Meta(tz=True)]
    id: UUID


def entries_statement(
    tenant: UUID, wanted: AuditFilter, *, after: Cursor | None, limit: int
) -> tuple[str, list[object]]:
    """Return the question for a page of deeds, newest first, and its arguments."""
    narrowed, arguments = to_sql(_equalities(wanted), _COLUMNS, 2)
    conditions = [narrowed]

    def add(condition: str, *values: object) -> None:
        places = [f"${len(arguments) + 2 + n}" for n in range(len(values))]
        conditions.append(condition.format(*places))
        arguments.extend(values)

    if wanted.since:
        add("a.recorded_at >= {}", wanted.since)
    if wanted.until:
        add("a.recorded_at < {}", wanted.until)
    if after:
        add("(a.recorded_at, a.event_id) < ({}, {})", after.at, after.id)
    sql = (
        "SELECT e.stream_id, e.seq, e.event_id, e.recorded_at, e.type, e.body, e.hash"
        " FROM audit_entry a CROSS JOIN LATERAL ("
        " SELECT * FROM event e WHERE e.tenant_id = $1 AND e.stream_id = a.stream_id"
        " AND e.seq = a.seq LIMIT 1) AS e"
        f" WHERE a.tenant_id = $1 AND {' AND '.join(conditions)}"
        f" ORDER BY a.recorded_at DESC, a.event_id DESC LIMIT {int(limit)}"
    )
    return sql, [tenant, *arguments]


async def load_entries(
    reader: Reader, tenant: UUID, wanted: AuditFilter, *, after: Cursor | None, limit: int
) -> list[Stored]:
    """Return the deeds' events, newest first."""
    sql, arguments = entries_statement(tenant, wanted, after=after, limit=limit)
    return [Stored(*row.values()) for row in await reader.fetch(sql, *arguments)]


async def load_about(
    reader: Reader, tenant: UUID, things: Sequence[UUID], acts: Sequence[str], *, limit: int
) -> list[Stored]:
    """Return the deeds of these kinds on any of these things, newest first."""
    rows = await reader.fetch(
        "SELECT e.stream_id, e.seq, e.event_id, e.recorded_at, e.type, e.body, e.hash"
        " FROM audit_entry a JOIN event e"
        " ON e.tenant_id = $1 AND e.stream_id = a.stream_id AND e.seq = a.seq"
        " WHERE a.tenant_id = $1 AND a.act = ANY($3::text[]) AND a.object_id = ANY($2::uuid[])"
        f" AND a.outcome = 'done' ORDER BY a.recorded_at DESC, a.event_id DESC LIMIT {limit:d}",
        tenant,
        list(things),
        list(acts),
    )
    return [Stored(*row.values()) for row in rows]


def _equalities(wanted: AuditFilter) -> Predicate:
    given: list[tuple[str, str | UUID | None]] = [
        ("actor", wanted.actor),
        ("act", wanted.act or None),
        ("outcome", wanted.outcome or None),
        ("object_kind", wanted.object.kind if wanted.object else wanted.object_kind or None),
        ("object_id", wanted.object.id if wanted.object else None),
    ]
    return AllOf(tuple(Equals(name, value) for name, value in given if value is not None))
