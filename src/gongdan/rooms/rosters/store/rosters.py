"""The tables of rosters, and of whose turn it is to search."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.rostering.checking import Violation
from gongdan.engines.rostering.model import Duty, Period, Roster
from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.rosters.contract import Held, KeptRoster

NEWEST = 20
_PLAIN = (
    "id, unit_id, unit_path, first, days, state, search, seconds, version, begun_at, repairs,"
    " made_at, published_at"
)
_COLUMNS = f"{_PLAIN}, period, found, locked, wrong"
_period = msgspec.json.Decoder(Period)
_found = msgspec.json.Decoder(Roster)
_locked = msgspec.json.Decoder(tuple[Held, ...])
_wrong = msgspec.json.Decoder(tuple[Violation, ...])
_LEASE = """
UPDATE roster_turn SET lease_owner = $3, lease_until = clock_timestamp() + $4::interval
WHERE tenant_id = $1 AND roster_id = $2
    AND (lease_until IS NULL OR lease_until < clock_timestamp() OR lease_owner = $3)
RETURNING roster_id
"""


class Turn(Struct, frozen=True):
    """One roster in a worker's hands."""

    tenant: UUID
    roster: UUID
    owner: str


class RosterLine(Struct, frozen=True, kw_only=True):
    """A roster in a list."""

    id: UUID
    unit: UUID | None
    first: date
    days: int
    state: str
    search: str
    made_at: datetime
    published_at: datetime | None


async def add(writer: Writer, tenant: UUID, roster: KeptRoster) -> None:
    """Keep a new draft, and let it wait for a worker; an older draft of the same span goes."""
    await writer.execute(
        "DELETE FROM roster WHERE tenant_id = $1 AND state = 'draft' AND first = $2 AND days = $3"
        " AND unit_id IS NOT DISTINCT FROM $4::uuid",
        tenant,
        roster.first,
        roster.days,
        roster.unit,
    )
    await writer.execute(
        f"INSERT INTO roster (tenant_id, {_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
        " $10, $11, $12, $13, $14, $15::text::jsonb, $16::text::jsonb, $17::text::jsonb,"
        " $18::text::jsonb)",
        *_values(tenant, roster),
    )
    await wait(writer, tenant, roster.id)


async def wait(writer: Writer, tenant: UUID, roster: UUID) -> None:
    """Let a roster wait for a worker."""
    await writer.execute(
        "INSERT INTO roster_turn (tenant_id, roster_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        tenant,
        roster,
    )


async def save(writer: Writer, tenant: UUID, roster: KeptRoster) -> bool:
    """Keep a roster over the version that it was read in, if that still stands."""
    status = await writer.execute(
        "UPDATE roster SET unit_id = $3, unit_path = $4, first = $5, days = $6, state = $7,"
        " search = $8, seconds = $9, version = $10 + 1, begun_at = $11, repairs = $12,"
        " made_at = $13, published_at = $14, period = $15::text::jsonb, found = $16::text::jsonb,"
        " locked = $17::text::jsonb, wrong = $18::text::jsonb"
        " WHERE tenant_id = $1 AND id = $2 AND version = $10",
        *_values(tenant, roster),
    )
    return status.endswith(" 1")


async def load(reader: Reader, tenant: UUID, roster: UUID) -> KeptRoster | None:
    """Return one roster."""
    row = await reader.fetchrow(
        f"SELECT {_COLUMNS} FROM roster WHERE tenant_id = $1 AND id = $2", tenant, roster
    )
    return _roster(row) if row else None


async def newest(reader: Reader, tenant: UUID) -> Sequence[RosterLine]:
    """Return the newest rosters, without what they hold."""
    rows: Any = await reader.fetch(
        "SELECT id, unit_id AS unit, first, days, state, search, made_at, published_at"
        f" FROM roster WHERE tenant_id = $1 ORDER BY made_at DESC, id DESC LIMIT {NEWEST:d}",
        tenant,
    )
    return [RosterLine(**row) for row in rows]


async def published(reader: Reader, tenant: UUID, first: date, last: date) -> Sequence[KeptRoster]:
    """Return the published rosters that share a day with a span."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM roster WHERE tenant_id = $1 AND state = 'published'"
        " AND first BETWEEN $2::date - 27 AND $3 AND first + days > $2 ORDER BY first, id",
        tenant,
        first,
        last,
    )
    return [_roster(row) for row in rows]


async def remove_draft(writer: Writer, tenant: UUID, roster: UUID) -> bool:
    """Throw a draft away; False where there is none."""
    status = await writer.execute(
        "DELETE FROM roster WHERE tenant_id = $1 AND id = $2 AND state = 'draft'", tenant, roster
    )
    return status.endswith(" 1")


async def due(worker: Reader, limit: int) -> Sequence[tuple[UUID, UUID]]:
    """Return the rosters of all tenants that wait for a worker, as (tenant, roster)."""
    rows = await worker.fetch("SELECT * FROM rosters_due_v1($1)", limit)
    return [(row[0], row[1]) for row in rows]


async def lease(writer: Writer, turn: Turn, lasting: timedelta) -> bool:
    """Take a roster in hand, or keep it there; False where it is in other hands or over."""
    return await writer.fetchval(_LEASE, turn.tenant, turn.roster, turn.owner, lasting) is not None


async def end_turn(writer: Writer, tenant: UUID, roster: UUID) -> None:
    """Let nobody search any more."""
    await writer.execute(
        "DELETE FROM roster_turn WHERE tenant_id = $1 AND roster_id = $2", tenant, roster
    )


async def rosters_with(reader: Reader, tenant: UUID, user: UUID) -> Sequence[KeptRoster]:
    """Return the rosters in which somebody is planned."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM roster WHERE tenant_id = $1 ORDER BY made_at, id", tenant
    )
    return [each for each in map(_roster, rows) if each.plans(str(user))]


async def forget_person(writer: Writer, tenant: UUID, user: UUID) -> int:
    """Take somebody out of all rosters; returns of how many."""
    with_him = await rosters_with(writer, tenant, user)
    for each in with_him:
        await save(writer, tenant, without(each, str(user)))
    return len(with_him)


def without(roster: KeptRoster, person: str) -> KeptRoster:
    """Return a roster in which somebody is not named any more."""
    period, found = roster.period, roster.found
    return replace(
        roster,
        period=period
        and replace(
            period,
            people=tuple(each for each in period.people if each.id != person),
            fixed=_others(period.fixed, person),
            before=_others(period.before, person),
        ),
        found=found
        and replace(
            found,
            duties=_others(found.duties, person),
            relaxed=tuple(each for each in found.relaxed if each.person != person),
        ),
        locked=tuple(each for each in roster.locked if each.person != person),
        wrong=tuple(each for each in roster.wrong if each.who != person),
    )


def _others(duties: tuple[Duty, ...], person: str) -> tuple[Duty, ...]:
    return tuple(each for each in duties if each.person != person)


def _values(tenant: UUID, roster: KeptRoster) -> tuple[object, ...]:
    return (
        tenant,
        roster.id,
        roster.unit,
        roster.unit_path,
        roster.first,
        roster.days,
        roster.state,
        roster.search,
        roster.seconds,
        roster.version,
        roster.begun_at,
        roster.repairs,
        roster.made_at,
        roster.published_at,
        _json(roster.period) if roster.period else None,
        _json(roster.found) if roster.found else None,
        _json(roster.locked),
        _json(roster.wrong),
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value, order="sorted").decode()


def _roster(row: Any) -> KeptRoster:
    values = dict(row)
    period, found = values.pop("period"), values.pop("found")
    return KeptRoster(
        unit=values.pop("unit_id"),
        period=_period.decode(period) if period else None,
        found=_found.decode(found) if found else None,
        locked=_locked.decode(values.pop("locked")),
        wrong=_wrong.decode(values.pop("wrong")),
        **values,
    )
