"""Folding what happened to tokens: placed, taken off, counted, given to others."""

from collections.abc import Callable

from msgspec.structs import replace

from gongdan.engines.flow.definition import Stage
from gongdan.engines.flow.events import (
    FlowMigrated,
    MemberCounted,
    MembersChanged,
    OwnerChanged,
    SignersChanged,
    TokenCancelled,
    TokenPlaced,
    TokensJoined,
    TokenTaken,
    VariablesSet,
)
from gongdan.engines.flow.state import FlowState, LastStep, Token


def placed(state: FlowState, event: TokenPlaced) -> FlowState:
    """Put a token on; where it is a group's member, the group has begun one more."""
    token = Token(
        id=event.token,
        node=event.node,
        stage=event.stage,
        owner=event.owner,
        candidates=event.candidates,
        branches=event.branches,
        return_to=event.return_to,
        waits=event.waits,
        scope=event.scope,
        edge=event.edge,
        local=event.local,
        group=event.group,
        after=event.after,
    )
    last = state.last
    return replace(
        state,
        tokens=(*_with_one_begun(state.tokens, event.scope), token),
        visited=_visited(state, event),
        round=event.round,
        next_token=event.token + 1,
        kept=_kept(state, event.inside + event.node, event.group.members)
        if event.group
        else state.kept,
        last=replace(last, placed=(*last.placed, event.token)) if last else None,
    )


def _visited(state: FlowState, event: TokenPlaced) -> tuple[str, ...]:
    key = event.inside + event.node
    entered = not event.waits or event.stage is not Stage.NONE
    return (*state.visited, key) if entered and key not in state.visited else state.visited


def _with_one_begun(tokens: tuple[Token, ...], scope: int) -> tuple[Token, ...]:
    if not scope:
        return tokens
    return tuple(
        replace(token, group=replace(token.group, begun=token.group.begun + 1))
        if token.id == scope and token.group
        else token
        for token in tokens
    )


def without(state: FlowState, event: TokenTaken | TokenCancelled) -> FlowState:
    """Take a token off; remember who did the step."""
    gone, rest = None, []
    for token in state.tokens:
        if token.id == event.token:
            gone = token
        else:
            rest.append(token)
    if gone is None:
        return state
    last = None
    if isinstance(event, TokenTaken) and event.by and not event.auto:
        last = LastStep(gone.node, event.by, gone.branches, gone.return_to, gone.scope)
    return replace(state, tokens=tuple(rest), last=last)


def joined(state: FlowState, event: TokensJoined) -> FlowState:
    """Take off the tokens that became one."""
    tokens = tuple(token for token in state.tokens if token.id not in event.tokens)
    return replace(state, tokens=tokens, last=None)


def owned(state: FlowState, event: OwnerChanged) -> FlowState:
    """Give a step to its new owner; whoever delegated it is remembered until he has it again."""
    return _changed(
        replace(state, last=None),
        event.token,
        lambda token: replace(token, owner=event.owner, lent_by=_lent_by(token, event)),
    )


def _lent_by(token: Token, event: OwnerChanged) -> tuple[str, ...]:
    match event.act:
        case "delegated":
            return (*token.lent_by, event.previous)
        case "handed_back":
            return token.lent_by[:-1]
        case "claimed" | "transferred":
            return token.lent_by
        case "assigned":
            return ()


def with_variables(state: FlowState, event: VariablesSet) -> FlowState:
    """Give variables their new values."""
    if not event.scope:
        return replace(state, variables={**state.variables, **event.values})
    return _changed(
        state,
        event.scope,
        lambda token: replace(token, local={**token.local, **event.values}),
    )


def counted(state: FlowState, event: MemberCounted) -> FlowState:
    """Count a member of a group that has ended."""

    def count(token: Token) -> Token:
        if token.group is None:
            return token
        group = replace(
            token.group,
            ended=token.group.ended + 1,
            favour=token.group.favour + event.favour,
            against=token.group.against + event.against,
            results=(*token.group.results, *event.results),
        )
        return replace(token, group=group)

    return _changed(replace(state, last=None), event.group, count)


def members_changed(state: FlowState, event: MembersChanged) -> FlowState:
    """Give a group its new members."""

    def change(token: Token) -> Token:
        if token.group is None:
            return token
        return replace(token, group=replace(token.group, members=event.members, begun=event.begun))

    kept = _kept(state, event.node, event.members)
    return _changed(replace(state, last=None, kept=kept), event.group, change)


def _kept(
    state: FlowState, path: str, members: tuple[object, ...]
) -> dict[str, tuple[object, ...]]:
    return {**state.kept, path: members}


def signers_changed(state: FlowState, event: SignersChanged) -> FlowState:
    """Note who signs after a step's own person."""
    return _changed(
        replace(state, last=None), event.token, lambda token: replace(token, after=event.after)
    )


def migrated(state: FlowState, event: FlowMigrated) -> FlowState:
    """Let the tokens stand in another definition."""
    there = {each.token: each for each in event.tokens}
    return replace(
        state,
        tokens=tuple(
            replace(
                token, node=to.node, stage=to.stage, branches=to.branches, return_to=to.return_to
            )
            if (to := there.get(token.id))
            else token
            for token in state.tokens
        ),
        visited=event.visited,
        kept=event.kept,
        last=event.last,
        timers=event.timers,
        next_token=event.next_token,
    )


def _changed(state: FlowState, number: int, change: Callable[[Token], Token]) -> FlowState:
    tokens = tuple(change(token) if token.id == number else token for token in state.tokens)
    return replace(state, tokens=tokens)
