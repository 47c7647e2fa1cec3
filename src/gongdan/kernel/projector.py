"""The projector: tables that follow the log, exactly once and always rebuildable.

A projection's rows and its position are written in one transaction, so no event is applied
twice or left out. Its tables carry `generation`; views read the live one. A rebuild (a new
`version` of the code, or a command) makes the next generation from position 0 beside the
running traffic, and changes over in the transaction in which it has caught up.
An event that can't be applied parks its projection, visibly: later events may build on it.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database, Writer
from gongdan.kernel.dead_letters import Failed, Follower, bury
from gongdan.kernel.log.entries import LogEvent, events_after, log_size
from gongdan.kernel.retry import Retry, describe, is_broken_pipe

_BEGIN = """
INSERT INTO projection (tenant_id, name, generation, version, live)
SELECT $1, $2, coalesce(max(generation), 0) + 1, $3, NOT coalesce(bool_or(live), false)
FROM projection WHERE tenant_id = $1 AND name = $2
HAVING $4 OR NOT coalesce(bool_or(version >= $3), false)
ON CONFLICT DO NOTHING
"""
_GENERATIONS = """
SELECT generation FROM projection
WHERE tenant_id = $1 AND name = $2 AND version = $3 AND NOT parked
    AND (retry_at IS NULL OR retry_at <= clock_timestamp())
ORDER BY generation
"""
_TAKE = """
SELECT generation, position, live, attempts FROM projection
WHERE tenant_id = $1 AND name = $2 AND generation = $3 AND NOT parked FOR UPDATE SKIP LOCKED
"""
_MOVE = """
UPDATE projection SET position = $4, attempts = 0, retry_at = NULL
WHERE tenant_id = $1 AND name = $2 AND generation = $3
"""
_FAIL = """
UPDATE projection SET attempts = $4, parked = $5::interval IS NULL,
    retry_at = clock_timestamp() + $5::interval
WHERE tenant_id = $1 AND name = $2 AND generation = $3
"""
_RETIRE = """
DELETE FROM projection WHERE tenant_id = $1 AND name = $2 AND generation < $3 RETURNING generation
"""
_GO_LIVE = """
UPDATE projection SET live = true WHERE tenant_id = $1 AND name = $2 AND generation = $3
"""


class Projection(Struct, frozen=True, kw_only=True):
    """A named projection of one room.

    `apply(writer, generation, events)` writes the rows of a batch of events (all of one tenant,
    in order) and is never told an event twice; it passes over kinds that it does not know.
    `clear(writer, tenant, generation)` removes a generation's rows. A higher `version` says
    that the rows have to be made anew.
    """

    name: str
    version: int
    apply: Callable[[Writer, int, tuple[LogEvent, ...]], Awaitable[None]]
    clear: Callable[[Writer, UUID, int], Awaitable[None]]


class _Poison(Exception):  # noqa: N818 - carries a fault out of its transaction, is none itself
    """The event that could not be applied, and how often it was tried before."""

    def __init__(self, event: LogEvent, attempts: int, fault: Exception) -> None:
        super().__init__()
        self.event = event
        self.attempts = attempts
        self.fault = fault


class Projector:
    """Advances projections; runs as the role `worker`, in as many processes as one likes."""

    def __init__(self, database: Database, *, batch: int = 500, retry: Retry | None = None) -> None:
        self._database = database
        self._batch = batch
        self._retry = retry or Retry(attempts=5)

    async def waiting(self, projection: Projection) -> tuple[UUID, ...]:
        """Return the tenants in which the projection has something to do."""
        async with self._database.untenanted() as connection:
            rows = await connection.fetch(
                "SELECT * FROM tenants_to_project_v1($1, $2)", projection.name, projection.version
            )
        return tuple(row[0] for row in rows)

    async def rebuild(self, projection: Projection, tenant: UUID) -> None:
        """Begin the next generation; the live one is followed until the new one has caught up."""
        await self._begin(projection, tenant, anew=True)

    async def advance(self, projection: Projection, tenant: UUID) -> int:
        """Apply one batch to each generation of this version; return how many events it took."""
        await self._begin(projection, tenant, anew=False)
        async with self._database.reading(tenant) as reader:
            rows = await reader.fetch(_GENERATIONS, tenant, projection.name, projection.version)
        return sum([await self._batch_or_one_by_one(projection, tenant, row[0]) for row in rows])

    async def _begin(self, projection: Projection, tenant: UUID, *, anew: bool) -> None:
        async with self._database.writing(tenant) as writer:
            await writer.execute(_BEGIN, tenant, projection.name, projection.version, anew)

    async def _batch_or_one_by_one(
        self, projection: Projection, tenant: UUID, generation: int
    ) -> int:
        try:
            return await self._apply(projection, tenant, generation, self._batch)
        except _Poison:
            # somewhere in the batch: those before it are good and go in, one by one
            return await self._one_by_one(projection, tenant, generation)

    async def _one_by_one(self, projection: Projection, tenant: UUID, generation: int) -> int:
        applied = 0
        try:
            while applied < self._batch and await self._apply(projection, tenant, generation, 1):
                applied += 1
        except _Poison as poison:
            await self._fail(projection, tenant, generation, poison)
        return applied

    async def _apply(
        self, projection: Projection, tenant: UUID, generation: int, limit: int
    ) -> int:
        async with self._database.writing(tenant) as writer:
            row = await writer.fetchrow(_TAKE, tenant, projection.name, generation)
            if row is None:
                return 0
            events = await events_after(writer, tenant, row["position"] - 1, limit)
            position = row["position"] + len(events)
            if events:
                try:
                    await projection.apply(writer, generation, events)
                except Exception as fault:
                    if is_broken_pipe(fault):
                        raise
                    raise _Poison(events[0], row["attempts"], fault) from fault
                await writer.execute(_MOVE, tenant, projection.name, generation, position)
            if not row["live"] and position >= await log_size(writer, tenant):
                await self._change_over(writer, projection, tenant, generation)
            return len(events)

    async def _change_over(
        self, writer: Writer, projection: Projection, tenant: UUID, generation: int
    ) -> None:
        """Make the generation that has caught up the live one, and remove what was before it."""
        retired = await writer.fetch(_RETIRE, tenant, projection.name, generation)
        for old in retired:
            await projection.clear(writer, tenant, old["generation"])
        await writer.execute(_GO_LIVE, tenant, projection.name, generation)

    async def _fail(
        self, projection: Projection, tenant: UUID, generation: int, poison: _Poison
    ) -> None:
        attempts = poison.attempts + 1
        delay = self._retry.delay(attempts)
        async with self._database.writing(tenant) as writer:
            await writer.execute(_FAIL, tenant, projection.name, generation, attempts, delay)
            if delay is None:
                await bury(
                    writer,
                    tenant,
                    Failed(
                        follower=Follower.PROJECTION,
                        name=projection.name,
                        error=describe(poison.fault),
                        attempts=attempts,
                        stream=poison.event.stored.stream,
                        seq=poison.event.stored.seq,
                    ),
                )
