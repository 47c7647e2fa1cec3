"""Deliveries: each webhook follows the tenant's log at its own pace, in order, at least once.

A cursor moves on only when the receiver answered 2xx. What fails is tried again with growing
pauses; after the last attempt (or a 410, "gone") the webhook is parked with a dead letter and
its cursor stays: nothing is lost, nothing overtakes, and a person wakes it (re-send), mends it
(change) or lets it pass over that one entry (skip). Each webhook is a task of its own, so a
dead receiver costs nobody else anything.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.dead_letters import Failed, Follower, bury
from gongdan.kernel.jobs import Due, JobHandler
from gongdan.kernel.log.entries import LogEvent, events_after
from gongdan.kernel.retry import OnFault, Retry, is_broken_pipe, pass_over
from gongdan.rooms.integration.contract import Attempt
from gongdan.rooms.integration.domain import proofs
from gongdan.rooms.integration.domain.messages import Happening, wants
from gongdan.rooms.integration.domain.signatures import secret_context
from gongdan.rooms.integration.handlers import calling
from gongdan.rooms.integration.handlers.telling import Message, Post, happening_of, message_of
from gongdan.rooms.integration.ports import OrderFacts, SecretKeeper, Sender, Sent
from gongdan.rooms.integration.store import connectors, cursors, inbounds, webhooks

DELIVER = "webhook.deliver"
"""The kind of the job that wakes a webhook; a parked one's dead letter is such a job."""

PATIENCE = Retry(attempts=16, first=timedelta(seconds=5), longest=timedelta(hours=6))
"""About a day of attempts."""

_LEASE = timedelta(seconds=60)
_BATCH = 50
_AT_ONCE = 64
_POLL = 0.5
_GRACE = 3.0  # seconds for messages on their way when the worker is stopped


class Outside(Struct, frozen=True, kw_only=True):
    """What deliveries need from others; `database` is the worker's."""

    database: Database
    orders: OrderFacts
    keeper: SecretKeeper
    sender: Sender
    clock: Clock

    @property
    def post(self) -> Post:
        """The way out."""
        return Post(keeper=self.keeper, sender=self.sender, clock=self.clock)


class Deliveries:
    """Delivers to all webhooks; `owner` names this worker, uniquely."""

    def __init__(
        self,
        outside: Outside,
        owner: str,
        *,
        retry: Retry = PATIENCE,
        lasting: timedelta = _LEASE,
        on_fault: OnFault = pass_over,
    ) -> None:
        self._outside = outside
        self._database = outside.database
        self._owner = owner
        self._retry = retry
        self._lasting = lasting
        self._on_fault = on_fault
        self._stopping = False

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop` is set; an attempt that is cut off is made again by the next."""
        running: dict[tuple[UUID, UUID], asyncio.Task[int]] = {}
        wake = asyncio.Event()
        stopping = asyncio.create_task(stop.wait())
        stopping.add_done_callback(lambda _: wake.set())
        try:
            while not stop.is_set():
                wake.clear()
                await self._round(running, wake)
                with suppress(TimeoutError):
                    await asyncio.wait_for(wake.wait(), _POLL)
        finally:
            self._stopping = True
            if running:
                await asyncio.wait(running.values(), timeout=_GRACE)
            for task in (stopping, *running.values()):
                task.cancel()
            await asyncio.gather(*running.values(), return_exceptions=True)

    async def drain(self) -> int:
        """Deliver all that could be delivered now; return how many entries were passed."""
        passed = 0
        while due := await self._due(_AT_ONCE):
            moved = await asyncio.gather(*(self.deliver(*each) for each in due))
            if not sum(moved):
                break
            passed += sum(moved)
        return passed

    async def deliver(self, tenant: UUID, webhook: UUID) -> int:
        """Deliver one batch to one webhook; return how many entries its cursor passed."""
        leased = await self._lease(tenant, webhook)
        if leased is None:
            return 0
        async with self._database.reading(tenant) as reader:
            events = await events_after(reader, tenant, leased.position - 1, _BATCH)
        moved, attempts, failed = await self._send_all(tenant, webhook, leased, events=events)
        async with self._database.writing(tenant) as writer:
            ours = await cursors.settle(
                writer, tenant, webhook, owner=self._owner, moved=moved, attempts=attempts
            )
            if ours and moved.parked and failed is not None:
                await bury(writer, tenant, _letter(webhook, failed, attempts[-1]))
        return moved.position - leased.position if ours else 0

    async def _round(
        self, running: dict[tuple[UUID, UUID], asyncio.Task[int]], wake: asyncio.Event
    ) -> None:
        """Begin what is due and not in hand; what ends sets `wake`."""
        for place in [place for place, task in running.items() if task.done()]:
            fault = running.pop(place).exception()
            if fault is not None:
                self._on_fault("deliver", fault)
        try:
            due = await self._due(_AT_ONCE)
        except Exception as fault:  # noqa: BLE001 - the database is away: wait, then go on
            self._on_fault("deliver", fault)
            return
        for place in due:
            if place not in running and len(running) < _AT_ONCE:
                task = running[place] = asyncio.create_task(self.deliver(*place))
                task.add_done_callback(lambda _: wake.set())

    async def _due(self, limit: int) -> Sequence[tuple[UUID, UUID]]:
        async with self._database.untenanted() as connection:
            return await cursors.due(connection, limit)

    async def _lease(self, tenant: UUID, webhook: UUID) -> cursors.Leased | None:
        async with self._database.writing(tenant) as writer:
            return await cursors.lease(
                writer, tenant, webhook, owner=self._owner, lasting=self._lasting
            )

    async def _send_all(
        self,
        tenant: UUID,
        webhook: UUID,
        leased: cursors.Leased,
        *,
        events: Sequence[LogEvent],
    ) -> tuple[cursors.Moved, list[Attempt], LogEvent | None]:
        """Send one after the other; stop at the first that fails, or in time for the lease."""
        position, tried = leased.position, leased.attempts
        until = asyncio.get_running_loop().time() + self._lasting.total_seconds() / 2
        attempts: list[Attempt] = []
        for event in events:
            if self._stopping or asyncio.get_running_loop().time() > until:
                break
            # read anew each time: what was changed or switched off counts from the next message
            target = await self._target(tenant, webhook)
            if target is None:
                break
            told = happening_of(event)
            if told is not None and wants(target.types, told.type):
                attempt, sent = await self._attempt(tenant, webhook, target, told)
                attempts.append(replace(attempt, attempt=tried + 1))
                if not sent.delivered:
                    return self._failed(position, tried + 1, sent), attempts, event
            position, tried = position + 1, 0
        return cursors.Moved(position=position, attempts=tried), attempts, None

    async def _target(self, tenant: UUID, webhook: UUID) -> webhooks.Target | None:
        async with self._database.reading(tenant) as reader:
            return await webhooks.target(reader, tenant, webhook)

    async def _attempt(
        self, tenant: UUID, webhook: UUID, target: webhooks.Target, told: Happening
    ) -> tuple[Attempt, Sent]:
        """Send one message; a fault of ours fails this message and no other."""
        outside = self._outside
        message = Message(
            id=told.id, type=told.type, body=b"", order=told.order, position=told.position
        )
        try:
            message = await message_of(tenant, told, outside.orders)
            sent = await outside.post.send(tenant, webhook, target, message)
        except Exception as fault:
            if is_broken_pipe(fault):
                raise
            self._on_fault("prepare a webhook's message", fault)
            sent = Sent(None, 0, "not_prepared")
        return message.noted(sent, 1, outside.clock()), sent

    def _failed(self, position: int, attempts: int, sent: Sent) -> cursors.Moved:
        gone = sent.status == HTTPStatus.GONE
        wait = None if gone else self._retry.delay(attempts)
        return cursors.Moved(position=position, attempts=attempts, parked=wait is None, wait=wait)


def wake_handler(database: Database) -> JobHandler:
    """Return the handler of re-sent dead letters: the webhook goes on from where it stands."""

    async def wake(due: Due) -> None:
        async with database.writing(due.tenant) as writer:
            await cursors.wake(writer, due.tenant, UUID(due.key))

    return JobHandler(kind=DELIVER, run=wake)


async def rewrap_secrets(
    tenant: UUID, database: Database, keeper: SecretKeeper, kek_version: int
) -> int:
    """Wrap every secret of a tenant under the master `kek_version`; return how many were moved.

    To be run (as the role `app`) beside `privacy.jobs.rewrap_keys` before a master is retired.
    """
    async with database.writing(tenant) as writer:
        stale = await webhooks.stale_secrets(writer, tenant, kek_version)
        for each in stale:
            context = secret_context(each.webhook)
            key = await keeper.unwrap(tenant, each.key, context=context)
            wrapped = await keeper.wrap(tenant, key, context=context)
            renewed = webhooks.WrappedSecret(each.webhook, each.id, wrapped)
            await webhooks.rewrapped(writer, tenant, renewed)
    return len(stale)


async def rewrap_connectors(
    tenant: UUID, database: Database, keeper: SecretKeeper, kek_version: int
) -> int:
    """Wrap the secrets of a tenant's connectors likewise; return how many were moved."""
    async with database.writing(tenant) as writer:
        stale = await connectors.stale_secrets(writer, tenant, kek_version)
        for each in stale:
            context = calling.secret_context(each.connector)
            key = await keeper.unwrap(tenant, each.key, context=context)
            wrapped = await keeper.wrap(tenant, key, context=context)
            renewed = connectors.ConnectorSecret(each.connector, wrapped)
            await connectors.set_secret(writer, tenant, renewed)
    return len(stale)


async def rewrap_inbounds(
    tenant: UUID, database: Database, keeper: SecretKeeper, kek_version: int
) -> int:
    """Wrap the secrets of a tenant's inbounds likewise; return how many were moved."""
    async with database.writing(tenant) as writer:
        stale = await inbounds.stale_secrets(writer, tenant, kek_version)
        for each in stale:
            context = proofs.secret_context(each.inbound)
            key = await keeper.unwrap(tenant, each.key, context=context)
            wrapped = await keeper.wrap(tenant, key, context=context)
            await inbounds.rewrapped(writer, tenant, replace(each, key=wrapped))
    return len(stale)


def _letter(webhook: UUID, event: LogEvent, last: Attempt) -> Failed:
    return Failed(
        follower=Follower.JOB,
        name=DELIVER,
        error=last.error if last.status is None else f"{last.error} ({last.status})",
        attempts=last.attempt,
        stream=event.stored.stream,
        seq=event.stored.seq,
        job_key=str(webhook),
        run_at=event.stored.recorded_at,
        payload="{}",
    )
