"""分配 认领 转办 委派: the open step comes into other hands; nothing of the loop moves."""

from typing import TypeAlias, assert_never
from uuid import UUID

from gongdan.engines.flow.model import (
    AnyCommand,
    Assign,
    Claim,
    Delegate,
    FlowRefusal,
    HandBack,
    OwnerChanged,
    Transfer,
)
from gongdan.engines.flow.step import step
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AnyHandEvent,
    AssignOrder,
    ClaimOrder,
    DelegateOrder,
    HandBackOrder,
    OrderAssigned,
    OrderClaimed,
    OrderDelegated,
    OrderHandedBack,
    OrderTransferred,
    TransferOrder,
)
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts
from gongdan.rooms.workorders.domain.refusals import OrderCode, from_flow, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState, person_of, word_of

AnyHand: TypeAlias = AssignOrder | ClaimOrder | TransferOrder | DelegateOrder | HandBackOrder

_EVENT_OF: dict[type[AnyHand], type[AnyHandEvent]] = {
    AssignOrder: OrderAssigned,
    ClaimOrder: OrderClaimed,
    TransferOrder: OrderTransferred,
    DelegateOrder: OrderDelegated,
    HandBackOrder: OrderHandedBack,
}


def hand_over(
    state: OrderState, command: AnyHand, facts: OrderFacts
) -> Accepted[AnyHandEvent] | Refused:
    """Give the open step to somebody who exists: by assignment, claim, transfer or on loan."""
    node = command.node or (state.step.node if state.step else "")
    wanted = _flow_command(command, facts.actor, node)
    if wanted is None:
        return refuse(OrderCode.NOT_ALLOWED, number=state.number)
    if getattr(command, "to", None) not in (None, *facts.known_people):
        return malformed(OrderCode.ASSIGNEE_UNKNOWN, "/to")
    moves = step(facts.flow, state.flow, wanted, flow_facts(facts, state, node))
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    changed = next(move for move in moves if isinstance(move, OwnerChanged))
    to = person_of(changed.owner)
    if to is None:
        raise ValueError(f"a step went to somebody who is no person: {changed.owner}")
    reason = "" if isinstance(command, ClaimOrder) else command.reason
    event = _EVENT_OF[type(command)](node=changed.node, to=to, reason=reason, moves=moves)
    return Accepted((event,))


def _flow_command(command: AnyHand, actor: UUID | None, node: str) -> AnyCommand | None:
    """Return what it means in the flow; None for a claim of one who has no hands."""
    match command:
        case AssignOrder(to=to):
            return Assign(node=node, to=word_of(to))
        case ClaimOrder():
            return Claim(node=node, by=word_of(actor)) if actor else None
        case TransferOrder(to=to):
            return Transfer(node=node, to=word_of(to))
        case DelegateOrder(to=to):
            return Delegate(node=node, to=word_of(to))
        case HandBackOrder():
            return HandBack(node=node)
        case _:
            assert_never(command)
