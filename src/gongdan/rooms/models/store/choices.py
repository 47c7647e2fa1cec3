"""The table of choices: what models that score candidates said where people chose somebody."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from gongdan.engines.matching.advising import ChosenAmong
from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.models.contract import Choice
from gongdan.rooms.models.store import MOST_COMPARED

_COLUMNS = (
    'choice_id AS id, order_id AS "order", candidates, place, deciding_place, silent, fault, ms,'
    " said_at AS at"
)


async def keep_choice(writer: Writer, tenant: UUID, model: UUID, choice: Choice) -> None:
    """Keep what a model said where somebody was chosen, the first time."""
    await writer.execute(
        "INSERT INTO plugged_choice (tenant_id, model_id, choice_id, order_id, candidates, place,"
        " deciding_place, silent, fault, ms, said_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
        tenant,
        model,
        choice.id,
        choice.order,
        choice.candidates,
        choice.place,
        choice.deciding_place,
        choice.silent,
        choice.fault,
        choice.ms,
        choice.at,
    )


async def has_judged(reader: Reader, tenant: UUID, model: UUID, choice: UUID) -> bool:
    """Tell whether a model was asked about a choice."""
    return bool(
        await reader.fetchval(
            "SELECT EXISTS (SELECT 1 FROM plugged_choice"
            " WHERE tenant_id = $1 AND model_id = $2 AND choice_id = $3)",
            tenant,
            model,
            choice,
        )
    )


async def choices_of(
    reader: Reader, tenant: UUID, model: UUID, *, most: int = MOST_COMPARED
) -> Sequence[Choice]:
    """Return what a model said of the newest choices, the newest first."""
    rows: Any = await reader.fetch(
        f"SELECT {_COLUMNS} FROM plugged_choice WHERE tenant_id = $1 AND model_id = $2"
        f" ORDER BY said_at DESC, choice_id LIMIT {most:d}",
        tenant,
        model,
    )
    return [Choice(**row) for row in rows]


async def queue_choice(
    writer: Writer, tenant: UUID, job: UUID, *, choice: UUID, order: UUID, among: ChosenAmong
) -> None:
    """Let a worker ask models about a choice."""
    told = msgspec.json.encode(among).decode()
    await writer.execute(
        "SELECT set_choice_job_v1($1, $2, $3, $4, $5)", tenant, job, choice, order, told
    )
