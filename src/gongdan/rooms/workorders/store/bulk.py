"""Whole answers of bulk requests, kept as long as their idempotency keys."""

from datetime import datetime
from uuid import UUID

from gongdan.kernel.database import Database, Writer
from gongdan.kernel.eventstore.port import Idempotency
from gongdan.kernel.messages import Refused
from gongdan.rooms.workorders.domain.refusals import OrderCode, refuse

_FIRST = """
SELECT request_hash, answer FROM order_bulk
WHERE tenant_id = $1 AND actor = $2 AND route = $3 AND key = $4
"""
_KEEP = """
INSERT INTO order_bulk (tenant_id, actor, route, key, request_hash, answer)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
"""


_FORGET = "DELETE FROM order_bulk WHERE tenant_id = $1 AND created_at < $2"


async def forget_bulk_answers(writer: Writer, tenant: UUID, before: datetime) -> None:
    """Forget the answers whose keys have run out."""
    await writer.execute(_FORGET, tenant, before)


class BulkAnswers:
    """The answers of bulk requests that were sent with a key; ids and codes only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def first(self, tenant: UUID, key: Idempotency) -> bytes | Refused | None:
        """Return how this request was answered before; a key of another request is refused."""
        async with self._database.reading(tenant) as reader:
            row = await reader.fetchrow(_FIRST, tenant, key.actor, key.route, key.key)
        if row is None:
            return None
        if row["request_hash"] != key.request_hash:
            return refuse(OrderCode.KEY_REUSED)
        answer: bytes = row["answer"]
        return answer

    async def keep(self, tenant: UUID, key: Idempotency, answer: bytes) -> None:
        """Keep the answer; of two that came at once the first stays."""
        async with self._database.writing(tenant) as writer:
            await writer.execute(
                _KEEP, tenant, key.actor, key.route, key.key, key.request_hash, answer
            )
