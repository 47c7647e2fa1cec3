"""The loop of one decision: whatever can move does, until all that is left waits."""

from gongdan.engines.flow.activities import Entry, enter
from gongdan.engines.flow.decision import FlowCode, FlowRefusal
from gongdan.engines.flow.definition import Kind
from gongdan.engines.flow.events import FlowEnded, NodePassed
from gongdan.engines.flow.game import Game, Homecoming, Leaving, Move
from gongdan.engines.flow.graph import graph_of
from gongdan.engines.flow.groups import open_group
from gongdan.engines.flow.joins import join_ready
from gongdan.engines.flow.leaving import leave
from gongdan.engines.flow.route import Stop
from gongdan.engines.flow.state import Assignment
from gongdan.engines.flow.throwing import end, throw

MAX_MOVES = 2_000
"""How many nodes one decision may pass; a flow that would pass more goes round for ever."""

_HOLD = frozenset(
    {Kind.USER, Kind.SERVICE, Kind.RECEIVE, Kind.SUBPROCESS, Kind.CALL, Kind.CHILDREN, Kind.CATCH}
)


def run(game: Game) -> FlowRefusal | None:
    """Move until nothing moves by itself; the last token gone, the flow has ended."""
    for _ in range(MAX_MOVES):
        if game.todo:
            no = _move(game, game.todo.popleft())
        else:
            moved = _settle(game)
            if moved is False:
                return None
            no = moved if isinstance(moved, FlowRefusal) else None
        if no is not None:
            return no
    at = game.state.tokens[-1].node if game.state.tokens else ""
    return FlowRefusal(FlowCode.ENDLESS, {"node": at})


def _move(game: Game, move: Move) -> FlowRefusal | None:
    match move:
        case Stop():
            return arrive(game, move)
        case Leaving():
            return leave(game, move)
        case Homecoming(stop=stop, to=to, return_to=return_to):
            if to.members:
                return open_group(game, stop, to.members, return_to)
            people = Assignment(to.owner) if to.owner else None
            return _entered(game, stop, Entry(people=people, return_to=return_to, fresh=False))


def arrive(game: Game, stop: Stop) -> FlowRefusal | None:
    """Do what the kind of a node does with a token that arrives."""
    if stop.node in graph_of(game.flow(stop.scope)).gathers:
        game.wait(stop)
        return None
    node = game.node(stop)
    if node.kind is Kind.END:
        return end(game, stop, node)
    if node.kind in _HOLD:
        return open_group(game, stop) if node.many else _entered(game, stop, Entry())
    return _pass(game, stop)


def _entered(game: Game, stop: Stop, entry: Entry) -> FlowRefusal | None:
    entered = enter(game, stop, entry)
    return entered if isinstance(entered, FlowRefusal) else None


def _pass(game: Game, stop: Stop) -> FlowRefusal | None:
    node = game.node(stop)
    if node.kind is Kind.THROW and (no := throw(game, stop, node)):
        return no
    asks = node.kind is Kind.RULE and node.calls
    game.give(stop, game.facts.decide(node.calls, game.context(stop.scope)) if asks else None)
    route = game.route(stop.node, stop.branches, stop.scope)
    if isinstance(route, FlowRefusal):
        return route
    begins = node.kind is Kind.START and stop.scope != 0
    game.record(NodePassed(node=stop.node, edges=route.edges, scope=stop.scope, begins=begins))
    game.follow(route, stop.node, stop.scope)
    return None


def _settle(game: Game) -> bool | FlowRefusal:
    """Let one join, or one scope in which no token is left, go on; tell whether one did."""
    joined = join_ready(game)
    if joined is not False:
        return joined
    while game.emptied:
        scope, node = game.emptied.popitem()
        if game.within(scope):
            continue
        if scope == 0:
            game.record(FlowEnded(node=node))
            return False
        around = game.token(scope)
        if around is not None:
            if game.is_call(around) or game.member_of(around) is None:
                game.give(around)
            game.todo.append(Leaving(around.id))
            return True
    return False
