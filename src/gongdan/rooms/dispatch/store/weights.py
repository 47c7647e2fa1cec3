"""The tables of weights that were learned, and of how far models have got."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.engines.matching.need import Weights
from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.dispatch.domain.stages import ModelKind, Move, Step

_weights = msgspec.json.Decoder(Weights)


class LearnedWeights(Struct, frozen=True, kw_only=True):
    """Weights as they are kept: from how many outcomes of which time, and from which they came."""

    version: int
    weights: Weights
    sha256: str
    parent: int
    orders: int
    first_at: datetime
    last_at: datetime
    made_at: datetime


class Taught(Struct, frozen=True):
    """What one outcome teaches: the points of whoever was chosen, by which weights, how it went."""

    points: dict[str, float]
    weights: int
    good: float
    expected: float
    at: datetime


_points = msgspec.json.Decoder(dict[str, float])


async def all_weights(reader: Reader, tenant: UUID) -> Mapping[int, LearnedWeights]:
    """Return all weights that were learned, by version."""
    rows: Any = await reader.fetch(
        "SELECT version, body, sha256, parent, orders, first_at, last_at, made_at"
        " FROM dispatch_weights WHERE tenant_id = $1 ORDER BY version",
        tenant,
    )
    return {row["version"]: _learned(row) for row in rows}


async def keep_weights(writer: Writer, tenant: UUID, kept: LearnedWeights) -> None:
    """Keep weights with the hash of their canonical bytes."""
    body = artefact(kept.weights)
    await writer.execute(
        "INSERT INTO dispatch_weights (tenant_id, version, body, sha256, parent, orders, first_at,"
        " last_at, made_at) VALUES ($1, $2, $3::text::jsonb, $4, $5, $6, $7, $8, $9)",
        tenant,
        kept.version,
        body.decode(),
        hashlib.sha256(body).digest(),
        kept.parent,
        kept.orders,
        kept.first_at,
        kept.last_at,
        kept.made_at,
    )


def artefact(weights: Weights) -> bytes:
    """Return the bytes that stand for weights: JSON in the order of the reasons."""
    return msgspec.json.encode(weights)


async def steps_of(reader: Reader, tenant: UUID, model: ModelKind) -> Sequence[Step]:
    """Return how far versions have got, the oldest step first."""
    rows: Any = await reader.fetch(
        "SELECT version, stage, since, author_id, reason FROM dispatch_stage"
        " WHERE tenant_id = $1 AND model = $2 ORDER BY n",
        tenant,
        model,
    )
    return [
        Step(row["version"], row["stage"], row["since"], row["author_id"], row["reason"])
        for row in rows
    ]


async def one_at_a_time(writer: Writer, tenant: UUID) -> None:
    """Let nobody else decide on models of a tenant until this transaction ends."""
    await writer.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"{tenant}:dispatch models"
    )


async def keep_moves(  # noqa: PLR0913 - one act, each part named
    writer: Writer,
    tenant: UUID,
    model: ModelKind,
    moves: Sequence[Move],
    *,
    author: UUID | None,
    reason: str,
    now: datetime,
) -> None:
    """Keep that versions reached stages."""
    for move in moves:
        await writer.execute(
            "INSERT INTO dispatch_stage (tenant_id, model, n, version, stage, since, author_id,"
            " reason) SELECT $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6, $7"
            " FROM dispatch_stage WHERE tenant_id = $1 AND model = $2",
            tenant,
            model,
            move.version,
            move.stage,
            now,
            author,
            reason,
        )


async def taught_by(
    reader: Reader, tenant: UUID, most: int, after: datetime | None = None
) -> Sequence[Taught]:
    """Return the newest outcomes that count and of which the points of the chosen are known."""
    rows: Any = await reader.fetch(
        "SELECT weights, good, expected, made_at, (SELECT c -> 'points'"
        " FROM jsonb_array_elements(candidates) c WHERE c ->> 'user' = chosen_id::text LIMIT 1)"
        " AS points FROM dispatch_decision WHERE tenant_id = $1 AND good IS NOT NULL"
        " AND NOT blameless AND ($3::timestamptz IS NULL OR made_at > $3)"
        " ORDER BY made_at DESC LIMIT $2",
        tenant,
        most,
        after,
    )
    found = [
        Taught(
            _points.decode(row["points"] or "{}"),
            row["weights"],
            row["good"],
            row["expected"],
            row["made_at"],
        )
        for row in rows
    ]
    return [each for each in found if each.points]


async def outcomes_after(reader: Reader, tenant: UUID, after: datetime | None, most: int) -> int:
    """Return how many outcomes that count were decided after an instant, up to `most`."""
    found = await reader.fetchval(
        "SELECT count(*) FROM (SELECT 1 FROM dispatch_decision WHERE tenant_id = $1"
        " AND good IS NOT NULL AND NOT blameless AND chosen_id IS NOT NULL"
        " AND ($2::timestamptz IS NULL OR made_at > $2) ORDER BY made_at DESC LIMIT $3) d",
        tenant,
        after,
        most,
    )
    return int(found)


def _learned(row: Any) -> LearnedWeights:
    return LearnedWeights(
        version=row["version"],
        weights=_weights.decode(row["body"]),
        sha256=row["sha256"].hex(),
        parent=row["parent"],
        orders=row["orders"],
        first_at=row["first_at"],
        last_at=row["last_at"],
        made_at=row["made_at"],
    )
