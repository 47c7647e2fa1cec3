"""The one place where a command to an existing order finds its decision."""

from typing import assert_never

from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AmendOrder,
    AnyAct,
    AnyOrderEvent,
    ArchiveOrder,
    AssignOrder,
    CancelOrder,
    ClaimOrder,
    CompleteWork,
    RejectOrder,
    RemindOrder,
    ReopenOrder,
    ResubmitOrder,
    ResumeOrder,
    ReturnOrder,
    SignOrder,
    SuspendOrder,
    TransferOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.additions import add
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.hands import hand_over
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.domain.report import amend
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.steps import complete_step
from gongdan.rooms.workorders.domain.ways import take_way


def decide(
    state: OrderState, command: AnyAct | AmendOrder, facts: OrderFacts
) -> Accepted[AnyOrderEvent] | Refused:
    """Decide a command on an order as it stands; an order that does not exist refuses all."""
    if not state.exists:
        return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)
    match command:
        case AmendOrder():
            return amend(state, command, facts)
        case ResubmitOrder() | AcceptOrder() | CompleteWork() | VerifyOrder() | ArchiveOrder():
            return complete_step(state, command, facts)
        case AssignOrder() | ClaimOrder() | TransferOrder():
            return hand_over(state, command, facts)
        case (
            RejectOrder()
            | ReturnOrder()
            | SuspendOrder()
            | ResumeOrder()
            | CancelOrder()
            | ReopenOrder()
        ):
            return take_way(state, command, facts)
        case RemindOrder() | SignOrder():
            return add(state, command, facts)
        case _:
            assert_never(command)
