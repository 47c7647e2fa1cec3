"""How long the work of an order took on site, as far as its events tell.

What people booked counts first: they know best. Else the time from a check-in to the work done.
From being given an order to being done with it is no measure: it holds the waiting, too.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from gongdan.kernel.messages import Event
from gongdan.rooms.workorders.contract import (
    BookingAdded,
    BookingReversed,
    CheckedIn,
    WorkCompleted,
)

SHORTEST, LONGEST = 5.0, 720.0
"""Minutes: what is shorter was a slip, what is longer a night in between."""
LEAST_CASES: Final = 5
"""Orders from which on a median says more than what people assume."""


def minutes_of(history: Sequence[tuple[Event, datetime]]) -> float | None:
    """Return the minutes of work; None where nothing tells, or nothing that can be believed."""
    found = _booked(history) or _on_site(history)
    return found if found is not None and SHORTEST <= found <= LONGEST else None


def _booked(history: Sequence[tuple[Event, datetime]]) -> float | None:
    """Return the most minutes that one person booked: who works along takes no longer."""
    hours: dict[UUID | None, Decimal] = defaultdict(Decimal)
    for event, _ in history:
        if isinstance(event, BookingAdded | BookingReversed) and event.kind == "time":
            hours[event.person] += Decimal(event.quantity)  # a reversal is below 0
    most = max(hours.values(), default=Decimal(0))
    return float(most * 60) if most > 0 else None


def _on_site(history: Sequence[tuple[Event, datetime]]) -> float | None:
    """Return the minutes between the first check-in and the work done."""
    came: datetime | None = None
    for event, at in history:
        if isinstance(event, CheckedIn) and came is None:
            came = at
        if isinstance(event, WorkCompleted) and came is not None:
            return (at - came).total_seconds() / 60
    return None
