"""The table of decisions: who was to get which order, and what came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.dispatch.contract import Decision, Weighed
from gongdan.rooms.dispatch.domain.outcomes import CameOf

_COLUMNS = (
    "id, order_id, kind, type_key, category, policy, chosen_id, propensity, why"
    ", candidates, made_at, weights, priority, scorer"
)
_weighed = msgspec.json.Decoder(tuple[Weighed, ...])


class PilotScore(Struct, frozen=True):
    """How a pilot did: predictions that people have since decided, and how many they shared."""

    type_key: str
    category: str
    predicted: int
    decided: int
    agreed: int


async def keep_decision(writer: Writer, tenant: UUID, decision: Decision) -> bool:
    """Keep a decision once; False where it was kept before."""
    status = await writer.execute(
        f"INSERT INTO dispatch_decision (tenant_id, {_COLUMNS})"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb, $12, $13, $14, $15)"
        " ON CONFLICT DO NOTHING",
        tenant,
        decision.id,
        decision.order,
        decision.kind,
        decision.type_key,
        decision.category,
        decision.policy,
        decision.chosen,
        decision.propensity,
        decision.why,
        msgspec.json.encode(decision.candidates).decode(),
        decision.made_at,
        decision.weights,
        decision.priority,
        decision.scorer,
    )
    return status.endswith(" 1")


async def decisions_of(reader: Reader, tenant: UUID, order: UUID) -> Sequence[Decision]:
    """Return what was decided about an order, the newest first."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM dispatch_decision WHERE tenant_id = $1 AND order_id = $2"
        " ORDER BY made_at DESC, id DESC LIMIT 50",
        tenant,
        order,
    )
    return [_decision(row) for row in rows]


async def newest_kinds(
    reader: Reader, tenant: UUID, orders: Sequence[UUID]
) -> dict[UUID, tuple[str, str]]:
    """Return the kind of the newest decision of orders, and why."""
    rows: Any = await reader.fetch(
        "SELECT DISTINCT ON (order_id) order_id, kind, why FROM dispatch_decision"
        " WHERE tenant_id = $1 AND order_id = ANY($2::uuid[]) AND kind <> 'pilot'"
        " ORDER BY order_id, made_at DESC, id DESC",
        tenant,
        list(orders),
    )
    return {row["order_id"]: (row["kind"], row["why"]) for row in rows}


async def silent_orders(reader: Reader, tenant: UUID, orders: Sequence[UUID]) -> Sequence[UUID]:
    """Return those of some orders of which a pilot predicted and nobody has spoken yet."""
    rows: Any = await reader.fetch(
        "SELECT DISTINCT d.order_id FROM dispatch_decision d JOIN dispatch_triage t"
        " ON t.tenant_id = $1 AND t.order_id = d.order_id AND t.decided = ''"
        " WHERE d.tenant_id = $1 AND d.order_id = ANY($2::uuid[]) AND d.kind = 'pilot'",
        tenant,
        list(orders),
    )
    return [row["order_id"] for row in rows]


async def waiting_for_others(reader: Reader, tenant: UUID, most: int) -> Sequence[UUID]:
    """Return orders whose holder went away and that nobody has given on since."""
    rows: Any = await reader.fetch(
        "SELECT d.order_id FROM dispatch_decision d WHERE d.tenant_id = $1 AND d.kind = 'away'"
        " AND NOT EXISTS (SELECT 1 FROM dispatch_decision n WHERE n.tenant_id = $1"
        " AND n.order_id = d.order_id AND n.made_at > d.made_at AND n.kind <> 'pilot')"
        " ORDER BY d.made_at DESC LIMIT $2",
        tenant,
        most,
    )
    return [row["order_id"] for row in rows]


async def score_pilots(writer: Writer, tenant: UUID, order: UUID, chosen: UUID) -> None:
    """Compare what a pilot predicted of an order with whom a person chose, once."""
    await writer.execute(
        "UPDATE dispatch_decision SET agreed = (chosen_id = $3) WHERE tenant_id = $1"
        " AND order_id = $2 AND kind = 'pilot' AND agreed IS NULL",
        tenant,
        order,
        chosen,
    )


async def pilot_scores(reader: Reader, tenant: UUID) -> Sequence[PilotScore]:
    """Return how the pilots do, by type and category."""
    rows: Any = await reader.fetch(
        "SELECT type_key, category, count(*) AS predicted, count(agreed) AS decided,"
        " count(*) FILTER (WHERE agreed) AS agreed FROM dispatch_decision"
        " WHERE tenant_id = $1 AND kind = 'pilot' GROUP BY 1, 2 ORDER BY 1, 2",
        tenant,
    )
    return [PilotScore(**row) for row in rows]


async def keep_outcome(
    writer: Writer, tenant: UUID, order: UUID, came: CameOf, *, expected: float
) -> bool:
    """Keep what came of the newest decision that gave an order to somebody; once."""
    status = await writer.execute(
        "UPDATE dispatch_decision SET good = $3, expected = $4, blameless = $5, minutes = $6"
        " WHERE tenant_id = $1 AND order_id = $2 AND good IS NULL AND id = ("
        " SELECT id FROM dispatch_decision WHERE tenant_id = $1 AND order_id = $2"
        " AND chosen_id = $7 AND kind <> 'pilot' ORDER BY made_at DESC, id DESC LIMIT 1)",
        tenant,
        order,
        came.good,
        expected,
        came.blameless,
        came.minutes,
        came.user,
    )
    return status.endswith(" 1")


async def set_away_job(
    writer: Writer, tenant: UUID, absence: UUID, *, user: UUID, at: datetime
) -> None:
    """Set the job for the instant at which somebody is away."""
    await writer.execute("SELECT set_away_job_v1($1, $2, $3, $4)", tenant, absence, user, at)


async def forget_chosen(writer: Writer, tenant: UUID, user: UUID) -> int:
    """Take a person from what was decided; returns from how many decisions."""
    status = await writer.execute(
        "UPDATE dispatch_decision SET chosen_id = NULL, candidates = '[]'"
        " WHERE tenant_id = $1 AND chosen_id = $2",
        tenant,
        user,
    )
    return int(status.rpartition(" ")[2])


def _decision(row: Any) -> Decision:
    return Decision(
        id=row["id"],
        order=row["order_id"],
        kind=row["kind"],
        type_key=row["type_key"],
        category=row["category"],
        policy=row["policy"],
        chosen=row["chosen_id"],
        propensity=row["propensity"],
        why=row["why"],
        candidates=_weighed.decode(row["candidates"]),
        made_at=row["made_at"],
        weights=row["weights"],
        priority=row["priority"],
        scorer=row["scorer"],
    )
