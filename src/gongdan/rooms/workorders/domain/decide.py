"""The one place where a command to an existing order finds its decision."""

from typing import assert_never

from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AddSigners,
    AmendOrder,
    AnyAct,
    AnyAddition,
    AnyFromOutside,
    AnyOrderEvent,
    AnySigning,
    AnyTurn,
    ArchiveOrder,
    AssignOrder,
    CancelOrder,
    ClaimOrder,
    CompleteWork,
    DelegateOrder,
    DeliverMessage,
    EndCall,
    EndChild,
    FireTimer,
    HandBackOrder,
    JumpOrder,
    RejectOrder,
    RemindOrder,
    RemoveSigner,
    ReopenOrder,
    ResubmitOrder,
    ResumeOrder,
    ReturnOrder,
    SignOrder,
    SuspendOrder,
    TakeBackStep,
    TransferOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.additions import add
from gongdan.rooms.workorders.domain.calls import end_call
from gongdan.rooms.workorders.domain.children import end_child
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.hands import hand_over
from gongdan.rooms.workorders.domain.messages import deliver
from gongdan.rooms.workorders.domain.refusals import OrderCode, refuse
from gongdan.rooms.workorders.domain.report import amend
from gongdan.rooms.workorders.domain.signers import change_signers
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.steps import complete_step
from gongdan.rooms.workorders.domain.ties import is_merged
from gongdan.rooms.workorders.domain.timers import fire
from gongdan.rooms.workorders.domain.turns import take_turn
from gongdan.rooms.workorders.domain.ways import take_way


def decide(
    state: OrderState, command: AnyAct | AmendOrder, facts: OrderFacts
) -> Accepted[AnyOrderEvent] | Refused:
    """Decide a command on an order as it stands; an order that does not exist refuses all."""
    return _standing(state, command, facts) or _decided(state, command, facts)


def _standing(state: OrderState, command: AnyAct | AmendOrder, facts: OrderFacts) -> Refused | None:
    """Return why an order takes no such act, whatever its flow says."""
    if not state.exists:
        return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)
    if state.beside.merged_into is not None:
        return is_merged(state)
    if isinstance(command, ArchiveOrder) and facts.open_children:
        children = list(facts.open_children)
        return refuse(OrderCode.CHILDREN_OPEN, number=state.number, children=children)
    return None


def _decided(
    state: OrderState, command: AnyAct | AmendOrder, facts: OrderFacts
) -> Accepted[AnyOrderEvent] | Refused:
    match command:
        case AmendOrder():
            return amend(state, command, facts)
        case ResubmitOrder() | AcceptOrder() | CompleteWork() | VerifyOrder() | ArchiveOrder():
            return complete_step(state, command, facts)
        case AssignOrder() | ClaimOrder() | TransferOrder() | DelegateOrder() | HandBackOrder():
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
        case _:
            return _undrawn(state, command, facts)


def _undrawn(
    state: OrderState,
    command: AnySigning | AnyTurn | AnyAddition | AnyFromOutside,
    facts: OrderFacts,
) -> Accepted[AnyOrderEvent] | Refused:
    """Decide what no edge of the flow stands for."""
    match command:
        case AddSigners() | RemoveSigner():
            return change_signers(state, command, facts)
        case TakeBackStep() | JumpOrder():
            return take_turn(state, command, facts)
        case RemindOrder() | SignOrder():
            return add(state, command, facts)
        case _:
            return _from_outside(state, command, facts)


def _from_outside(
    state: OrderState, command: AnyFromOutside, facts: OrderFacts
) -> Accepted[AnyOrderEvent] | Refused:
    """Decide what no person does: a time has come, others have ended, answered, or sent word."""
    match command:
        case FireTimer():
            return fire(state, command, facts)
        case EndCall():
            return end_call(state, command, facts)
        case EndChild():
            return end_child(state, command, facts)
        case DeliverMessage():
            return deliver(state, command, facts)
        case _:
            assert_never(command)
