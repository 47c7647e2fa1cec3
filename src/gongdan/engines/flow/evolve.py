"""Folding: what happened -> the state. Needs no definition, no expression, no clock."""

from functools import reduce

from msgspec.structs import replace

from gongdan.engines.flow.events import (
    FlowEnded,
    FlowEvent,
    FlowReopened,
    FlowResumed,
    FlowStarted,
    FlowSuspended,
    OwnerChanged,
    TokenCancelled,
    TokenPlaced,
    TokensJoined,
    TokenTaken,
)
from gongdan.engines.flow.state import FlowState, Status, Token


def evolve(state: FlowState, event: FlowEvent) -> FlowState:
    """Return the state after one event."""
    match event:
        case TokenPlaced():
            after = _placed(state, event)
        case TokenTaken() | TokenCancelled():
            after = _without(state, (event.token,))
        case TokensJoined():
            after = _without(state, event.tokens)
        case OwnerChanged():
            tokens = tuple(_owned(token, event) for token in state.tokens)
            after = replace(state, tokens=tokens)
        case FlowStarted() | FlowResumed():
            after = replace(state, status=Status.RUNNING)
        case FlowSuspended():
            after = replace(state, status=Status.SUSPENDED)
        case FlowReopened():
            after = replace(state, status=Status.RUNNING, ended_at="")
        case FlowEnded():
            status = Status.TERMINATED if event.terminated else Status.ENDED
            after = replace(state, status=status, ended_at=event.node)
        case _:
            after = state
    return after


def fold(events: tuple[FlowEvent, ...], state: FlowState | None = None) -> FlowState:
    """Return the state after all events, from the beginning or from `state`."""
    return reduce(evolve, events, state or FlowState())


def _placed(state: FlowState, event: TokenPlaced) -> FlowState:
    token = Token(
        id=event.token,
        node=event.node,
        stage=event.stage,
        owner=event.owner,
        candidates=event.candidates,
        branches=event.branches,
        return_to=event.return_to,
        waits=event.waits,
    )
    seen = event.waits or event.node in state.visited
    return replace(
        state,
        tokens=(*state.tokens, token),
        visited=state.visited if seen else (*state.visited, event.node),
        round=event.round,
        next_token=event.token + 1,
    )


def _without(state: FlowState, gone: tuple[int, ...]) -> FlowState:
    return replace(state, tokens=tuple(token for token in state.tokens if token.id not in gone))


def _owned(token: Token, event: OwnerChanged) -> Token:
    return replace(token, owner=event.owner) if token.id == event.token else token
