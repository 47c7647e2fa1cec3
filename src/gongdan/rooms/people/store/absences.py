"""The tables of absences and contests."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.people.contract import Absence
from gongdan.rooms.privacy.contract import Sealed

_sealed = msgspec.json.Decoder(dict[str, Sealed])


class ContestRecord(Struct, frozen=True, kw_only=True):
    """A contest as it is kept: the words of both sides sealed."""

    id: UUID
    person: UUID
    about: str
    sealed: dict[str, Sealed]
    outcome: str
    made_at: datetime
    answered_at: datetime | None = None


async def absences_of(
    reader: Reader, tenant: UUID, people: Sequence[UUID], now: datetime
) -> Mapping[UUID, tuple[Absence, ...]]:
    """Return when people are or will be away, by person, the next first."""
    rows: Any = await reader.fetch(
        "SELECT person_id, id, begins, ends, sudden FROM person_absence"
        " WHERE tenant_id = $1 AND person_id = ANY($2::uuid[]) AND (ends IS NULL OR ends > $3)"
        " ORDER BY person_id, begins, id",
        tenant,
        list(people),
        now,
    )
    found: dict[UUID, list[Absence]] = defaultdict(list)
    for row in rows:
        absence = Absence(
            id=row["id"], begins=row["begins"], ends=row["ends"], sudden=row["sudden"]
        )
        found[row["person_id"]].append(absence)
    return {person: tuple(each) for person, each in found.items()}


async def add_absence(writer: Writer, tenant: UUID, person: UUID, absence: Absence) -> None:
    """Keep an absence."""
    await writer.execute(
        "INSERT INTO person_absence (tenant_id, person_id, id, begins, ends, sudden)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        tenant,
        person,
        absence.id,
        absence.begins,
        absence.ends,
        absence.sudden,
    )


async def remove_absence(writer: Writer, tenant: UUID, person: UUID, absence: UUID) -> bool:
    """Take an absence away; False where there is none."""
    status = await writer.execute(
        "DELETE FROM person_absence WHERE tenant_id = $1 AND person_id = $2 AND id = $3",
        tenant,
        person,
        absence,
    )
    return status.endswith(" 1")


async def contests_of(reader: Reader, tenant: UUID, person: UUID) -> Sequence[ContestRecord]:
    """Return what somebody contested, the newest first."""
    rows = await reader.fetch(
        "SELECT id, person_id AS person, about, sealed, outcome, made_at, answered_at"
        " FROM person_contest WHERE tenant_id = $1 AND person_id = $2 ORDER BY made_at DESC, id",
        tenant,
        person,
    )
    return [_contest(row) for row in rows]


async def add_contest(writer: Writer, tenant: UUID, contest: ContestRecord) -> None:
    """Keep a contest."""
    await writer.execute(
        "INSERT INTO person_contest (tenant_id, person_id, id, about, sealed, outcome, made_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        tenant,
        contest.person,
        contest.id,
        contest.about,
        msgspec.json.encode(contest.sealed),
        contest.outcome,
        contest.made_at,
    )


async def answer_contest(
    writer: Writer, tenant: UUID, contest: ContestRecord, by: UUID | None
) -> bool:
    """Keep the answer to a contest; False where it was answered meanwhile."""
    status = await writer.execute(
        "UPDATE person_contest SET sealed = $4, outcome = $5, answered_at = $6, answered_by = $7"
        " WHERE tenant_id = $1 AND person_id = $2 AND id = $3 AND outcome = 'open'",
        tenant,
        contest.person,
        contest.id,
        msgspec.json.encode(contest.sealed),
        contest.outcome,
        contest.answered_at,
        by,
    )
    return status.endswith(" 1")


async def forget_beside(writer: Writer, tenant: UUID, subject: UUID) -> int:
    """Take absences, rostered days and contests of a subject; returns how many."""
    gone = 0
    for table in ("person_absence", "person_rostered", "person_contest"):
        status = await writer.execute(
            f"DELETE FROM {table} WHERE tenant_id = $1 AND person_id IN"
            " (SELECT id FROM person WHERE tenant_id = $1 AND (id = $2 OR user_id = $2))",
            tenant,
            subject,
        )
        gone += int(status.rpartition(" ")[2])
    return gone


def _contest(row: Any) -> ContestRecord:
    return ContestRecord(**{**row, "sealed": _sealed.decode(row["sealed"])})
