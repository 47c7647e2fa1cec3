"""The table of how long orders took, and what is usual of those of a type and category."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer

NEWEST: Final = 200
"""So many of the newest orders of a type and category say how long one takes."""
USUAL: Final = (
    "SELECT k.type_key, k.category, n.cases, n.minutes FROM dispatch_duration_kind k"
    " CROSS JOIN LATERAL (SELECT count(*) AS cases,"
    " percentile_cont(0.5) WITHIN GROUP (ORDER BY d.minutes) AS minutes FROM ("
    " SELECT minutes FROM dispatch_duration d WHERE d.tenant_id = k.tenant_id"
    " AND d.type_key = k.type_key AND d.category = k.category"
    " ORDER BY d.ended_at DESC LIMIT $2) AS d) AS n WHERE k.tenant_id = $1"
)


class Usual(Struct, frozen=True):
    """The median of minutes, and from how many orders it comes."""

    minutes: float
    cases: int


async def keep_duration(
    writer: Writer,
    tenant: UUID,
    order: UUID,
    *,
    kind: tuple[str, str],
    minutes: float,
    now: datetime,
) -> None:
    """Keep how long an order of a type and category took; once, also among all of its type."""
    for category in dict.fromkeys((kind[1], "")):
        await writer.execute(
            "INSERT INTO dispatch_duration (tenant_id, type_key, category, order_id, minutes,"
            " ended_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            tenant,
            kind[0],
            category,
            order,
            minutes,
            now,
        )
        await writer.execute(
            "INSERT INTO dispatch_duration_kind (tenant_id, type_key, category)"
            " VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            tenant,
            kind[0],
            category,
        )


async def usual_durations(reader: Reader, tenant: UUID) -> Mapping[tuple[str, str], Usual]:
    """Return what is usual by type and category ("": whatever it is about)."""
    rows: Any = await reader.fetch(USUAL, tenant, NEWEST)
    return {(row["type_key"], row["category"]): Usual(row["minutes"], row["cases"]) for row in rows}
