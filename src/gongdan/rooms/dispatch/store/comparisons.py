"""The table of what a triage model on trial says of orders, beside what the live one said."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.dispatch.contract import Triage
from gongdan.rooms.dispatch.domain.comparing import TwoAnswers

MOST: Final = 20_000
"""So many of the orders of a trial are looked at, the newest."""


async def keep_second(
    writer: Writer, tenant: UUID, order: UUID, *, challenger: int, said: Triage, now: datetime
) -> None:
    """Keep what a model on trial says of an order, the first time that it is asked."""
    await writer.execute(
        "INSERT INTO dispatch_triage_trial (tenant_id, challenger, order_id, label, confidence,"
        " verdict, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        tenant,
        challenger,
        order,
        said.label,
        said.confidence,
        said.verdict,
        now,
    )


async def two_answers(
    reader: Reader, tenant: UUID, challenger: int, live: str
) -> Sequence[TwoAnswers]:
    """Return the orders of which both models spoke and a person decided, or let it stand."""
    rows: Any = await reader.fetch(
        "SELECT coalesce(nullif(t.decided, ''), t.label) AS said, t.label,"
        " t.verdict = 'route' AS routed, c.label AS new_label, c.verdict = 'route' AS new_routed"
        " FROM dispatch_triage_trial c JOIN dispatch_triage t USING (tenant_id, order_id)"
        " WHERE c.tenant_id = $1 AND c.challenger = $2 AND t.model = $3"
        " AND (t.decided <> '' OR t.stood) ORDER BY c.made_at DESC, order_id LIMIT $4",
        tenant,
        challenger,
        live,
        MOST,
    )
    return [TwoAnswers(**row) for row in rows]
