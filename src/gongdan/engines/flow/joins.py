"""Where tokens wait for each other: structured joins, and gateways that gather their edges."""

from collections.abc import Iterable, Iterator

from gongdan.engines.flow.decision import FlowRefusal
from gongdan.engines.flow.definition import Kind
from gongdan.engines.flow.events import TokensJoined
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.graph import Branches, graph_of, outgoing
from gongdan.engines.flow.state import Token


def join_ready(game: Game) -> bool | FlowRefusal:
    """Let one join go on whose tokens have all come; tell whether there was one."""
    waits = [token for token in game.state.tokens if token.waits]
    if not waits:
        return False
    places = ((token.node, token.scope) for token in waits if _joins(game, token))
    for node, scope in dict.fromkeys(places):
        waiting = [token for token in game.within(scope) if token.node == node]
        for tokens in _complete(game, node, scope, waiting):
            return _go_on(game, node, scope, tokens) or True
    return False


def _joins(game: Game, token: Token) -> bool:
    return token.node in graph_of(game.flow(token.scope)).gathers


def _complete(
    game: Game, key: str, scope: int, waiting: list[Token]
) -> Iterator[tuple[Token, ...]]:
    node = game.flow(scope).nodes[key]
    if node.kind is Kind.JOIN:
        for outside in dict.fromkeys(token.branches[:-1] for token in waiting):
            inner = tuple(token for token in waiting if token.branches[:-1] == outside)
            if _all_branches(game, key, scope, inner):
                yield inner
    elif node.kind is Kind.INCLUSIVE:
        if not _still_coming(game, key, scope):
            yield tuple(waiting)
    else:
        yield from _one_of_each(game, key, scope, waiting)


def _all_branches(game: Game, key: str, scope: int, inner: tuple[Token, ...]) -> bool:
    flow = game.flow(scope)
    fork = flow.nodes[key].joins
    edges = outgoing(flow, fork)
    if flow.nodes[fork].kind is Kind.PARALLEL:
        return len(inner) >= len(edges)
    outside: Branches = inner[0].branches[:-1]
    depth, keys = len(outside), {edge.key for edge in edges}
    return not any(
        token not in inner
        and token.branches[:depth] == outside
        and bool(keys & set(token.branches[depth : depth + 1]))
        and not any(marker.startswith("!") for marker in token.branches[depth:])
        for token in game.within(scope)
    )


def _one_of_each(
    game: Game, key: str, scope: int, waiting: list[Token]
) -> Iterator[tuple[Token, ...]]:
    first: dict[str, Token] = {}
    for token in waiting:
        first.setdefault(token.edge, token)
    if all(edge.key in first for edge in graph_of(game.flow(scope)).into.get(key, ())):
        yield tuple(first.values())


def _still_coming(game: Game, key: str, scope: int) -> bool:
    graph = graph_of(game.flow(scope))
    for token in game.within(scope):
        if token.node == key or key not in graph.can_reach(token.node):
            continue
        gathers = game.node(token).gathers and game.node(token).kind is Kind.INCLUSIVE
        if not (gathers and token.node in graph.can_reach(key)):
            return True  # of two that wait for each other in a circle the first goes on
    return False


def _go_on(game: Game, node: str, scope: int, tokens: Iterable[Token]) -> FlowRefusal | None:
    joined = tuple(tokens)
    structured = game.flow(scope).nodes[node].kind is Kind.JOIN
    branches = joined[0].branches[:-1] if structured else joined[0].branches
    route = game.route(node, branches, scope)
    if isinstance(route, FlowRefusal):
        return route
    numbers = tuple(token.id for token in joined)
    game.record(TokensJoined(node=node, tokens=numbers, edges=route.edges))
    game.follow(route, node, scope)
    return None
