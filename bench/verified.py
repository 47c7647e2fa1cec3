"""What the loader wrote, checked by the chain's verifier on a sample of streams and on its log."""

from uuid import UUID

import asyncpg

from gongdan.engines.chain.header import microseconds
from gongdan.engines.chain.report import EntryRow, EventRow, HeadRow, Report
from gongdan.engines.chain.verify import verify

_SAMPLE = """
SELECT stream_id, version, hash FROM stream
WHERE tenant_id = $1 AND kind = 'order' ORDER BY md5(stream_id::text) LIMIT $2
"""
_EVENTS = """
SELECT stream_id, seq, event_id, recorded_at, body, hash FROM event
WHERE tenant_id = $1 AND stream_id = ANY($2::uuid[]) ORDER BY stream_id, seq
"""


async def verified(
    admin: "asyncpg.Connection[asyncpg.Record]", tenant: UUID, streams: int = 500
) -> Report:
    """Check some streams of a tenant; raises where one is not intact."""
    heads = sorted(await admin.fetch(_SAMPLE, tenant, streams), key=lambda row: row["stream_id"])
    events = await admin.fetch(_EVENTS, tenant, [row["stream_id"] for row in heads])
    entries: list[EntryRow] = []
    report = verify(
        [
            EventRow(
                tenant,
                row["stream_id"],
                row["seq"],
                row["event_id"],
                microseconds(row["recorded_at"]),
                row["body"],
                row["hash"],
            )
            for row in events
        ],
        [HeadRow(tenant, row["stream_id"], row["version"], row["hash"]) for row in heads],
        entries,
        {},
    )
    if not report.intact:
        raise RuntimeError(f"the loader wrote what is not intact: {report.findings[:3]}")
    return report
