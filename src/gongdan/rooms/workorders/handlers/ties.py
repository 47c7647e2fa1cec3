"""Links, merges, splits: acts on several orders, stored as one."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.kernel.decider import Versioned, Wanted, load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import NewId, new_id
from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import Vault
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    AnyPairing,
    ChildMade,
    ChildWanted,
    Contact,
    LinkOrder,
    Location,
    MergeOrder,
    OrderReported,
    ReportOrder,
    SplitOrder,
    UnlinkOrder,
    UnmergeOrder,
)
from gongdan.rooms.workorders.domain.beside import Other
from gongdan.rooms.workorders.domain.clean import cleaned
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed
from gongdan.rooms.workorders.domain.rights import allowed
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.ties import Side, pair, split, split_fault
from gongdan.rooms.workorders.handlers.committing import Target
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.queues import Queues
from gongdan.rooms.workorders.handlers.reach import forbidden, out_of_reach
from gongdan.rooms.workorders.handlers.sealing import CONTACT_FIELDS
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.ports import Definitions
from gongdan.rooms.workorders.store import ORDERS

ADDRESS = "location.address"
_NEW = Versioned(ORDERS.initial, 0)

PAIR_ACT_OF: dict[type[AnyPairing], str] = {
    LinkOrder: "link",
    UnlinkOrder: "link",
    MergeOrder: "merge",
    UnmergeOrder: "merge",
}
"""The action (`order.<act>`) that each command needs, on both orders where it is a merge."""


class _Child(Struct, frozen=True):
    target: Target
    event: OrderReported


class TieHandlers:
    """The commands on several orders, each from its request to its commit."""

    def __init__(
        self,
        store: EventStore,
        vault: Vault,
        *,
        definitions: Definitions,
        orders: OrderHandlers,
        queues: Queues,
        ids: NewId = new_id,
    ) -> None:
        self._store = store
        self._vault = vault
        self._definitions = definitions
        self._orders = orders
        self._committing = orders.committing
        self._queues = queues
        self._ids = ids

    async def pair(
        self, principal: Principal, order: UUID, raw: AnyPairing, sent: Sent
    ) -> OrderDone | Refused:
        """Tie an order to another one, or untie it."""
        command = cleaned(raw)
        if isinstance(command, Refused):
            return command
        return await self._queues.in_turn(
            order, lambda: self._pair(principal, order, command, sent), sent.expected
        )

    async def split(
        self, principal: Principal, order: UUID, raw: SplitOrder, sent: Sent
    ) -> OrderDone | Refused:
        """Report each part of the work as an order of its own."""
        command = cleaned(raw)
        if isinstance(command, Refused):
            return command
        return await self._queues.in_turn(
            order, lambda: self._split(principal, order, command, sent), sent.expected
        )

    async def _pair(
        self, principal: Principal, order: UUID, command: AnyPairing, sent: Sent
    ) -> OrderDone | Refused:
        here = await load(self._store, ORDERS, principal.tenant, order)
        target = Target(principal.tenant, order, self._ids(), principal.actor)
        act = PAIR_ACT_OF[type(command)]
        if (no := out_of_reach(principal, act, here, sent)) is not None:
            return await self._committing.commit(target, here, no, sent)
        other = _other(command, here.state)
        there = await load(self._store, ORDERS, principal.tenant, other)
        if (no := _other_out_of_reach(principal, command, there)) is not None:
            return await self._committing.commit(target, here, no, sent)
        definition = await self._definitions.pinned(principal.tenant, here.state.definition)
        facts = OrderFacts(
            flow=definition.flow,
            evaluate=definition.evaluate,
            resolve=resolve_rule,
            actor=principal.user,
        )
        agreed = pair(_side(order, here.state), _side(other, there.state), command, facts)
        if isinstance(agreed, Refused) or not agreed.here:
            nothing = agreed if isinstance(agreed, Refused) else Accepted[AnyOrderEvent](())
            return await self._committing.commit(target, here, nothing, sent)
        wanted = (
            Wanted(stream=order, before=here, accepted=Accepted(agreed.here)),
            Wanted(stream=other, before=there, accepted=Accepted(agreed.there)),
        )
        return await self._committing.commit_together(target, wanted, sent)

    async def _split(
        self, principal: Principal, order: UUID, command: SplitOrder, sent: Sent
    ) -> OrderDone | Refused:
        before = await load(self._store, ORDERS, principal.tenant, order)
        target = Target(principal.tenant, order, self._ids(), principal.actor)
        no = out_of_reach(principal, "split", before, sent) or split_fault(before.state, command)
        children = no or await self._children(principal, order, before.state, command)
        if isinstance(children, Refused):
            return await self._committing.commit(target, before, children, sent)
        made = tuple(
            ChildMade(one.target.order, one.event.number, one.event.details.title)
            for one in children
        )
        decided = split(before.state, command, made)
        if isinstance(decided, Refused):
            return decided
        wanted: tuple[Wanted[OrderState, AnyOrderEvent], ...] = (
            Wanted(stream=order, before=before, accepted=Accepted(decided.events)),
            *(
                Wanted(
                    stream=one.target.order,
                    before=_NEW,
                    accepted=Accepted[AnyOrderEvent]((one.event,)),
                    event_ids=(one.target.event,),
                )
                for one in children
            ),
        )
        return await self._committing.commit_together(target, wanted, sent)

    async def _children(
        self, principal: Principal, order: UUID, parent: OrderState, command: SplitOrder
    ) -> list[_Child] | Refused:
        """Decide on the report of each child; the first refusal refuses all."""
        opened = await self._vault.open(principal.tenant, order, parent.details.sealed)
        made: list[_Child] = []
        for place, wanted in enumerate(command.children):
            target = Target(principal.tenant, self._ids(), self._ids(), principal.actor)
            report = _report(parent, wanted, opened)
            decided = await self._orders.decide_report(principal, target, report)
            if isinstance(decided, Refused):
                field = f"/children/{place}{decided.field}"
                return msgspec.structs.replace(decided, field=field)
            (event,) = decided.events
            if not isinstance(event, OrderReported):
                raise TypeError(f"a report is decided as {type(event).__name__}")
            child = msgspec.structs.replace(event, parent=order, parent_number=parent.number)
            made.append(_Child(target, child))
        return made


def _side(order: UUID, state: OrderState) -> Side:
    return Side(Other(order, state.number), state)


def _other(command: AnyPairing, state: OrderState) -> UUID:
    match command:
        case MergeOrder(into=into):
            return into
        case UnmergeOrder():
            into_other = state.beside.merged_into
            return into_other.order if into_other else UUID(int=0)
        case LinkOrder(to=to) | UnlinkOrder(to=to):
            return to


def _other_out_of_reach(
    principal: Principal, command: AnyPairing, there: Versioned[OrderState]
) -> Refused | None:
    field = "/into" if isinstance(command, MergeOrder) else "/to"
    if isinstance(command, UnmergeOrder) and not there.version:
        return Refused(OrderCode.NOT_MERGED, RefusalKind.CONFLICT)
    if not (there.version and allowed(principal, "read", there.state)):
        return malformed(OrderCode.OTHER_UNKNOWN, field)
    act = PAIR_ACT_OF[type(command)]
    if act == "merge" and not allowed(principal, act, there.state):
        return forbidden(act, number=there.state.number)
    return None


def _report(parent: OrderState, wanted: ChildWanted, opened: Mapping[str, str]) -> ReportOrder:
    """Return the report of a part: what it says itself, and the rest as in the parent."""
    details = parent.details
    name, phone, email = (opened.get(field, "") for field in CONTACT_FIELDS)
    known = {*CONTACT_FIELDS, ADDRESS}
    personal = {field: value for field, value in opened.items() if field not in known}
    return ReportOrder(
        type=parent.definition.key,
        title=wanted.title,
        description=wanted.description,
        urgency=details.urgency if wanted.urgency is None else wanted.urgency,
        impact=details.impact,
        contact=Contact(name, phone, email) if name or phone or email else None,
        location=_location(parent, opened.get(ADDRESS, "")),
        place=details.place if wanted.place is None else wanted.place,
        asset=wanted.asset or details.asset,
        customer=details.customer,
        unit=details.unit,
        tags=details.tags,
        due_at=details.due_at,
        fields={**details.fields, **personal},
    )


def _location(parent: OrderState, address: str) -> Location | None:
    latitude, longitude = parent.details.latitude, parent.details.longitude
    if not (address or latitude):
        return None
    return Location(
        address,
        Decimal(latitude) if latitude else None,
        Decimal(longitude) if longitude else None,
    )
