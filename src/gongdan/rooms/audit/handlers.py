"""Recording a deed: within the transaction of the act, or in one of its own; taking deeds out."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Generic
from uuid import UUID

import msgspec
from msgspec.structs import replace

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.eventstore.port import (
    Append,
    Appended,
    ClockSkew,
    EventStore,
    Outcome,
    VersionConflict,
)
from gongdan.kernel.ids import NewId
from gongdan.rooms.audit.contract import (
    AUDIT_EXPORT,
    STREAM_KIND,
    ActRecorded,
    AuditEntry,
    AuditFilter,
    Format,
)
from gongdan.rooms.audit.domain.day import FOLD_VERSION, Day, evolve, stream_of
from gongdan.rooms.audit.domain.sheet import (
    BYTE_ORDER_MARK,
    COLUMNS,
    cells_of,
    instant,
    rows_of,
)
from gongdan.rooms.audit.store import CODEC, store_within
from gongdan.rooms.audit.views import A, TrailViews

_TRIES = 5
"""A try that came too late holds the stream's lock from then on: the next one is in time."""


class TrailBrokenError(Exception):
    """A deed could not be recorded; the act that it stands for must not be done either."""


class Trail:
    """Fulfils `kernel.audit.AuditTrail` over the event store."""

    def __init__(self, database: Database, clock: Clock, ids: NewId) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    async def record(self, deed: Deed, within: Writer | None = None) -> None:
        """Append one deed; `within` an open transaction, it stands or falls with the act.

        Raises `TrailBrokenError`.
        """
        if within is not None:
            await self._append(deed, store_within(within))
            return
        async with self._database.writing(deed.tenant) as writer:
            await self._append(deed, store_within(writer))

    async def _append(self, deed: Deed, store: EventStore) -> None:
        outcome: Outcome = ClockSkew()
        for _ in range(_TRIES):
            # a machine out of breath takes seconds from here to the store: each try reads the clock
            now = self._clock()
            outcome = await self._try(deed, store, stream_of(deed.tenant, deed.actor, now), now)
            if not isinstance(outcome, VersionConflict | ClockSkew):
                break
        if not isinstance(outcome, Appended):
            raise TrailBrokenError(type(outcome).__name__)

    async def _try(self, deed: Deed, store: EventStore, stream: UUID, now: datetime) -> Outcome:
        loaded = await store.load(deed.tenant, stream)
        day = msgspec.json.decode(loaded.state, type=Day) if loaded else Day()
        event = _event(deed)
        return await store.append(
            Append(
                tenant=deed.tenant,
                stream=stream,
                kind=STREAM_KIND,
                expected=loaded.version if loaded else 0,
                now=now,
                events=(CODEC.encode(self._ids(), event, deed.actor),),
                fold_version=FOLD_VERSION,
                state=msgspec.json.encode(evolve(day, event)),
                row=_row(deed),
            )
        )


def _event(deed: Deed) -> ActRecorded:
    return ActRecorded(
        act=deed.act,
        outcome=deed.outcome.value,
        object=deed.object,
        code=str(deed.code),
        place=deed.place,
        facts=deed.facts,
    )


def _row(deed: Deed) -> bytes:
    return msgspec.json.encode(
        {
            "actor_id": deed.actor.id,
            "act": deed.act,
            "object_kind": deed.object.kind if deed.object else None,
            "object_id": deed.object.id if deed.object else None,
            "outcome": deed.outcome,
        }
    )


class Exports(Generic[A]):
    """Takes deeds out of the house; that it was done, by whom and under which filter, is a deed."""

    def __init__(self, views: TrailViews[A], trail: AuditTrail, clock: Clock) -> None:
        self._views = views
        self._trail = trail
        self._clock = clock

    async def take(self, asker: A, wanted: AuditFilter, format_: Format) -> AsyncIterator[str]:
        """Record the deed; return the file in parts. Its head says who took what, and when."""
        now, said = self._clock(), _filter_facts(wanted)
        deed = Deed(
            tenant=asker.tenant,
            actor=asker.actor,
            act=AUDIT_EXPORT,
            facts={"format": format_, **said},
        )
        await self._trail.record(deed)
        taken = {
            "taken_at": instant(now),
            "taken_by": await self._views.called(asker),
            "tenant": str(asker.tenant),
            "filter": " ".join(f"{name}={value}" for name, value in said.items()) or "*",
        }
        # ends at this moment, so that deeds which come in meanwhile don't make it endless
        bounded = replace(wanted, until=min(wanted.until or now, now))
        return self._written(asker, bounded, taken, format_)

    async def _written(
        self, asker: A, wanted: AuditFilter, taken: dict[str, str], format_: Format
    ) -> AsyncIterator[str]:
        head, lines = (_sheet_head, _as_rows) if format_ == "csv" else (_json_head, _as_lines)
        yield head(taken)
        async for entries in self._views.pages(asker, wanted):
            yield lines(entries)


def _sheet_head(taken: dict[str, str]) -> str:
    mark = tuple(f"# {name}: {value}" for name, value in taken.items())
    return BYTE_ORDER_MARK + rows_of((mark, COLUMNS))


def _json_head(taken: dict[str, str]) -> str:
    return f"{msgspec.json.encode(taken).decode()}\n"


def _as_rows(entries: list[AuditEntry]) -> str:
    return rows_of(map(cells_of, entries))


def _as_lines(entries: list[AuditEntry]) -> str:
    return "".join(f"{msgspec.json.encode(each).decode()}\n" for each in entries)


def _filter_facts(wanted: AuditFilter) -> dict[str, str]:
    """Say a filter as facts; what it does not narrow is left out."""
    thing = wanted.object
    said = {
        "actor": str(wanted.actor or ""),
        "act": wanted.act,
        "object_kind": thing.kind if thing else wanted.object_kind,
        "object_id": str(thing.id) if thing else "",
        "outcome": wanted.outcome,
        "since": instant(wanted.since) if wanted.since else "",
        "until": instant(wanted.until) if wanted.until else "",
    }
    return {name: value for name, value in said.items() if value}
