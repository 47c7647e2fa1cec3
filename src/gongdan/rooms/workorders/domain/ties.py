"""关联 合并 拆分: what two orders agree upon; both decide, or nothing happens.

A merge lets the duplicate rest where it stands, so that it can be undone as long as the order
that was kept has not moved on.
"""

from typing import TypeAlias, assert_never

from msgspec import Struct

from gongdan.engines.flow.model import FlowEvent, FlowRefusal, Resume, Suspend
from gongdan.engines.flow.step import step
from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    AnyPairing,
    ChildMade,
    DuplicateMerged,
    DuplicateReleased,
    LinkKind,
    LinkOrder,
    MergeOrder,
    OrderLinked,
    OrderMerged,
    OrderSplit,
    OrderStatus,
    OrderUnlinked,
    OrderUnmerged,
    SplitOrder,
    UnlinkOrder,
    UnmergeOrder,
)
from gongdan.rooms.workorders.domain.beside import Link, Other
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts
from gongdan.rooms.workorders.domain.refusals import OrderCode, from_flow, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState

MOST_LINKS, MOST_CHILDREN = 100, 20
LIVING = (OrderStatus.OPEN, OrderStatus.SUSPENDED)

WAY_BACK: dict[LinkKind, LinkKind] = {
    "relates": "relates",
    "duplicates": "duplicated_by",
    "duplicated_by": "duplicates",
    "blocks": "blocked_by",
    "blocked_by": "blocks",
    "caused_by": "causes",
    "causes": "caused_by",
}
"""How the other order stands to this one."""


class Side(Struct, frozen=True):
    """One of two orders: its id as others know it, and its state."""

    other: Other
    state: OrderState


class Agreed(Struct, frozen=True):
    """What both orders record; nothing where it stood so already."""

    here: tuple[AnyOrderEvent, ...] = ()
    there: tuple[AnyOrderEvent, ...] = ()


Agreement: TypeAlias = Agreed | Refused


def pair(here: Side, there: Side, command: AnyPairing, facts: OrderFacts) -> Agreement:
    """Decide on two orders together; `facts` are those of `here`, on which the act is done."""
    if not (here.state.exists and there.state.exists):
        return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)
    if here.other.order == there.other.order:
        return malformed(OrderCode.SAME_ORDER, "/to", number=here.state.number)
    match command:
        case LinkOrder(kind=kind):
            return _link(here, there, kind)
        case UnlinkOrder(kind=kind):
            return _unlink(here, there, kind)
        case MergeOrder(reason=reason):
            return _merge(here, there, reason, facts)
        case UnmergeOrder(reason=reason):
            return _unmerge(here, there, reason, facts)
        case _:
            assert_never(command)


def _link(here: Side, there: Side, kind: LinkKind) -> Agreement:
    if Link(there.other.order, there.other.number, kind) in here.state.beside.links:
        return Agreed()
    for side in (here, there):
        if len(side.state.beside.links) >= MOST_LINKS:
            return malformed(OrderCode.TOO_MANY, "/to", most=MOST_LINKS)
    return Agreed(
        (OrderLinked(order=there.other.order, number=there.other.number, kind=kind),),
        (OrderLinked(order=here.other.order, number=here.other.number, kind=WAY_BACK[kind]),),
    )


def _unlink(here: Side, there: Side, kind: LinkKind) -> Agreement:
    if Link(there.other.order, there.other.number, kind) not in here.state.beside.links:
        return refuse(OrderCode.LINK_UNKNOWN, field="/to", number=there.state.number)
    return Agreed(
        (OrderUnlinked(order=there.other.order, number=there.other.number, kind=kind),),
        (OrderUnlinked(order=here.other.order, number=here.other.number, kind=WAY_BACK[kind]),),
    )


def _merge(here: Side, there: Side, reason: str, facts: OrderFacts) -> Agreement:
    if (tied := _not_free(here.state)) is not None:
        return tied
    if there.state.beside.merged_into is not None:
        return refuse(OrderCode.MERGE_CHAIN, field="/into", number=there.state.number)
    for side in (here, there):
        if side.state.status not in LIVING:
            return refuse(OrderCode.ORDER_ENDED, number=side.state.number)
    moves: tuple[FlowEvent, ...] | FlowRefusal = ()
    if here.state.status is OrderStatus.OPEN:
        moves = step(
            facts.flow, here.state.flow, Suspend(reason=reason), flow_facts(facts, here.state)
        )
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    merged = OrderMerged(
        order=there.other.order,
        number=there.other.number,
        stood=place_of(there.state),
        reason=reason,
        moves=moves,
    )
    told = DuplicateMerged(order=here.other.order, number=here.other.number, reason=reason)
    return Agreed((merged,), (told,))


def _unmerge(here: Side, there: Side, reason: str, facts: OrderFacts) -> Agreement:
    if here.state.beside.merged_into != there.other:
        return refuse(OrderCode.NOT_MERGED, number=here.state.number)
    if not reason.strip():
        return malformed(OrderCode.REASON_MISSING, "/reason")
    if place_of(there.state) != here.state.beside.stood:
        return refuse(OrderCode.MOVED_SINCE, number=there.state.number)
    moves: tuple[FlowEvent, ...] | FlowRefusal = ()
    if not here.state.beside.rested_before:
        moves = step(facts.flow, here.state.flow, Resume(), flow_facts(facts, here.state))
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    back = OrderUnmerged(
        order=there.other.order, number=there.other.number, reason=reason, moves=moves
    )
    told = DuplicateReleased(order=here.other.order, number=here.other.number, reason=reason)
    return Agreed((back,), (told,))


def _not_free(state: OrderState) -> Refused | None:
    """Return why an order can't be merged into another one: it is tied up itself."""
    if state.beside.merged_into is not None:
        return is_merged(state)
    if state.beside.duplicates:
        return refuse(OrderCode.MERGE_CHAIN, number=state.number)
    return None


def is_merged(state: OrderState) -> Refused:
    """Return the refusal of every act on an order that was merged into another one."""
    into = state.beside.merged_into
    facts = {"number": state.number, "into": into.number if into else ""}
    return refuse(OrderCode.ORDER_IS_MERGED, **facts)


def place_of(state: OrderState) -> str:
    """Return where an order stands in its loop, in one word that changes with every move."""
    tokens = ",".join(f"{token.id}:{token.node}" for token in state.flow.open_steps)
    return f"{state.status}/{state.flow.round}/{tokens}"


def split(
    state: OrderState, command: SplitOrder, made: tuple[ChildMade, ...]
) -> Accepted[OrderSplit] | Refused:
    """Decide on parts of the work that become orders of their own, already numbered."""
    return split_fault(state, command) or Accepted(
        (OrderSplit(children=made, reason=command.reason),)
    )


def split_fault(state: OrderState, command: SplitOrder) -> Refused | None:
    """Return why an order can't be split so."""
    if state.beside.merged_into is not None:
        return is_merged(state)
    if state.status not in LIVING:
        return refuse(OrderCode.ORDER_ENDED, number=state.number)
    if not command.children:
        return malformed(OrderCode.NO_CHILDREN, "/children")
    if len(state.beside.children) + len(command.children) > MOST_CHILDREN:
        return malformed(OrderCode.TOO_MANY, "/children", most=MOST_CHILDREN)
    return None
