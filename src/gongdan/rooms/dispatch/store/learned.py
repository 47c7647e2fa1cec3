"""What the learning page counts: outcomes, agreement, overrides, who gets what, how models do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader

_GIVEN = "kind IN ('assigned', 'accepted', 'overridden')"


class Windows(Struct, frozen=True):
    """Outcomes of one category in the time before and now: how many, and how many were good."""

    category: str
    before: int
    before_good: float
    now: int
    now_good: float


class Agreement(Struct, frozen=True):
    """How often triage said of closed orders what a person decided: by category, or by model."""

    key: str
    orders: int
    agreed: int


class Choices(Struct, frozen=True):
    """What dispatchers made of the first of the list: how many, how many ended, and those good."""

    kind: str
    count: int
    ended: int
    good: float


class SaidWhy(Struct, frozen=True):
    """A reason that was given for another choice, and how often."""

    why: str
    count: int


class Given(Struct, frozen=True):
    """How many orders of a category somebody was given."""

    category: str
    user: UUID
    count: int


class ModelLine(Struct, frozen=True):
    """A model of triage as the registry tells it, without its artefact."""

    version: int
    sha256: str
    origin: str
    orders: int
    first_at: datetime | None
    last_at: datetime | None
    made_at: datetime


class Did(Struct, frozen=True):
    """How orders went that a version of the weights proposed."""

    version: int
    orders: int
    good: float


async def outcome_windows(
    reader: Reader, tenant: UUID, begins: datetime, turns: datetime
) -> Sequence[Windows]:
    """Return outcomes by category, from `begins` until `turns`, and from then on."""
    rows: Any = await reader.fetch(
        "SELECT category, count(*) FILTER (WHERE made_at < $3) AS before,"
        " coalesce(sum(good) FILTER (WHERE made_at < $3), 0) AS before_good,"
        " count(*) FILTER (WHERE made_at >= $3) AS now,"
        " coalesce(sum(good) FILTER (WHERE made_at >= $3), 0) AS now_good"
        " FROM dispatch_decision WHERE tenant_id = $1 AND good IS NOT NULL AND NOT blameless"
        " AND made_at >= $2 GROUP BY category ORDER BY category",
        tenant,
        begins,
        turns,
    )
    return [Windows(**row) for row in rows]


async def agreement(
    reader: Reader, tenant: UUID, begins: datetime, *, by_model: bool
) -> Sequence[Agreement]:
    """Return how often triage agreed with people, by category or by model."""
    key = "model" if by_model else "decided"
    rows: Any = await reader.fetch(
        f"SELECT {key} AS key, count(*) AS orders, count(*) FILTER (WHERE label = decided)"
        " AS agreed FROM dispatch_triage WHERE tenant_id = $1 AND learned_at >= $2"
        f" GROUP BY {key} ORDER BY {key}",
        tenant,
        begins,
    )
    return [Agreement(**row) for row in rows]


async def choices_of(reader: Reader, tenant: UUID, begins: datetime) -> Sequence[Choices]:
    """Return how often dispatchers took the first of the list, and how often another."""
    rows: Any = await reader.fetch(
        "SELECT kind, count(*) AS count, count(good) FILTER (WHERE NOT blameless) AS ended,"
        " coalesce(sum(good) FILTER (WHERE NOT blameless), 0) AS good FROM dispatch_decision"
        " WHERE tenant_id = $1 AND made_at >= $2 AND kind IN ('accepted', 'overridden')"
        " GROUP BY kind",
        tenant,
        begins,
    )
    return [Choices(**row) for row in rows]


async def said_why(reader: Reader, tenant: UUID, begins: datetime, most: int) -> Sequence[SaidWhy]:
    """Return the reasons that were given most often for another choice."""
    rows: Any = await reader.fetch(
        "SELECT why, count(*) AS count FROM dispatch_decision WHERE tenant_id = $1"
        " AND made_at >= $2 AND kind = 'overridden' AND why <> ''"
        " GROUP BY why ORDER BY count(*) DESC, why LIMIT $3",
        tenant,
        begins,
        most,
    )
    return [SaidWhy(**row) for row in rows]


async def given_to(reader: Reader, tenant: UUID, begins: datetime) -> Sequence[Given]:
    """Return how many orders of each category everybody was given."""
    rows: Any = await reader.fetch(
        'SELECT category, chosen_id AS "user", count(*) AS count FROM dispatch_decision'
        f" WHERE tenant_id = $1 AND made_at >= $2 AND {_GIVEN} AND chosen_id IS NOT NULL"
        " GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2",
        tenant,
        begins,
    )
    return [Given(**row) for row in rows]


async def would_move(reader: Reader, tenant: UUID, challenger: int, begins: datetime) -> int:
    """Return for how many orders a challenger would have proposed somebody else."""
    found = await reader.fetchval(
        "SELECT count(DISTINCT order_id) FROM dispatch_trial WHERE tenant_id = $1"
        " AND challenger = $2 AND made_at >= $3 AND champion_first <> challenger_first",
        tenant,
        challenger,
        begins,
    )
    return int(found)


async def how_weights_did(reader: Reader, tenant: UUID, begins: datetime) -> Sequence[Did]:
    """Return how orders went by the version of the weights that proposed."""
    rows: Any = await reader.fetch(
        "SELECT weights AS version, count(*) AS orders, sum(good) AS good FROM dispatch_decision"
        " WHERE tenant_id = $1 AND made_at >= $2 AND good IS NOT NULL AND NOT blameless"
        " GROUP BY weights",
        tenant,
        begins,
    )
    return [Did(**row) for row in rows]


async def model_lines(reader: Reader, tenant: UUID, most: int) -> Sequence[ModelLine]:
    """Return the models of triage, the newest first."""
    rows: Any = await reader.fetch(
        "SELECT version, encode(sha256, 'hex') AS sha256, origin, orders, first_at, last_at,"
        " made_at FROM dispatch_model WHERE tenant_id = $1 ORDER BY version DESC LIMIT $2",
        tenant,
        most,
    )
    return [ModelLine(**row) for row in rows]
