"""Reports the child orders that flows demand, and tells their parents how they ended.

Each of it may be done again after a crash: a child's id follows from its parent's token, it is
stored with its mention in the parent as one act, and a token is told of an end only once.
"""

from uuid import UUID

import msgspec

from gongdan.engines.flow.model import ChildDemanded
from gongdan.kernel.decider import Versioned, Wanted, load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import NewId, derived_id, new_id
from gongdan.kernel.messages import Accepted, Actor, ActorKind, RefusalKind, Refused
from gongdan.rooms.identity.contract import Action, Principal, robot
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    CancelOrder,
    ChildMade,
    OrderReported,
    OrderSplit,
)
from gongdan.rooms.workorders.domain.children import (
    child_id,
    demanded,
    end_of,
    report_of,
    token_of,
)
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.ties import LIVING
from gongdan.rooms.workorders.handlers.committing import Target
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.store import ORDERS

FLOW = Actor(ActorKind.RULE, name="flow@1")

_ACTIONS = (Action.ORDER_READ, Action.ORDER_REPORT, Action.ORDER_SPLIT, Action.ORDER_CANCEL)
_NEW = Versioned(ORDERS.initial, 0)
_TRIES = 5


class ChildRefusedError(Exception):
    """A child order could not be made, or its end not be told: a person has to look."""


class ChildOrders:
    """What the house does for parents and their children."""

    def __init__(self, store: EventStore, orders: OrderHandlers, ids: NewId = new_id) -> None:
        self._store = store
        self._orders = orders
        self._ids = ids

    async def make(self, tenant: UUID, parent: UUID, event: AnyOrderEvent) -> None:
        """Report the children that an event of the parent demands."""
        state = (await self._load(tenant, parent)).state
        for wanted in demanded(event, state.flow):
            await self._make(tenant, parent, wanted)

    async def ended(self, tenant: UUID, child: UUID) -> None:
        """Tell the parent of an order that has ended, where it waits for it."""
        state = (await self._load(tenant, child)).state
        if state.beside.parent is not None and state.status not in LIVING:
            await self._tell(tenant, state.beside.parent.order, child, state)

    async def catch_up(self, tenant: UUID, parent: UUID) -> None:
        """Tell a parent that goes on after a rest which of its children ended meanwhile."""
        for made in (await self._load(tenant, parent)).state.beside.children:
            await self.ended(tenant, made.order)

    async def cancel(self, tenant: UUID, parent: UUID, reason: str) -> None:
        """End the open children of a parent that was cancelled with them."""
        house = robot(tenant, FLOW, _ACTIONS)
        for made in (await self._load(tenant, parent)).state.beside.children:
            child = await self._load(tenant, made.order)
            if child.state.status in LIVING:
                command = CancelOrder(reason=reason, with_children=True)
                key = derived_id(b"cancel with parent" + parent.bytes + made.order.bytes)
                _done(await self._orders.act(house, made.order, command, Sent(command_id=key)))

    async def _make(self, tenant: UUID, parent: UUID, wanted: ChildDemanded) -> None:
        for _ in range(_TRIES):
            before = await self._load(tenant, parent)
            order = child_id(parent, wanted.token)
            if any(made.order == order for made in before.state.beside.children):
                return
            done = await self._report(tenant, parent, before, wanted)
            if not (isinstance(done, Refused) and done.kind is RefusalKind.STALE):
                _done(done)
                return
        raise ChildRefusedError("order_busy")

    async def _report(
        self, tenant: UUID, parent: UUID, before: Versioned[OrderState], wanted: ChildDemanded
    ) -> object:
        house, order = robot(tenant, FLOW, _ACTIONS), child_id(parent, wanted.token)
        child = Target(tenant, order, self._ids(), house.actor)
        report = report_of(before.state, wanted)
        decided = await self._orders.decide_report(house, child, report, reckoned=True)
        if isinstance(decided, Refused):
            return decided
        (event,) = decided.events
        if not isinstance(event, OrderReported):
            raise TypeError(f"a report is decided as {type(event).__name__}")
        path = before.state.details.unit_path
        event = msgspec.structs.replace(
            event,
            details=msgspec.structs.replace(event.details, unit_path=path),
            reporter=before.state.reporter,
            parent=parent,
            parent_number=before.state.number,
        )
        made = ChildMade(order, event.number, event.details.title)
        both = (
            Wanted(
                stream=parent,
                before=before,
                accepted=Accepted[AnyOrderEvent]((OrderSplit(children=(made,)),)),
            ),
            Wanted(
                stream=order,
                before=_NEW,
                accepted=Accepted[AnyOrderEvent]((event,)),
                event_ids=(child.event,),
            ),
        )
        target = Target(tenant, parent, self._ids(), house.actor)
        return await self._orders.committing.commit_together(target, both, Sent())

    async def _tell(self, tenant: UUID, parent: UUID, child: UUID, state: OrderState) -> None:
        told = (await self._load(tenant, parent)).state
        token = token_of(parent, told, child)
        if token is None or told.status not in LIVING or told.flow.status == "suspended":
            return  # nobody waits, or it is told when its parent goes on
        house: Principal = robot(tenant, FLOW, _ACTIONS)
        key = derived_id(b"child ended" + parent.bytes + str(token).encode())
        command = end_of(child, state, token)
        _done(await self._orders.act(house, parent, command, Sent(command_id=key)))

    async def _load(self, tenant: UUID, order: UUID) -> Versioned[OrderState]:
        return await load(self._store, ORDERS, tenant, order)


def _done(answer: object) -> None:
    if isinstance(answer, Refused):
        raise ChildRefusedError(answer.code)
