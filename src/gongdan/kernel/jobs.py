"""Background work and timers: rows with a due time, set in the same transaction as the act.

Workers lease due jobs in batches. A lease that runs out comes back by itself, which is also
how a failed job waits for its next attempt. A timer that was moved or called off while it ran
is not touched by the runner: what it finishes is the lease it took, not the name.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Database, Writer
from gongdan.kernel.dead_letters import Failed, Follower, bury
from gongdan.kernel.retry import OnFault, Retry, describe, pass_over

_LEASE = "SELECT * FROM lease_jobs_v1($1, $2, $3::text[], $4, $5)"
_DONE = """
DELETE FROM job j USING unnest($2::uuid[], $3::timestamptz[]) AS done (id, lease_until)
WHERE j.tenant_id = $1 AND j.id = done.id AND j.lease_until = done.lease_until
"""
_LATER = """
UPDATE job SET lease_owner = NULL, lease_until = clock_timestamp() + $4::interval
WHERE tenant_id = $1 AND id = $2 AND lease_until = $3
"""
_TAKE_OUT = "DELETE FROM job WHERE tenant_id = $1 AND id = $2 AND lease_until = $3 RETURNING id"
_BATCH = 20
_AT_ONCE = 8
_POLL = 0.5


class Due(Struct, frozen=True, kw_only=True):
    """A job whose time has come: its kind and key, when it was due, and its plain JSON payload."""

    tenant: UUID
    kind: str
    key: str
    run_at: datetime
    payload: dict[str, str | int | None]
    attempt: int


class JobHandler(Struct, frozen=True, kw_only=True):
    """Does the jobs of one kind. May be called again for a job, so `run` is safe to repeat."""

    kind: str
    run: Callable[[Due], Awaitable[None]]
    retry: Retry = Retry(attempts=5, first=timedelta(seconds=5))


class _Leased(Struct, frozen=True):
    id: UUID
    kind: str
    key: str
    run_at: datetime
    payload: str
    attempts: int
    lease_until: datetime


class Jobs:
    """Leases due jobs and runs them; `owner` names this worker, uniquely."""

    def __init__(
        self,
        database: Database,
        handlers: Sequence[JobHandler],
        owner: str,
        *,
        lasting: timedelta = timedelta(seconds=60),
    ) -> None:
        self._database = database
        self._handlers = {handler.kind: handler for handler in handlers}
        self._owner = owner
        self._lasting = lasting

    async def waiting(self) -> tuple[UUID, ...]:
        """Return the tenants with due jobs of the kinds that this worker knows."""
        async with self._database.untenanted() as connection:
            rows = await connection.fetch(
                "SELECT * FROM tenants_with_due_jobs_v1($1::text[])", list(self._handlers)
            )
        return tuple(row[0] for row in rows)

    async def run(self, tenant: UUID) -> int:
        """Lease and run one batch of a tenant's due jobs; return how many."""
        async with self._database.untenanted() as connection:
            rows = await connection.fetch(
                _LEASE, tenant, self._owner, list(self._handlers), _BATCH, self._lasting
            )
        leased = [_Leased(*row.values()) for row in rows]
        room = asyncio.Semaphore(_AT_ONCE)

        async def attempt(job: _Leased) -> Exception | None:
            async with room:
                return await self._attempt(tenant, job)

        faults = await asyncio.gather(*(attempt(job) for job in leased))
        if leased:
            await self._settle(tenant, list(zip(leased, faults, strict=True)))
        return len(leased)

    async def _attempt(self, tenant: UUID, job: _Leased) -> Exception | None:
        handler = self._handlers[job.kind]
        try:
            due = Due(
                tenant=tenant,
                kind=job.kind,
                key=job.key,
                run_at=job.run_at,
                payload=msgspec.json.decode(job.payload, type=dict[str, str | int | None]),
                attempt=job.attempts,
            )
            async with asyncio.timeout(self._lasting.total_seconds() * 0.8):
                await handler.run(due)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the job is kept
            return fault
        return None

    async def _settle(
        self, tenant: UUID, outcomes: Sequence[tuple[_Leased, Exception | None]]
    ) -> None:
        async with self._database.writing(tenant) as writer:
            done = [job for job, fault in outcomes if fault is None]
            await writer.execute(
                _DONE, tenant, [job.id for job in done], [job.lease_until for job in done]
            )
            for job, fault in outcomes:
                if fault is not None:
                    await self._put_off(writer, tenant, job, fault)

    async def _put_off(self, writer: Writer, tenant: UUID, job: _Leased, fault: Exception) -> None:
        """Let the job wait for its next attempt, or bury it after the last one."""
        delay = self._handlers[job.kind].retry.delay(job.attempts)
        if delay is not None:
            await writer.execute(_LATER, tenant, job.id, job.lease_until, delay)
            return
        if await writer.fetchval(_TAKE_OUT, tenant, job.id, job.lease_until) is None:
            return
        await bury(
            writer,
            tenant,
            Failed(
                follower=Follower.JOB,
                name=job.kind,
                error=describe(fault),
                attempts=job.attempts,
                job=job.id,
                job_key=job.key,
                run_at=job.run_at,
                payload=job.payload,
            ),
        )


class Apart:
    """Jobs at a pace of their own, beside the others: slow ones, which would hold up timers."""

    def __init__(self, jobs: Jobs, *, on_fault: OnFault = pass_over) -> None:
        self._jobs = jobs
        self._on_fault = on_fault

    async def run(self, stop: asyncio.Event) -> None:
        """Run what is due until `stop` is set; a fault is told, and tried again later."""
        while not stop.is_set():
            done = 0
            try:
                done = await self.drain(once=True)
            except Exception as fault:  # noqa: BLE001 - whatever it is, the next round tries again
                self._on_fault("jobs apart", fault)
            if not done:
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), _POLL)

    async def drain(self, *, once: bool = False) -> int:
        """Run all that is due (or one batch of each tenant); return how many were run."""
        total = 0
        while done := sum([await self._jobs.run(each) for each in await self._jobs.waiting()]):
            total += done
            if once:
                break
        return total
