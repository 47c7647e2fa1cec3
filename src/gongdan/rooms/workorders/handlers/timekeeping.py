"""Timers between flow and clock: reckoned before an act is stored, kept as the kernel's jobs.

A timer is a job written in the same statement as the event that set it: it is there if and only
if the event is, is leased by one worker at a time, and outlives all of them.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from gongdan.kernel.clock import Clock
from gongdan.kernel.eventstore.port import CallOff, Schedule
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.calendars.contract import MONDAY, Calendar, Span, rota
from gongdan.rooms.workorders.contract import AnyOrderEvent
from gongdan.rooms.workorders.domain.calls import wanted_calls
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.timers import Clockwork, called_off, needs_clock, timed
from gongdan.rooms.workorders.ports import WorkCalendars

TIMER_JOB = "order.timer"
"""The kind of the jobs; their key is `<order>:<timer>`."""

CALL_JOB = "order.call"
"""The kind of the jobs that call services; their key is `<order>:<token>`."""

_ALWAYS = Calendar("UTC", rota(MONDAY, (Span(0, 1_440),)))


class AroundTheClock:
    """`WorkCalendars` of those who always work: for handlers whose acts set no timers."""

    async def of(self, _tenant: UUID, _at: datetime) -> Calendar:
        """Return the calendar of every minute."""
        return _ALWAYS


class Timekeeping:
    """Gives the timers in what was decided their instants."""

    def __init__(self, calendars: WorkCalendars, clock: Clock) -> None:
        self._calendars = calendars
        self._clock = clock

    async def timed(
        self, tenant: UUID, state: OrderState, decided: Accepted[AnyOrderEvent]
    ) -> Accepted[AnyOrderEvent] | Refused:
        """Return what was decided with the instants of its timers; most acts have none."""
        if not any(needs_clock(state, event) for event in decided.events):
            return decided
        now = self._clock()
        clock = Clockwork(now, await self._calendars.of(tenant, now))
        events: list[AnyOrderEvent] = []
        for event in decided.events:
            one = timed(state, event, clock)
            if isinstance(one, Refused):
                return one
            events.append(one)
        return Accepted(tuple(events))


def wanted_jobs(
    order: UUID, events: Iterable[AnyOrderEvent], now: datetime
) -> tuple[Schedule | CallOff, ...]:
    """Return the jobs that events of an order set, move or call off; calls are due at once."""
    return tuple(job for event in events if event.moves for job in _jobs(order, event, now))


def _jobs(order: UUID, event: AnyOrderEvent, now: datetime) -> Iterator[Schedule | CallOff]:
    for call in wanted_calls(event):
        what: dict[str, str | int | None] = {"order": str(order), "token": call.token}
        yield Schedule(CALL_JOB, f"{order}:{call.token}", now, what)
    for runs in event.timers:
        key = f"{order}:{runs.timer}"
        if runs.left is not None:
            yield CallOff(TIMER_JOB, key)
        else:
            payload: dict[str, str | int | None] = {"order": str(order), "timer": runs.timer}
            yield Schedule(TIMER_JOB, key, runs.at, payload)
    for timer in called_off(event.moves):
        yield CallOff(TIMER_JOB, f"{order}:{timer}")
