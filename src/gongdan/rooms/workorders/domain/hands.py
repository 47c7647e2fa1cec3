"""分配 认领 转办: the open step comes into other hands; nothing of the loop moves."""

from typing import assert_never
from uuid import UUID

from gongdan.engines.flow.model import Assign, Claim, FlowRefusal, OwnerChanged, Transfer
from gongdan.engines.flow.step import step
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AnyHandEvent,
    AssignOrder,
    ClaimOrder,
    OrderAssigned,
    OrderClaimed,
    OrderTransferred,
    TransferOrder,
)
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts
from gongdan.rooms.workorders.domain.refusals import OrderCode, from_flow, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState, word_of

AnyHand = AssignOrder | ClaimOrder | TransferOrder


def hand_over(
    state: OrderState, command: AnyHand, facts: OrderFacts
) -> Accepted[AnyHandEvent] | Refused:
    """Give the open step to somebody who exists: by assignment, claim or transfer."""
    to = _receiver(command, facts)
    if to is None:
        return refuse(OrderCode.NOT_ALLOWED, number=state.number)
    if not isinstance(command, ClaimOrder) and to not in facts.known_people:
        return malformed(OrderCode.ASSIGNEE_UNKNOWN, "/to")
    node = command.node or (state.step.node if state.step else "")
    moves = step(
        facts.flow, state.flow, _flow_command(command, word_of(to), node), flow_facts(facts, state)
    )
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    at = next(move.node for move in moves if isinstance(move, OwnerChanged))
    match command:
        case AssignOrder(reason=reason):
            return Accepted((OrderAssigned(node=at, to=to, reason=reason, moves=moves),))
        case ClaimOrder():
            return Accepted((OrderClaimed(node=at, to=to, moves=moves),))
        case TransferOrder(reason=reason):
            return Accepted((OrderTransferred(node=at, to=to, reason=reason, moves=moves),))
        case _:
            assert_never(command)


def _receiver(command: AnyHand, facts: OrderFacts) -> UUID | None:
    return facts.actor if isinstance(command, ClaimOrder) else command.to


def _flow_command(command: AnyHand, word: str, node: str) -> Assign | Claim | Transfer:
    match command:
        case AssignOrder():
            return Assign(node=node, to=word)
        case ClaimOrder():
            return Claim(node=node, by=word)
        case TransferOrder():
            return Transfer(node=node, to=word)
        case _:
            assert_never(command)
