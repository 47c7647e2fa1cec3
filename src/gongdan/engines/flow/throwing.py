"""What nodes send and borders catch: ends, errors, escalations, messages, signals."""

from collections.abc import Iterator

from gongdan.engines.flow.activities import mapped
from gongdan.engines.flow.decision import FlowRefusal
from gongdan.engines.flow.definition import Kind, Node
from gongdan.engines.flow.events import FlowEnded, NodePassed, Thrown
from gongdan.engines.flow.game import Game, Leaving
from gongdan.engines.flow.graph import graph_of
from gongdan.engines.flow.route import Stop
from gongdan.engines.flow.state import Token


def end(game: Game, stop: Stop, node: Node) -> FlowRefusal | None:
    """Consume a token at an end, with what the end does besides."""
    game.emptied[stop.scope] = stop.node
    if node.terminates:
        for token in game.within(stop.scope):
            game.take_off(token, "interrupted")
        _forget(game, stop.scope)
    return throw(game, stop, node) if node.trigger else None


def _forget(game: Game, ended: int | None = None) -> None:
    """Drop arrivals in the scope `ended`, and in scopes that were taken off."""
    stays = [
        move
        for move in game.todo
        if not isinstance(move, Stop)
        or (move.scope != ended and (move.scope == 0 or game.token(move.scope) is not None))
    ]
    game.todo.clear()
    game.todo.extend(stays)


def throw(game: Game, stop: Stop, node: Node) -> FlowRefusal | None:
    """Send what a node sends, and let this flow catch it where it catches it itself."""
    trigger = node.trigger
    if trigger is None or trigger.kind == "timer":
        return None
    data = mapped(game, stop.scope, node.inputs)
    game.record(Thrown(node=stop.node, kind=trigger.kind, name=trigger.name, data=data))
    match trigger.kind:
        case "error":
            return throw_error(game, stop.scope, trigger.name)
        case "escalation":
            return _escalate(game, stop.scope, trigger.name)
        case "signal":
            return broadcast(game, trigger.name)
        case _:
            return None


def throw_error(game: Game, scope: int, name: str) -> FlowRefusal | None:
    """Take an error out to the border that catches it; one that nothing catches ends the flow."""
    for host in _hosts(game, scope):
        for key, _ in catching(game, host, "error", name):
            return start_boundary(game, host, key)
    for token in game.within(0):
        game.take_off(token, "interrupted")
    game.todo.clear()
    game.emptied.clear()
    game.record(FlowEnded(error=name or "error"))
    return None


def _escalate(game: Game, scope: int, name: str) -> FlowRefusal | None:
    for host in _hosts(game, scope):
        for key, _ in catching(game, host, "escalation", name):
            return start_boundary(game, host, key)
    return None


def _hosts(game: Game, scope: int) -> Iterator[Token]:
    """Yield the tokens around a scope that can have a border, innermost first."""
    while scope and (around := game.token(scope)):
        if game.member_of(around) is None:
            yield around
        scope = around.scope


def catching(game: Game, host: Token, kind: str, name: str) -> Iterator[tuple[str, Node]]:
    """Yield the boundary events of a token's node that catch something, the exact ones first."""
    flow = game.flow(host.scope)
    borders = [(key, flow.nodes[key]) for key in graph_of(flow).borders.get(host.node, ())]
    for wanted in (name, ""):
        for key, node in borders:
            trigger = node.trigger
            if trigger and trigger.kind == kind and trigger.name == wanted:
                yield key, node
        if name == "" or kind in {"message", "signal"}:
            return


def start_boundary(game: Game, host: Token, key: str) -> FlowRefusal | None:
    """Go on from a boundary event; one that interrupts takes the token off its node."""
    node = game.flow(host.scope).nodes[key]
    branches = host.branches if node.interrupting else (*host.branches, f"!{key}")
    route = game.route(key, branches, host.scope)
    if isinstance(route, FlowRefusal):
        return route
    if node.interrupting:
        game.take_off(host, "interrupted")
        _forget(game)
    game.record(NodePassed(node=key, edges=route.edges, scope=host.scope))
    game.follow(route, key, host.scope)
    return None


def broadcast(game: Game, name: str) -> FlowRefusal | None:
    """Let every place that waits for a signal go on."""
    for token in game.state.tokens:
        if game.token(token.id) is not None and (no := _hear_signal(game, token, name)):
            return no
    return None


def _hear_signal(game: Game, token: Token, name: str) -> FlowRefusal | None:
    node = game.node(token)
    trigger = node.trigger
    if node.kind is Kind.CATCH and trigger and (trigger.kind, trigger.name) == ("signal", name):
        game.todo.append(Leaving(token.id))
        return None
    if game.member_of(token) is None:
        for key, border in catching(game, token, "signal", name):
            if no := start_boundary(game, token, key):
                return no
            if border.interrupting:
                break
    return None


def waiting_for(game: Game, message: str) -> Iterator[tuple[Token, str]]:
    """Yield each token that waits for a message, with the boundary event where it is one."""
    for token in game.state.tokens:
        node = game.node(token)
        if token.group is None and node.kind in {Kind.RECEIVE, Kind.CATCH}:
            trigger = node.trigger
            unnamed = node.kind is Kind.RECEIVE and message == ""  # meant by its token or node
            if unnamed or (trigger and (trigger.kind, trigger.name) == ("message", message)):
                yield token, ""
        if message and game.member_of(token) is None:
            for key, _ in catching(game, token, "message", message):
                yield token, key
