"""The table of days for which a published roster says when somebody works."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.people.contract import RosteredDay


async def rostered_of(
    reader: Reader, tenant: UUID, people: Sequence[UUID], first: date
) -> Mapping[UUID, tuple[RosteredDay, ...]]:
    """Return the rostered days of people from a day on, in order."""
    rows: Any = await reader.fetch(
        "SELECT person_id, day, begins, ends FROM person_rostered"
        " WHERE tenant_id = $1 AND person_id = ANY($2::uuid[]) AND day >= $3"
        " ORDER BY person_id, day",
        tenant,
        list(people),
        first,
    )
    found: dict[UUID, list[RosteredDay]] = defaultdict(list)
    for row in rows:
        found[row["person_id"]].append(RosteredDay(row["day"], row["begins"], row["ends"]))
    return {person: tuple(days) for person, days in found.items()}


async def put_rostered(
    writer: Writer, tenant: UUID, days: Mapping[UUID, Sequence[RosteredDay]]
) -> None:
    """Keep what a roster says of days, over what an older one said; `days` by account.

    Accounts without an entry are passed over.
    """
    lines = [(user, each) for user, said in days.items() for each in said]
    await writer.execute(
        "INSERT INTO person_rostered (tenant_id, person_id, day, begins, ends)"
        " SELECT $1, p.id, d.day, d.begins, d.ends"
        " FROM unnest($2::uuid[], $3::date[], $4::smallint[], $5::smallint[])"
        " AS d (user_id, day, begins, ends)"
        " JOIN person p ON p.tenant_id = $1 AND p.user_id = d.user_id"
        " ON CONFLICT (tenant_id, person_id, day)"
        " DO UPDATE SET begins = excluded.begins, ends = excluded.ends",
        tenant,
        [user for user, _ in lines],
        [each.day for _, each in lines],
        [each.begins for _, each in lines],
        [each.ends for _, each in lines],
    )
    await writer.execute(
        "UPDATE person SET touched_at = clock_timestamp()"
        " WHERE tenant_id = $1 AND user_id = ANY($2::uuid[])",
        tenant,
        list(days),
    )


async def drop_rostered(
    writer: Writer, tenant: UUID, users: Sequence[UUID], *, first: date, last: date
) -> None:
    """Forget what rosters said of a span, for accounts that are in no roster any more."""
    await writer.execute(
        "DELETE FROM person_rostered USING person p WHERE person_rostered.tenant_id = $1"
        " AND p.tenant_id = $1 AND p.id = person_id AND p.user_id = ANY($2::uuid[])"
        " AND day BETWEEN $3 AND $4",
        tenant,
        list(users),
        first,
        last,
    )
    await writer.execute(
        "UPDATE person SET touched_at = clock_timestamp()"
        " WHERE tenant_id = $1 AND user_id = ANY($2::uuid[])",
        tenant,
        list(users),
    )
