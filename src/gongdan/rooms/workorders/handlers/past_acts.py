"""What was done to an order, as the command that would do it again."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

import msgspec

from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AddSigners,
    AnyAct,
    AnyOrderEvent,
    AnyStep,
    ArchiveOrder,
    AssignOrder,
    CancelOrder,
    ClaimOrder,
    CompleteWork,
    DelegateOrder,
    DeliverMessage,
    HandBackOrder,
    HandEvent,
    JumpOrder,
    MessageReceived,
    OrderAccepted,
    OrderArchived,
    OrderAssigned,
    OrderCancelled,
    OrderClaimed,
    OrderDelegated,
    OrderHandedBack,
    OrderJumped,
    OrderRejected,
    OrderReopened,
    OrderResubmitted,
    OrderResumed,
    OrderReturned,
    OrderSuspended,
    OrderTransferred,
    OrderVerified,
    RejectOrder,
    ReopenOrder,
    ResubmitOrder,
    ResumeOrder,
    ReturnOrder,
    SignersAdded,
    StepEvent,
    StepTakenBack,
    SuspendOrder,
    TakeBackStep,
    TransferOrder,
    VerifyOrder,
    WorkCompleted,
)

REASON = "history"
"""The reason that is given for what is done again: the words of then are not needed."""

_STEPS: Final[Mapping[type[StepEvent], type[AnyStep]]] = MappingProxyType(
    {
        OrderResubmitted: ResubmitOrder,
        OrderAccepted: AcceptOrder,
        WorkCompleted: CompleteWork,
        OrderVerified: VerifyOrder,
        OrderArchived: ArchiveOrder,
    }
)
_HANDS: Final[Mapping[type[HandEvent], Callable[[UUID, str], AnyAct]]] = MappingProxyType(
    {
        OrderAssigned: lambda to, node: AssignOrder(to=to, node=node),
        OrderClaimed: lambda _to, node: ClaimOrder(node=node),
        OrderTransferred: lambda to, node: TransferOrder(to=to, node=node),
        OrderDelegated: lambda to, node: DelegateOrder(to=to, node=node),
        OrderHandedBack: lambda _to, node: HandBackOrder(node=node),
    }
)
_WAYS: Final[Mapping[type[AnyOrderEvent], Callable[[Any], AnyAct]]] = MappingProxyType(
    {
        OrderRejected: lambda event: RejectOrder(to=event.to, node=event.node, reason=REASON),
        OrderReturned: lambda event: ReturnOrder(node=event.node, reason=REASON),
        OrderSuspended: lambda _: SuspendOrder(reason=REASON),
        OrderResumed: lambda _: ResumeOrder(),
        OrderCancelled: lambda _: CancelOrder(reason=REASON),
        OrderReopened: lambda _: ReopenOrder(reason=REASON),
        StepTakenBack: lambda _: TakeBackStep(),
        OrderJumped: lambda event: JumpOrder(to=event.to, reason=REASON),
    }
)


def command_of(event: AnyOrderEvent) -> AnyAct | None:
    """Return the command that an event came of; None for one that is not done again."""
    match event:
        case MessageReceived(message=message, data=data):
            return DeliverMessage(message=message, data=data)
        case StepEvent(node=node, outcome=outcome, data=data, reason=reason):
            step = _STEPS[type(event)]
            command = step(node=node, outcome=outcome, data=data, reason=reason)
            if isinstance(command, AcceptOrder) and isinstance(event, OrderAccepted):
                return msgspec.structs.replace(command, assignee=event.assignee)
            return command
        case HandEvent(node=node, to=to):
            return _HANDS[type(event)](to, node)
        case SignersAdded(node=node, people=people, place=place):
            return AddSigners(people=people, place=place, node=node)
        case _:
            make = _WAYS.get(type(event))
            return make(event) if make else None
