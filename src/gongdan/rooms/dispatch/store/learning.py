"""The tables of what was learned: what orders are about, people's records, models."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.engines.matching.crowd import Record
from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.dispatch.contract import Triage

_TRIAGE = "label, confidence, verdict, origin, model, decided"


class StoredModel(Struct, frozen=True, kw_only=True):
    """A model as it is kept: its artefact, and from how many orders of which time it came."""

    version: int
    body: bytes
    origin: str
    orders: int
    first_at: datetime | None
    last_at: datetime | None
    made_at: datetime


class Lesson(Struct, frozen=True):
    """A closed order of which a person has said what it was about, and when it was learned."""

    order: UUID
    label: str
    at: datetime


async def triages_of(reader: Reader, tenant: UUID, orders: Sequence[UUID]) -> Mapping[UUID, Triage]:
    """Return what is known of what orders are about."""
    rows: Any = await reader.fetch(
        f"SELECT order_id, {_TRIAGE} FROM dispatch_triage"
        " WHERE tenant_id = $1 AND order_id = ANY($2::uuid[])",
        tenant,
        list(orders),
    )
    return {
        row["order_id"]: Triage(**{name: row[name] for name in Triage.__struct_fields__})
        for row in rows
    }


async def keep_triage(
    writer: Writer, tenant: UUID, order: UUID, triage: Triage, *, now: datetime
) -> None:
    """Keep what a model says of an order; a person's word about it stays."""
    await writer.execute(
        f"INSERT INTO dispatch_triage (tenant_id, order_id, {_TRIAGE}, made_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (tenant_id, order_id)"
        " DO UPDATE SET label = excluded.label, confidence = excluded.confidence,"
        " verdict = excluded.verdict, origin = excluded.origin, model = excluded.model,"
        " decided = CASE WHEN excluded.decided = '' THEN dispatch_triage.decided"
        " ELSE excluded.decided END",
        tenant,
        order,
        triage.label,
        triage.confidence,
        triage.verdict,
        triage.origin,
        triage.model,
        triage.decided,
        now,
    )


async def learn_once(
    writer: Writer, tenant: UUID, order: UUID, now: datetime, *, left_out: str
) -> bool:
    """Note that an order taught what it was about, or why it did not; False where it had."""
    status = await writer.execute(
        "UPDATE dispatch_triage SET learned_at = CASE WHEN $4 = '' THEN $3::timestamptz END,"
        " left_out = $4 WHERE tenant_id = $1 AND order_id = $2 AND learned_at IS NULL",
        tenant,
        order,
        now,
        left_out,
    )
    return status.endswith(" 1")


async def lessons_after(
    reader: Reader, tenant: UUID, after: datetime | None, most: int
) -> Sequence[Lesson]:
    """Return what was learned after an instant, in order."""
    rows: Any = await reader.fetch(
        "SELECT order_id, decided, learned_at FROM dispatch_triage"
        " WHERE tenant_id = $1 AND learned_at IS NOT NULL"
        " AND ($2::timestamptz IS NULL OR learned_at > $2) ORDER BY learned_at, order_id LIMIT $3",
        tenant,
        after,
        most,
    )
    return [Lesson(row["order_id"], row["decided"], row["learned_at"]) for row in rows]


async def records_touched(
    reader: Reader, tenant: UUID, since: datetime | None
) -> Mapping[UUID, dict[str, Record]]:
    """Return the whole records of everybody of whom something changed from an instant on."""
    rows: Any = await reader.fetch(
        "SELECT user_id, category, tries, good FROM dispatch_record WHERE tenant_id = $1"
        " AND ($2::timestamptz IS NULL OR user_id IN (SELECT user_id FROM dispatch_record"
        " WHERE tenant_id = $1 AND touched_at >= $2))",
        tenant,
        since,
    )
    found: dict[UUID, dict[str, Record]] = defaultdict(dict)
    for row in rows:
        found[row["user_id"]][row["category"]] = Record(row["tries"], row["good"])
    return found


async def records_of(reader: Reader, tenant: UUID, user: UUID) -> Mapping[str, Record]:
    """Return somebody's records by category."""
    rows: Any = await reader.fetch(
        "SELECT category, tries, good FROM dispatch_record"
        " WHERE tenant_id = $1 AND user_id = $2 ORDER BY category",
        tenant,
        user,
    )
    return {row["category"]: Record(row["tries"], row["good"]) for row in rows}


async def usual_of(reader: Reader, tenant: UUID, category: str) -> Record:
    """Return what everybody together made of a category."""
    row: Any = await reader.fetchrow(
        "SELECT coalesce(sum(tries), 0) AS tries, coalesce(sum(good), 0) AS good"
        " FROM dispatch_record WHERE tenant_id = $1 AND category = $2",
        tenant,
        category,
    )
    return Record(row["tries"], row["good"])


async def keep_record(
    writer: Writer, tenant: UUID, user: UUID, category: str, *, record: Record, now: datetime
) -> None:
    """Keep somebody's record of a category."""
    await writer.execute(
        "INSERT INTO dispatch_record (tenant_id, user_id, category, tries, good, touched_at)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, user_id, category) DO UPDATE"
        " SET tries = excluded.tries, good = excluded.good, touched_at = excluded.touched_at",
        tenant,
        user,
        category,
        record.tries,
        record.good,
        now,
    )


async def forget_records(writer: Writer, tenant: UUID, user: UUID) -> int:
    """Take everything that was counted of somebody."""
    status = await writer.execute(
        "DELETE FROM dispatch_record WHERE tenant_id = $1 AND user_id = $2", tenant, user
    )
    return int(status.rpartition(" ")[2])


async def newest_model(reader: Reader, tenant: UUID) -> tuple[int, int]:
    """Return the version of the newest model, and how many orders taught it (0: none yet)."""
    row: Any = await reader.fetchrow(
        "SELECT version, orders FROM dispatch_model WHERE tenant_id = $1"
        " ORDER BY version DESC LIMIT 1",
        tenant,
    )
    return (row["version"], row["orders"]) if row else (0, 0)


async def load_model(reader: Reader, tenant: UUID, version: int) -> StoredModel | None:
    """Return a model."""
    row: Any = await reader.fetchrow(
        "SELECT version, body, origin, orders, first_at, last_at, made_at FROM dispatch_model"
        " WHERE tenant_id = $1 AND version = $2",
        tenant,
        version,
    )
    return StoredModel(**row) if row else None


async def keep_model(writer: Writer, tenant: UUID, model: StoredModel) -> None:
    """Keep a model with the hash of its artefact."""
    await writer.execute(
        "INSERT INTO dispatch_model (tenant_id, version, body, sha256, origin, orders, first_at,"
        " last_at, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        tenant,
        model.version,
        model.body,
        hashlib.sha256(model.body).digest(),
        model.origin,
        model.orders,
        model.first_at,
        model.last_at,
        model.made_at,
    )
