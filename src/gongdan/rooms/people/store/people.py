"""The tables of people and their skills."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.paging import START, Cursor, prefix_span
from gongdan.kernel.predicate import Predicate, to_sql
from gongdan.kernel.text import fold
from gongdan.rooms.people.contract import USUAL, Technician, Work
from gongdan.rooms.people.domain.person import PersonRecord
from gongdan.rooms.privacy.contract import Sealed

NOBODY = "\u2014"
"""Stands where the name of an erased person stood: a dash."""

_PUBLIC = "id, user_id AS user, name, unit_id AS unit, unit_path, skills, active"
_COLUMNS = f"{_PUBLIC}, working, sealed, version"
_ATTRIBUTES = {"owner_id": "user_id", "unit_path": "unit_path"}
_sealed = msgspec.json.Decoder(dict[str, Sealed])
_working = msgspec.json.Decoder(Work)


class Wanted(Struct, frozen=True, kw_only=True):
    """Which people a page asks for; `prefix` of the name."""

    prefix: str = ""
    active: bool | None = None
    skill: str = ""
    unit: UUID | None = None
    after: Cursor = START
    limit: int = 50


def place_of(person: PersonRecord) -> Cursor:
    """Return where a person stands in the list."""
    return Cursor(fold(person.name), person.id)


class PersonShelf:
    """`kernel.register.Shelf` of people."""

    async def load(self, reader: Reader, tenant: UUID, entry: UUID) -> PersonRecord | None:
        """Return one person, or None."""
        row = await reader.fetchrow(
            f"SELECT {_COLUMNS} FROM person WHERE tenant_id = $1 AND id = $2", tenant, entry
        )
        return _record(row) if row else None

    async def add(self, writer: Writer, tenant: UUID, entry: PersonRecord) -> None:
        """Keep a new person."""
        await writer.execute(
            "INSERT INTO person (tenant_id, id, version, active, user_id, name, name_key,"
            " unit_id, unit_path, skills, sealed, working)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb)",
            *_values(tenant, entry),
        )
        await _keep_skills(writer, tenant, entry)

    async def save(self, writer: Writer, tenant: UUID, entry: PersonRecord) -> PersonRecord | None:
        """Store a person over the version that it was read in, if that still stands."""
        status = await writer.execute(
            "UPDATE person SET version = $3 + 1, active = $4, user_id = $5, name = $6,"
            " name_key = $7, unit_id = $8, unit_path = $9, skills = $10, sealed = $11,"
            " working = $12::jsonb, touched_at = clock_timestamp()"
            " WHERE tenant_id = $1 AND id = $2 AND version = $3",
            *_values(tenant, entry),
        )
        if not status.endswith(" 1"):
            return None
        await writer.execute(
            "DELETE FROM person_skill WHERE tenant_id = $1 AND person_id = $2", tenant, entry.id
        )
        await _keep_skills(writer, tenant, entry)
        return replace(entry, version=entry.version + 1)


async def page(
    reader: Reader, tenant: UUID, wanted: Wanted, allowed: Predicate
) -> Sequence[PersonRecord]:
    """Return a page of people, ordered by name, and one more if there is one."""
    arguments: list[object] = [tenant, wanted.after.key, wanted.after.id]
    narrowed = ""
    if wanted.active is not None:
        narrowed += " AND active" if wanted.active else " AND NOT active"
    if wanted.unit is not None:
        arguments.append(wanted.unit)
        narrowed += f" AND unit_id = ${len(arguments)}"
    if skill := fold(wanted.skill.strip()):
        arguments.append(skill)
        narrowed += (
            " AND id IN (SELECT person_id FROM person_skill"
            f" WHERE tenant_id = $1 AND skill_key = ${len(arguments)})"
        )
    if prefix := fold(wanted.prefix.strip()):
        arguments += prefix_span(prefix)
        narrowed += f" AND name_key >= ${len(arguments) - 1} AND name_key < ${len(arguments)}"
    condition, more = to_sql(allowed, _ATTRIBUTES, len(arguments) + 1)
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM person WHERE tenant_id = $1 AND (name_key, id) > ($2, $3)"
        f"{narrowed} AND {condition} ORDER BY name_key, id LIMIT {wanted.limit + 1:d}",
        *arguments,
        *more,
    )
    return [_record(row) for row in rows]


async def technicians(
    reader: Reader, tenant: UUID, users: Collection[UUID]
) -> Sequence[Technician]:
    """Return those people who sign in with one of these accounts."""
    rows: Any = await reader.fetch(
        f"SELECT {_PUBLIC} FROM person WHERE tenant_id = $1 AND user_id = ANY($2::uuid[])",
        tenant,
        list(users),
    )
    return [Technician(**{**row, "skills": tuple(row["skills"])}) for row in rows]


async def touched(
    reader: Reader, tenant: UUID, since: datetime | None
) -> tuple[Sequence[PersonRecord], datetime]:
    """Return those with an account that changed from an instant on (None: all), and until when.

    The instant is the database's own, so that no clock of ours can miss a change.
    """
    now: datetime = await reader.fetchval("SELECT clock_timestamp()")
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM person WHERE tenant_id = $1 AND user_id IS NOT NULL"
        " AND ($2::timestamptz IS NULL OR touched_at >= $2) ORDER BY touched_at",
        tenant,
        since,
    )
    return [_record(row) for row in rows], now


async def touch(writer: Writer, tenant: UUID, person: UUID) -> None:
    """Let those who keep people in mind look at this one again."""
    await writer.execute(
        "UPDATE person SET touched_at = clock_timestamp() WHERE tenant_id = $1 AND id = $2",
        tenant,
        person,
    )


async def entries_of(reader: Reader, tenant: UUID, subject: UUID) -> Sequence[PersonRecord]:
    """Return the entries that are about a subject: by account, or by the entry's own id."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM person WHERE tenant_id = $1 AND (id = $2 OR user_id = $2)",
        tenant,
        subject,
    )
    return [_record(row) for row in rows]


async def active_among(reader: Reader, tenant: UUID, subjects: Sequence[UUID]) -> frozenset[UUID]:
    """Return those of the subjects with an active entry."""
    rows = await reader.fetch(
        "SELECT coalesce(user_id, id) AS subject FROM person WHERE tenant_id = $1 AND active"
        " AND (id = ANY($2::uuid[]) OR user_id = ANY($2::uuid[]))",
        tenant,
        list(subjects),
    )
    return frozenset(row["subject"] for row in rows)


async def forget_names(writer: Writer, tenant: UUID, subject: UUID) -> int:
    """Take the names from the entries about a subject and retire them; returns how many."""
    status = await writer.execute(
        "UPDATE person SET name = $3, name_key = $3, active = false, version = version + 1,"
        " working = NULL, touched_at = clock_timestamp()"
        " WHERE tenant_id = $1 AND (id = $2 OR user_id = $2) AND name <> $3",
        tenant,
        subject,
        NOBODY,
    )
    return int(status.rpartition(" ")[2])


async def _keep_skills(writer: Writer, tenant: UUID, person: PersonRecord) -> None:
    await writer.execute(
        "INSERT INTO person_skill (tenant_id, skill_key, person_id)"
        " SELECT $1, skill, $2 FROM unnest($3::text[]) AS skill",
        tenant,
        person.id,
        [fold(skill) for skill in person.skills],
    )


def _record(row: Any) -> PersonRecord:
    known = {
        **row,
        "skills": tuple(row["skills"]),
        "working": _working.decode(row["working"]) if row["working"] else USUAL,
        "sealed": _sealed.decode(row["sealed"]),
    }
    return PersonRecord(**known)


def _values(tenant: UUID, person: PersonRecord) -> tuple[object, ...]:
    return (
        tenant,
        person.id,
        person.version,
        person.active,
        person.user,
        person.name,
        fold(person.name),
        person.unit,
        person.unit_path,
        list(person.skills),
        msgspec.json.encode(person.sealed),
        msgspec.json.encode(person.working).decode(),
    )
