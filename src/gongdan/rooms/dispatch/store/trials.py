"""The table of orders that were given out while a challenger was tried; jobs that learn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.dispatch.domain.judging import TrialRow
from gongdan.rooms.dispatch.domain.outcomes import CameOf
from gongdan.rooms.dispatch.domain.stages import Step
from gongdan.rooms.dispatch.domain.trials import Tried
from gongdan.rooms.dispatch.ports import AskedOrder

LEARN_JOB = "dispatch.learn"
ASKED = "asked"
NIGHTLY = "nightly"
_ENDED = ", ".join(TrialRow.__struct_fields__)


async def keep_trial(
    writer: Writer, tenant: UUID, asked: AskedOrder, tried: Tried, *, now: datetime
) -> None:
    """Keep what an order says of a challenger, the first time that it is given out at a stage."""
    await writer.execute(
        "INSERT INTO dispatch_trial (tenant_id, challenger, stage, order_id, made_at, logged,"
        " champion_chance, challenger_chance, expected, champion_expected, challenger_expected,"
        " champion_first, challenger_first, priority, unit_id, due_at) VALUES ($1, $2, $3, $4, $5,"
        " $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING",
        tenant,
        tried.challenger,
        tried.stage,
        asked.id,
        now,
        tried.logged,
        tried.champion_chance,
        tried.challenger_chance,
        tried.expected,
        tried.champion_expected,
        tried.challenger_expected,
        tried.champion_first,
        tried.challenger_first,
        asked.priority,
        asked.unit,
        asked.due_at,
    )


async def end_trials(writer: Writer, tenant: UUID, order: UUID, came: CameOf) -> None:
    """Keep what came of an order that was tried, whoever did it in the end."""
    await writer.execute(
        "UPDATE dispatch_trial SET good = $3, blameless = $4,"
        " late = coalesce($5::timestamptz > due_at, false)"
        " WHERE tenant_id = $1 AND order_id = $2 AND good IS NULL",
        tenant,
        order,
        came.good,
        came.blameless,
        came.done_at,
    )


async def ended_trials(reader: Reader, tenant: UUID, step: Step, most: int) -> Sequence[TrialRow]:
    """Return the orders of a stage that have ended and count, in the order of decisions."""
    rows: Any = await reader.fetch(
        f"SELECT {_ENDED} FROM dispatch_trial WHERE tenant_id = $1 AND challenger = $2"
        " AND stage = $3 AND good IS NOT NULL AND NOT blameless"
        " ORDER BY made_at, order_id LIMIT $4",
        tenant,
        step.version,
        step.stage,
        most,
    )
    return [TrialRow(**row) for row in rows]


async def forget_firsts(writer: Writer, tenant: UUID, user: UUID) -> int:
    """Take a person from what was tried; the figures stay."""
    status = await writer.execute(
        "UPDATE dispatch_trial SET champion_first = nullif(champion_first, $2),"
        " challenger_first = nullif(challenger_first, $2)"
        " WHERE tenant_id = $1 AND $2 IN (champion_first, challenger_first)",
        tenant,
        user,
    )
    return int(status.rpartition(" ")[2])


async def set_learn_job(writer: Writer, tenant: UUID, job: UUID, *, key: str, at: datetime) -> None:
    """Set the job that learns, where it is not set already."""
    await writer.execute("SELECT set_learn_job_v1($1, $2, $3, $4)", tenant, job, key, at)


async def is_learning(reader: Reader, tenant: UUID) -> bool:
    """Tell whether somebody asked to learn, and it is not done."""
    return bool(
        await reader.fetchval(
            "SELECT EXISTS (SELECT 1 FROM job WHERE tenant_id = $1 AND kind = $2"
            " AND dedup_key = $3)",
            tenant,
            LEARN_JOB,
            ASKED,
        )
    )
