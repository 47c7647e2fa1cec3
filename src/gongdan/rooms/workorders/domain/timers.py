"""Timers of an order's flow: reckoned when they are set, held while it rests, fired when due."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec import Struct

from gongdan.engines.flow.model import (
    FlowCode,
    FlowEvent,
    FlowRefusal,
    FlowResumed,
    FlowSuspended,
    Status,
    StepReminded,
    TimerCancelled,
    TimerExpired,
    TimerFired,
    TimerSet,
)
from gongdan.engines.flow.step import step
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.calendars.contract import Calendar
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    FireTimer,
    OrderReminded,
    OrderTimerFired,
    TimerRuns,
)
from gongdan.rooms.workorders.domain.due import held, is_fixed, reckon, taken_up
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts
from gongdan.rooms.workorders.domain.refusals import from_flow
from gongdan.rooms.workorders.domain.state import OrderState

E = TypeVar("E", bound=AnyOrderEvent)


class Clockwork(Struct, frozen=True):
    """What timers are reckoned by: the server's time, and when the organisation works."""

    now: datetime
    calendar: Calendar


def fire(
    state: OrderState, command: FireTimer, facts: OrderFacts
) -> Accepted[OrderReminded | OrderTimerFired] | Refused:
    """Do what a timer was set for; one that was called off or put off meanwhile does nothing."""
    runs = next((each for each in state.timers if each.timer == command.timer), None)
    if facts.now is None:
        raise ValueError("a timer needs the time")
    if runs is None or runs.left is not None or runs.at > facts.now:
        return Accepted(())
    wanted = TimerFired(timer=command.timer)
    moves = step(facts.flow, state.flow, wanted, flow_facts(facts, state))
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    reminded = next((move for move in moves if isinstance(move, StepReminded)), None)
    if reminded is not None:
        return Accepted((OrderReminded(node=reminded.node, at=facts.now, moves=moves),))
    node = next(move.node for move in moves if isinstance(move, TimerExpired))
    return Accepted((OrderTimerFired(node=node, timer=command.timer, moves=moves),))


def needs_clock(state: OrderState, event: AnyOrderEvent) -> bool:
    """Tell whether an event sets, holds or takes up timers."""
    return any(
        isinstance(move, TimerSet)
        or (bool(state.timers) and isinstance(move, FlowSuspended | FlowResumed))
        for move in event.moves
    )


def timed(state: OrderState, event: E, clock: Clockwork) -> E | Refused:
    """Return the event with the instants of the timers that its moves set, hold or take up."""
    timers: dict[int, TimerRuns] = {}
    for move in event.moves:
        match move:
            case TimerSet(timer=timer, due=due, working=working):
                at = reckon(due, clock.now, clock.calendar, working=working)
                if at is None:
                    facts: dict[str, str | int | list[str]] = {"node": move.node, "part": due}
                    return from_flow(FlowRefusal(FlowCode.VALUE_UNFIT, facts))
                runs = TimerRuns(timer=timer, at=at, working=working, fixed=is_fixed(due))
                rests = state.flow.status is Status.SUSPENDED
                timers[timer] = held(runs, *_of(clock)) if rests else runs
            case TimerCancelled(timer=timer):
                timers.pop(timer, None)
            case FlowSuspended():
                timers |= {each.timer: held(each, *_of(clock)) for each in state.timers}
            case FlowResumed():
                timers |= {each.timer: taken_up(each, *_of(clock)) for each in state.timers}
            case _:
                pass
    return msgspec.structs.replace(event, timers=tuple(timers.values()))


def _of(clock: Clockwork) -> tuple[datetime, Calendar]:
    return clock.now, clock.calendar


def called_off(moves: Iterable[FlowEvent]) -> tuple[int, ...]:
    """Return the timers that are not wanted any more."""
    return tuple(move.timer for move in moves if isinstance(move, TimerCancelled))
