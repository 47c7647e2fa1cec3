"""What came of an order, as far as its events tell: good or not, how long, and whose doing.

Good is first-time fix: one visit, nobody sent it back, nobody opened it again. What was
cancelled, or rested for a part or for the customer, is nobody's failure.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Event
from gongdan.rooms.workorders.contract import (
    OrderAccepted,
    OrderArchived,
    OrderAssigned,
    OrderCancelled,
    OrderClaimed,
    OrderRejected,
    OrderReopened,
    OrderSuspended,
    OrderTransferred,
    OrderVerified,
    WorkCompleted,
)


class CameOf(Struct, frozen=True):
    """Whose order it was, how good it went (0 or 1), and the minutes from hand to work done."""

    user: UUID | None
    good: float
    blameless: bool
    minutes: float | None
    done_at: datetime | None = None
    cancelled: bool = False


def outcome_of(history: Sequence[tuple[Event, datetime]]) -> CameOf:
    """Return what came of an order that was archived or cancelled."""
    user: UUID | None = None
    given_at: datetime | None = None
    minutes: float | None = None
    done_at: datetime | None = None
    bad = waited = ended = False
    for event, at in history:
        match event:
            case OrderAccepted(assignee=UUID() as to) | OrderAssigned(to=to) | OrderClaimed(to=to):
                user, given_at = to, at
            case OrderTransferred(to=to):
                user, given_at = to, at
            case WorkCompleted() if given_at is not None and minutes is None:
                minutes, done_at = (at - given_at).total_seconds() / 60, at
            case OrderVerified(outcome="rejected") | OrderRejected() | OrderReopened():
                bad = True
            case OrderSuspended(waits_for=waits) if waits:
                waited = True
            case OrderCancelled():
                ended = True
            case OrderArchived():
                ended = False
            case _:
                pass
    return CameOf(user, 0.0 if bad else 1.0, ended or (waited and bad), minutes, done_at, ended)
