"""Timers: set when a token comes to a node, back as a command, gone with their token.

The engine has no clock: `TimerSet` tells the caller what is due, `TimerFired` tells the engine
that its time has come. A reminder is a timer without a node of its own.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from gongdan.engines.flow.decision import FlowCode, FlowRefusal
from gongdan.engines.flow.definition import FlowDefinition, Kind, Node
from gongdan.engines.flow.due import CYCLE
from gongdan.engines.flow.events import TimerSet
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.graph import graph_of
from gongdan.engines.flow.parts import Trigger
from gongdan.engines.flow.state import Timer, Token

WITHOUT_END = -1


def set_timers(game: Game, token: Token) -> FlowRefusal | None:
    """Set the timers of the node at which a token stands, of its border and of its reminder."""
    alone = game.member_of(token) is None
    flow = game.flow(token.scope)
    for key, trigger in timers_of(flow, token.node, waits=token.waits, alone=alone):
        if no := set_timer(game, token, key, trigger):
            return no
    return None


def timers_of(
    flow: FlowDefinition, key: str, *, waits: bool, alone: bool
) -> tuple[tuple[str, Trigger], ...]:
    """Return the timers that run for a token that comes to a node: of which ("": the reminder).

    `waits`: nobody need act on it; `alone`: it is no member of a group.
    """
    node = flow.nodes[key]
    own = tuple(_own(key, node, waits=waits))
    borders = graph_of(flow).borders.get(key, ()) if alone else ()
    return own if not borders else (*own, *_of_border(flow, borders))


def set_timer(game: Game, token: Token, key: str, trigger: Trigger) -> FlowRefusal | None:
    """Set a timer of a token."""
    due = _due(game, token, trigger)
    if due is None:
        return FlowRefusal(FlowCode.VALUE_UNFIT, {"node": token.node, "part": trigger.due})
    _set(game, Timer(0, token.id, key, times_again(due)), due, trigger)
    return None


def set_again(game: Game, timer: Timer, trigger: Trigger) -> None:
    """Let a timer that has fired run once more, if it is one that comes again."""
    token = game.token(timer.token)
    due = _due(game, token, trigger) if token and timer.left else None
    if due is not None:
        left = timer.left if timer.left == WITHOUT_END else timer.left - 1
        _set(game, replace(timer, left=left), due, trigger)


def _set(game: Game, timer: Timer, due: str, trigger: Trigger) -> None:
    game.record(
        TimerSet(
            timer=game.state.next_token,
            token=timer.token,
            node=timer.node,
            due=due,
            working=trigger.working,
            left=timer.left,
        )
    )


def times_again(due: str) -> int:
    """Return how often a timer comes again after its first time (-1: without end)."""
    cycle = CYCLE.match(due)
    if cycle is None:
        return 0
    return max(int(cycle[1]) - 1, 0) if cycle[1] else WITHOUT_END


def _own(key: str, node: Node, *, waits: bool) -> Iterator[tuple[str, Trigger]]:
    if node.kind is Kind.CATCH and _is_timer(node):
        yield key, node.trigger or Trigger("timer")
    if node.remind is not None and not waits:
        yield "", node.remind


def _of_border(flow: FlowDefinition, borders: tuple[str, ...]) -> Iterator[tuple[str, Trigger]]:
    for key in borders:
        node = flow.nodes[key]
        if node.trigger is not None and node.trigger.kind == "timer":
            yield key, node.trigger


def _is_timer(node: Node) -> bool:
    return node.trigger is not None and node.trigger.kind == "timer"


def _due(game: Game, token: Token, trigger: Trigger) -> str | None:
    if not trigger.due.startswith("="):
        return trigger.due
    value = game.facts.evaluate(trigger.due[1:], game.context(token.scope, token.local))
    return None if value is None or value == "" else str(value)
