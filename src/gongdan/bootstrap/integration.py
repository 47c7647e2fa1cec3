"""Webhooks plugged: orders as they stood, secrets under the tenant's key, one way out."""

import os
from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.adapters.file_keys import FileKeys
from gongdan.adapters.outbound import OutboundClient
from gongdan.adapters.webhook_sender import ServiceCaller, WebhookSender
from gongdan.bootstrap.storage import Storage
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.egress import EgressPolicy
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.retry import OnFault
from gongdan.rooms.integration.contract import OrderAt, OrderFact
from gongdan.rooms.integration.domain.answers import Unfit, taken
from gongdan.rooms.integration.handlers.calling import Calling, Wish
from gongdan.rooms.integration.handlers.connectors import ConnectorDesk, ConnectorMeans
from gongdan.rooms.integration.handlers.host_list import HostListDesk
from gongdan.rooms.integration.handlers.webhooks import Means, WebhookDesk
from gongdan.rooms.integration.jobs import Deliveries, Outside
from gongdan.rooms.integration.store.connectors import keys_of, load_by_key
from gongdan.rooms.lowcode.views import PublishedViews
from gongdan.rooms.workorders.handlers.calls import ServiceCalls
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.ports import CameBack, Outgoing
from gongdan.rooms.workorders.store import ORDERS
from gongdan.settings import WebhookSettings


class Integration(Struct, frozen=True):
    """The desk for people, and what deliveries need."""

    desk: WebhookDesk
    connectors: ConnectorDesk
    host_list: HostListDesk
    calling: Calling
    outside: Outside
    sender: WebhookSender

    def service_calls(
        self, store: EventStore, orders: OrderHandlers, database: Database
    ) -> ServiceCalls:
        """Return what calls services for orders."""
        definitions = CompiledDefinitions(PublishedViews(database))
        connectors = CalledConnectors(database, self.calling)
        return ServiceCalls(store, orders, definitions, connectors)

    def deliveries(self, owner: str, on_fault: OnFault) -> Deliveries:
        """Return a worker's deliveries."""
        return Deliveries(self.outside, owner, on_fault=on_fault)


class CalledConnectors:
    """Fulfils `workorders.ports.Connectors` over the connectors of a tenant."""

    def __init__(self, database: Database, calling: Calling) -> None:
        self._database = database
        self._calling = calling

    async def call(self, tenant: UUID, wanted: Outgoing) -> CameBack:
        """Call, and take what the node wants of the answer."""
        async with self._database.reading(tenant) as reader:
            connector = await load_by_key(reader, tenant, wanted.connector)
        if connector is None:
            return CameBack(error="connector_unknown")
        wish = Wish(
            id=wanted.id,
            request=wanted.request,
            inputs=wanted.inputs,
            order=wanted.order,
            node=wanted.node,
            attempt=wanted.attempt,
        )
        ended = await self._calling.call(tenant, connector, wish)
        call = ended.call
        told = CameBack(status=call.status or 0, milliseconds=call.milliseconds, error=call.error)
        if call.error:
            return replace(told, passing=ended.passing)
        found = taken(ended.body, wanted.request.answers)
        return (
            replace(told, error="answer_unfit")
            if isinstance(found, Unfit)
            else replace(told, values=found)
        )


class TenantConnectors:
    """Fulfils `lowcode.ports.ConnectorKeys`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, tenant: UUID) -> frozenset[str]:
        """Return the keys that service nodes may name."""
        async with self._database.reading(tenant) as reader:
            return await keys_of(reader, tenant)


class FoldedOrders:
    """Fulfils `integration.ports.OrderFacts`: folds each order's events up to each version."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    async def at(self, tenant: UUID, wanted: Collection[OrderAt]) -> Mapping[OrderAt, OrderFact]:
        """Return each order at its version; each order's events are read once."""
        versions: dict[UUID, set[int]] = defaultdict(set)
        for order, version in wanted:
            versions[order].add(version)
        found: dict[OrderAt, OrderFact] = {}
        for order, asked in versions.items():
            found |= await self._order(tenant, order, asked)
        return found

    async def _order(
        self, tenant: UUID, order: UUID, asked: set[int]
    ) -> Mapping[OrderAt, OrderFact]:
        found: dict[OrderAt, OrderFact] = {}
        state, last = ORDERS.initial, max(asked)
        for stored in await self._store.history(tenant, order, limit=last):
            state = ORDERS.evolve(state, ORDERS.codec.decode(tenant, stored).event)
            if stored.seq in asked:
                type_ = state.definition.key
                fact = OrderFact(state.number, type_, str(state.stage), str(state.status))
                found[order, stored.seq] = fact
        return found


def plug_integration(
    storage: Storage,
    store: EventStore,
    *,
    trail: AuditTrail,
    keys: FileKeys,
    clock: Clock,
    settings: WebhookSettings,
) -> Integration:
    """Return the webhooks of a house; its sender is to be closed."""
    policy = EgressPolicy(settings.allow_private, settings.listed_hosts)
    client = OutboundClient(policy)
    sender, orders = WebhookSender(client), FoldedOrders(store)
    calling = Calling(storage.app, keys, ServiceCaller(client), clock=clock, ids=new_id)
    by_hand = ConnectorMeans(
        database=storage.app,
        trail=trail,
        keeper=keys,
        calling=calling,
        clock=clock,
        ids=new_id,
        egress=policy,
    )
    means = Means(
        database=storage.app,
        trail=trail,
        keeper=keys,
        sender=sender,
        orders=orders,
        clock=clock,
        ids=new_id,
        entropy=os.urandom,
        egress=policy,
    )
    outside = Outside(
        database=storage.worker,
        orders=orders,
        keeper=keys,
        sender=sender,
        clock=clock,
    )
    hosts = HostListDesk(storage.app, trail, settings.listed_hosts)
    return Integration(WebhookDesk(means), ConnectorDesk(by_hand), hosts, calling, outside, sender)
