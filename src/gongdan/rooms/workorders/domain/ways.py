"""驳回 退回 挂起 恢复 取消 重新打开: ways back, pauses and exits, each for a stated reason."""

from typing import assert_never

from gongdan.engines.flow.model import (
    AnyCommand,
    Continuation,
    FlowEvent,
    FlowRefusal,
    Reject,
    Reopen,
    Resume,
    Return,
    Stage,
    Suspend,
    Terminate,
    TokenCancelled,
)
from gongdan.engines.flow.step import step
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AnyWayEvent,
    CancelOrder,
    OrderCancelled,
    OrderRejected,
    OrderReopened,
    OrderResumed,
    OrderReturned,
    OrderStatus,
    OrderSuspended,
    RejectOrder,
    ReopenOrder,
    ResumeOrder,
    ReturnOrder,
    SuspendOrder,
)
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts
from gongdan.rooms.workorders.domain.refusals import OrderCode, from_flow, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState

AnyWay = RejectOrder | ReturnOrder | SuspendOrder | ResumeOrder | CancelOrder | ReopenOrder


def take_way(
    state: OrderState, command: AnyWay, facts: OrderFacts
) -> Accepted[AnyWayEvent] | Refused:
    """Send the order back, let it rest, go on, end it or open it again."""
    if not isinstance(command, ResumeOrder) and not command.reason.strip():
        return malformed(OrderCode.REASON_MISSING, "/reason")
    if isinstance(command, ReopenOrder) and state.status == OrderStatus.CANCELLED:
        # a cancelled order left the loop: what is wanted again is a new order
        return refuse(OrderCode.ORDER_ENDED, number=state.number)
    if isinstance(command, CancelOrder) and facts.by_customer and not may_still_cancel(state):
        return refuse(OrderCode.WORK_HAS_BEGUN, number=state.number)
    at = command.node if isinstance(command, RejectOrder | ReturnOrder) else None
    moves = step(facts.flow, state.flow, _flow_command(command), flow_facts(facts, state, at))
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    return Accepted((_event(command, moves),))


def may_still_cancel(state: OrderState) -> bool:
    """Tell whether a customer may still call the order off: nobody has begun to work on it."""
    return state.stage in (Stage.REPORT, Stage.ACCEPT)


def _flow_command(command: AnyWay) -> AnyCommand:
    match command:
        case RejectOrder(to=to, node=node, resume=resume):
            return Reject(to=to, node=node, resume=Continuation(resume))
        case ReturnOrder(node=node):
            return Return(node=node)
        case SuspendOrder(reason=reason):
            return Suspend(reason=reason)
        case ResumeOrder():
            return Resume()
        case CancelOrder(reason=reason):
            return Terminate(reason=reason)
        case ReopenOrder(to=to):
            return Reopen(to=to)
        case _:
            assert_never(command)


def _event(command: AnyWay, moves: tuple[FlowEvent, ...]) -> AnyWayEvent:
    left = next((move.node for move in moves if isinstance(move, TokenCancelled)), "")
    match command:
        case RejectOrder(to=to, reason=reason):
            return OrderRejected(node=left, to=to, reason=reason, moves=moves)
        case ReturnOrder(reason=reason):
            return OrderReturned(node=left, reason=reason, moves=moves)
        case SuspendOrder(reason=reason, waits_for=waits_for):
            return OrderSuspended(reason=reason, waits_for=waits_for, moves=moves)
        case ResumeOrder():
            return OrderResumed(moves=moves)
        case CancelOrder(reason=reason, with_children=with_children):
            return OrderCancelled(reason=reason, with_children=with_children, moves=moves)
        case ReopenOrder(reason=reason):
            return OrderReopened(reason=reason, moves=moves)
        case _:
            assert_never(command)
