"""Folding: what happened -> the state. Needs no definition, no expression, no clock."""

from collections.abc import Callable
from functools import reduce

from msgspec.structs import replace

from gongdan.engines.flow.events import (
    ChildDemanded,
    CopySent,
    FlowEnded,
    FlowEvent,
    FlowJumped,
    FlowMigrated,
    FlowReopened,
    FlowResumed,
    FlowStarted,
    FlowSuspended,
    MemberCounted,
    MembersChanged,
    NodePassed,
    OwnerChanged,
    SignersChanged,
    StepReminded,
    Thrown,
    TimerCancelled,
    TimerExpired,
    TimerSet,
    TokenCancelled,
    TokenPlaced,
    TokensJoined,
    TokenTaken,
    VariablesSet,
    WorkDemanded,
)
from gongdan.engines.flow.evolve_tokens import (
    counted,
    joined,
    members_changed,
    migrated,
    owned,
    placed,
    signers_changed,
    with_variables,
    without,
)
from gongdan.engines.flow.state import FlowState, Status, Timer


def evolve(state: FlowState, event: FlowEvent) -> FlowState:
    """Return the state after one event."""
    fold_one: Callable[..., FlowState] = _FOLDS[type(event)]
    return fold_one(state, event)


def fold(events: tuple[FlowEvent, ...], state: FlowState | None = None) -> FlowState:
    """Return the state after all events, from the beginning or from `state`."""
    return reduce(evolve, events, state or FlowState())


def _started(state: FlowState, event: FlowStarted) -> FlowState:
    return replace(state, status=Status.RUNNING, initiator=event.by)


def _suspended(state: FlowState, _event: FlowSuspended) -> FlowState:
    return replace(state, status=Status.SUSPENDED)


def _resumed(state: FlowState, _event: FlowResumed) -> FlowState:
    return replace(state, status=Status.RUNNING)


def _reopened(state: FlowState, _event: FlowReopened) -> FlowState:
    return replace(state, status=Status.RUNNING, ended_at="", last=None)


def _ended(state: FlowState, event: FlowEnded) -> FlowState:
    status = Status.TERMINATED if event.terminated else Status.ENDED
    return replace(state, status=status, ended_at=event.node, last=None)


def _timer_set(state: FlowState, event: TimerSet) -> FlowState:
    timer = Timer(event.timer, event.token, event.node, event.left)
    return replace(state, timers=(*state.timers, timer), next_token=event.timer + 1)


def _timer_gone(state: FlowState, event: TimerCancelled | TimerExpired) -> FlowState:
    timers = tuple(timer for timer in state.timers if timer.id != event.timer)
    return replace(state, timers=timers)


def _acted(state: FlowState, _event: FlowEvent) -> FlowState:
    return replace(state, last=None) if state.last else state


def _passed(state: FlowState, event: NodePassed) -> FlowState:
    return state if event.begins else _acted(state, event)


def _unmoved(state: FlowState, _event: FlowEvent) -> FlowState:
    return state


_FOLDS: dict[type[FlowEvent], Callable[..., FlowState]] = {
    FlowStarted: _started,
    FlowSuspended: _suspended,
    FlowResumed: _resumed,
    FlowReopened: _reopened,
    FlowEnded: _ended,
    TokenPlaced: placed,
    TokenTaken: without,
    TokenCancelled: without,
    TokensJoined: joined,
    OwnerChanged: owned,
    VariablesSet: with_variables,
    MemberCounted: counted,
    MembersChanged: members_changed,
    SignersChanged: signers_changed,
    TimerSet: _timer_set,
    TimerExpired: _timer_gone,
    TimerCancelled: _timer_gone,
    FlowJumped: _acted,
    FlowMigrated: migrated,
    NodePassed: _passed,
    WorkDemanded: _acted,
    ChildDemanded: _acted,
    Thrown: _acted,
    StepReminded: _unmoved,
    CopySent: _unmoved,
}
