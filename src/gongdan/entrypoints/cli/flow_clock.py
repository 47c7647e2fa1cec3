"""A clock from 0 for a flow that is tried out: it moves only when it is told to."""

from collections.abc import Iterable, Iterator
from typing import Final

from gongdan.engines.feel.temporal import (
    DAY_SECONDS,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    instant,
    midnight,
)
from gongdan.engines.feel.temporal_reading import read_temporal
from gongdan.engines.flow.events import FlowEvent, TimerCancelled, TimerExpired, TimerSet

_START: Final = instant(midnight(Date(1970, 1, 1), utc=True))
_MONTH: Final = 30 * DAY_SECONDS * NANOS
"""A month of a timer is tried out as 30 days: the clock's 0 is no date."""


class UnreadableTimeError(Exception):
    """A timer's or script's text says no time."""


class TrialClock:
    """Timers in wall time, due in their order; times are nanoseconds from 0."""

    def __init__(self) -> None:
        self.now = 0
        self._due: dict[int, int] = {}

    def hear(self, events: Iterable[FlowEvent]) -> None:
        """Set and take off the timers of which events tell."""
        for event in events:
            match event:
                case TimerSet():
                    self._due[event.timer] = self._when(event.due)
                case TimerExpired() | TimerCancelled():
                    self._due.pop(event.timer, None)
                case _:
                    pass

    def advance(self, duration: str) -> Iterator[int]:
        """Move on by so much; yields each timer that comes due on the way, at its time."""
        end = self.now + span(duration)
        while self._due:
            timer = min(self._due, key=lambda each: (self._due[each], each))
            if self._due[timer] > end:
                break
            self.now = max(self.now, self._due.pop(timer))
            yield timer
        self.now = end

    def _when(self, due: str) -> int:
        parts = due.split("/")
        for part in parts[1:] if due.startswith("R") else parts:
            value = read_temporal(part)
            if isinstance(value, DaysDuration | MonthsDuration):
                return self.now + span(part)
            if isinstance(value, Date):
                value = midnight(value, utc=True)
            if isinstance(value, DateTime):
                return instant(value) - _START
        raise UnreadableTimeError(due)


def span(duration: str) -> int:
    """Return the nanoseconds of an ISO 8601 duration; raises `UnreadableTimeError`."""
    match read_temporal(duration):
        case DaysDuration(nanos):
            return nanos
        case MonthsDuration(months):
            return months * _MONTH
        case _:
            raise UnreadableTimeError(duration)
