"""Inbounds plugged: orders as callers outside may start them and lead them on, and the door."""

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.file_keys import FileKeys
from gongdan.bootstrap.directory import HouseLines
from gongdan.bootstrap.orders import OrderDesk
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.decider import fold
from gongdan.kernel.eventstore.port import Idempotency, KeyReused
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.assets.handlers import AssetRegister
from gongdan.rooms.assets.store import Wanted
from gongdan.rooms.identity.contract import Action, Principal, robot
from gongdan.rooms.identity.store.credentials import (
    add_credential,
    drop_credentials,
    tenant_behind,
)
from gongdan.rooms.integration.handlers.arriving import Arriving
from gongdan.rooms.integration.handlers.inbounds import InboundDesk, InboundMeans
from gongdan.rooms.integration.handlers.sampling import Sampling
from gongdan.rooms.integration.ports import (
    Awaitable,
    Choices,
    Entry,
    FoundOrder,
    MadeOrder,
    Sought,
    Startable,
)
from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.lowcode.views import PublishedViews, list_definitions
from gongdan.rooms.workorders.contract import DeliverMessage, ReportOrder
from gongdan.rooms.workorders.domain.refusals import OrderCode, refuse
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.handlers.messages import Messages
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.store import ORDERS

_MACHINE = Actor(ActorKind.RULE, name="inbound")


class HouseDoors:
    """Fulfils `integration.ports.Doors` over identity's one door."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def behind(self, address: bytes) -> UUID | None:
        """Return the tenant of an address."""
        return await tenant_behind(self._database, address)

    async def open(self, writer: Writer, tenant: UUID, address: bytes) -> None:
        """Let an address stand for the tenant."""
        await add_credential(writer, tenant, address)

    async def close(self, writer: Writer, tenant: UUID, address: bytes) -> None:
        """Let an address stand for nothing."""
        await drop_credentials(writer, tenant, [address])


class HouseInboundOrders:
    """Fulfils `integration.ports.InboundOrders` over the work orders."""

    def __init__(self, database: Database, desk: OrderDesk, assets: AssetRegister) -> None:
        self._database = database
        self._store = desk.store
        self._desk = desk
        self._assets = assets
        self._published = PublishedViews(database)
        definitions = CompiledDefinitions(self._published)
        self._messages = Messages(database, desk.store, definitions, HouseLines(database))

    async def choices(self, tenant: UUID) -> Choices:
        """Return what can be started, and which messages are awaited."""
        bundles = [each async for each in self._bundles(tenant)]
        messages = (each for bundle in bundles for each in _awaited(bundle))
        return Choices(tuple(_startable(bundle) for bundle in bundles), tuple(messages))

    async def asset_of(self, tenant: UUID, code: str) -> UUID | None:
        """Return the asset of exactly this code."""
        reader = robot(tenant, _MACHINE, (Action.ASSET_READ,))
        found, _ = await self._assets.page(reader, Wanted(prefix=code, active=True, limit=20))
        return next((each.id for each in found if each.code.casefold() == code.casefold()), None)

    async def found(self, tenant: UUID, sought: Sought) -> tuple[FoundOrder, ...]:
        """Return the orders that were sought, few of them."""
        waiting = await self._messages.waiting(
            tenant, sought.message, sought.value, field=sought.field
        )
        return tuple(FoundOrder(each.order, each.number, each.waits) for each in waiting)

    async def before(self, tenant: UUID, once: Idempotency) -> MadeOrder | Refused | None:
        """Return what this delivery did before, or why its key is not its own."""
        first = await self._store.first_answer(tenant, once)
        if first is None:
            return None
        if isinstance(first, KeyReused):
            return refuse(OrderCode.KEY_REUSED)
        then = await fold(self._store, ORDERS, tenant, first.stream, upto=first.version)
        return MadeOrder(first.stream, then.state.number, repeated=True)

    async def report(
        self, client: Principal, command: ReportOrder, once: Idempotency
    ) -> MadeOrder | Refused:
        """Report an order."""
        sent = Sent(idempotency=once, status=once.status)
        return _made(await self._desk.handlers.report(client, command, sent))

    async def deliver(
        self, client: Principal, order: UUID, command: DeliverMessage, once: Idempotency
    ) -> MadeOrder | Refused:
        """Deliver a message to an order."""
        sent = Sent(idempotency=once, status=once.status)
        return _made(await self._desk.handlers.act(client, order, command, sent))

    async def foresee(
        self, client: Principal, command: ReportOrder | DeliverMessage, order: UUID | None
    ) -> Refused | None:
        """Return why it would be refused; nothing is kept of it."""
        if isinstance(command, DeliverMessage):
            if order is None:
                return refuse(OrderCode.NO_SUCH_ORDER)
            return await self._messages.foresee(client, order, command)
        return await self._desk.handlers.rehearse(client, command)

    async def _bundles(self, tenant: UUID) -> AsyncIterator[Bundle]:
        async with self._database.reading(tenant) as reader:
            lines = await list_definitions(reader, tenant)
        for line in lines:
            found = await self._published.newest(tenant, line.key) if line.version else None
            if found is not None:
                yield found.bundle


class Inbounds(Struct, frozen=True):
    """Everything that the routes of inbounds are given, by the name of their arguments."""

    inbounds: InboundDesk
    arriving: Arriving
    sampling: Sampling


def plug_inbounds(
    app: Database,
    orders: OrderDesk,
    assets: AssetRegister,
    *,
    trail: AuditTrail,
    keys: FileKeys,
    clock: Clock,
) -> Inbounds:
    """Plug the inbounds of a house."""
    means = InboundMeans(
        database=app,
        trail=trail,
        keeper=keys,
        doors=HouseDoors(app),
        orders=HouseInboundOrders(app, orders, assets),
        clock=clock,
        ids=new_id,
        entropy=os.urandom,
    )
    desk = InboundDesk(means)
    return Inbounds(inbounds=desk, arriving=Arriving(means), sampling=Sampling(means, desk))


def _made(done: OrderDone | Refused) -> MadeOrder | Refused:
    if isinstance(done, Refused):
        return done
    return MadeOrder(done.order, done.state.number, repeated=done.replayed)


def _startable(bundle: Bundle) -> Startable:
    opening = next((node.form for node in bundle.flow.nodes.values() if node.opens), "")
    return Startable(key=bundle.key, title=bundle.title, fields=tuple(_entries(bundle, opening)))


def _awaited(bundle: Bundle) -> Iterator[Awaitable]:
    for node in bundle.flow.nodes.values():
        if node.kind == "receive" and node.trigger is not None:
            yield Awaitable(
                message=node.trigger.name,
                title=node.title,
                definition=bundle.title,
                fields=tuple(_entries(bundle, node.form)),
            )


def _entries(bundle: Bundle, form: str) -> Iterator[Entry]:
    found = bundle.forms.get(form)
    if found is None:
        return
    schema = found.schema
    properties, required = schema.get("properties"), schema.get("required")
    for key in properties if isinstance(properties, Mapping) else ():
        field = bundle.fields.get(key)
        if field is not None:
            yield Entry(
                key=key,
                title=field.title,
                kind=str(field.schema.get("format") or field.schema.get("type") or ""),
                required=isinstance(required, list) and key in required,
            )
