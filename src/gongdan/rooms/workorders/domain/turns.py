"""拿回 跳转: ways that nobody drew. Back to who did the step last; onto any step by an admin."""

from typing import assert_never

import msgspec

from gongdan.engines.flow.model import (
    FlowRefusal,
    FlowState,
    Jump,
    LastStep,
    TakeBack,
    TokenPlaced,
)
from gongdan.engines.flow.step import step
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AnyTurn,
    AnyTurnEvent,
    JumpOrder,
    OrderJumped,
    StepTakenBack,
    TakeBackStep,
)
from gongdan.rooms.workorders.domain.facts import NOBODY, OrderFacts, flow_facts
from gongdan.rooms.workorders.domain.refusals import OrderCode, from_flow, malformed
from gongdan.rooms.workorders.domain.state import OrderState


def take_turn(
    state: OrderState, command: AnyTurn, facts: OrderFacts
) -> Accepted[AnyTurnEvent] | Refused:
    """Give the last step back to who did it, or set the order onto a step."""
    if isinstance(command, JumpOrder) and not command.reason.strip():
        return malformed(OrderCode.REASON_MISSING, "/reason")
    told = flow_facts(facts, state)
    match command:
        case TakeBackStep(reason=reason):
            # nobody takes back for another one, however far his rights reach
            own = msgspec.structs.replace(told, actor=facts.own or (NOBODY,))
            moves = step(facts.flow, state.flow, TakeBack(), own)
            if isinstance(moves, FlowRefusal):
                return from_flow(moves)
            back = next(move.node for move in reversed(moves) if isinstance(move, TokenPlaced))
            return Accepted((StepTakenBack(node=back, reason=reason, moves=moves),))
        case JumpOrder(to=to, reason=reason):
            moves = step(facts.flow, state.flow, Jump(to=to, reason=reason), told)
            if isinstance(moves, FlowRefusal):
                return from_flow(moves)
            left = state.step.node if state.step else ""
            return Accepted((OrderJumped(node=left, to=to, reason=reason, moves=moves),))
        case _:
            assert_never(command)


def to_take_back(flow: FlowState) -> LastStep | None:
    """Return the step that its doer may still take back, None where somebody has acted since."""
    last = flow.last
    if last is None or not last.by.startswith("user:") or not last.placed:
        return None
    standing = {token.id for token in flow.tokens if token.group is None}
    return last if standing.issuperset(last.placed) else None
