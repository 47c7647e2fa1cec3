"""The way back of a migration: the flow as it stood before, as long as no token has moved."""

from collections.abc import Iterator

from msgspec.structs import replace

from gongdan.engines.flow.events import FlowEvent, FlowMigrated, TimerCancelled
from gongdan.engines.flow.evolve import fold
from gongdan.engines.flow.migrating import Safe, standing_of
from gongdan.engines.flow.state import FlowState, Standing


def unmoved(after: FlowState, now: FlowState) -> bool:
    """Tell whether a flow stands as a migration left it; its steps may have other owners."""
    return _bare(after) == _bare(now)


def back(before: FlowState, after: FlowState, now: FlowState) -> Safe | None:
    """Return the way back to `before`, byte for byte; None where something moved since.

    Who has taken a step since keeps it.
    """
    if not unmoved(after, now):
        return None
    stood = {timer.id for timer in before.timers}
    ended = (TimerCancelled(timer=each.id) for each in now.timers if each.id not in stood)
    restored = FlowMigrated(
        tokens=tuple(_changes(before, now)),
        visited=before.visited,
        kept=before.kept,
        last=before.last if after.tokens == now.tokens else None,
        timers=before.timers,
        next_token=before.next_token,
    )
    moves: tuple[FlowEvent, ...] = (*ended, restored)
    return Safe(moves, fold(moves, now))


def _bare(state: FlowState) -> FlowState:
    tokens = tuple(replace(each, owner="", candidates=(), lent_by=()) for each in state.tokens)
    return replace(state, tokens=tokens, last=None)


def _changes(before: FlowState, now: FlowState) -> Iterator[Standing]:
    for one, other in zip(before.tokens, now.tokens, strict=True):
        if standing_of(one) != standing_of(other):
            yield standing_of(one)
