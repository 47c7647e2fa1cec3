"""Webhooks plugged: orders as they stood, secrets under the tenant's key, one way out."""

import os
from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.file_keys import FileKeys
from gongdan.adapters.outbound import OutboundClient
from gongdan.adapters.webhook_sender import WebhookSender
from gongdan.bootstrap.storage import Storage
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.egress import EgressPolicy
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.retry import OnFault
from gongdan.rooms.integration.contract import OrderAt, OrderFact
from gongdan.rooms.integration.handlers.webhooks import Means, WebhookDesk
from gongdan.rooms.integration.jobs import Deliveries, Outside
from gongdan.rooms.workorders.store import ORDERS
from gongdan.settings import WebhookSettings


class Integration(Struct, frozen=True):
    """The desk for people, and what deliveries need."""

    desk: WebhookDesk
    outside: Outside
    sender: WebhookSender

    def deliveries(self, owner: str, on_fault: OnFault) -> Deliveries:
        """Return a worker's deliveries."""
        return Deliveries(self.outside, owner, on_fault=on_fault)


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
    sender, orders = WebhookSender(OutboundClient(policy)), FoldedOrders(store)
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
    return Integration(WebhookDesk(means), outside, sender)
