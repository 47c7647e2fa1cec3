"""Moving tokens: start, complete a step, send it back, open an ended flow again."""

from gongdan.engines.flow.commands import Complete, Continuation, Reject, Reopen, Return, Start
from gongdan.engines.flow.decision import FlowCode, FlowRefusal
from gongdan.engines.flow.definition import Kind, Node
from gongdan.engines.flow.events import FlowReopened, FlowStarted, TokenCancelled
from gongdan.engines.flow.game import Cause, Game
from gongdan.engines.flow.graph import lies_behind, scope_of
from gongdan.engines.flow.pick import not_theirs, pick
from gongdan.engines.flow.route import Ways, find_route
from gongdan.engines.flow.state import Token, Waypoint


def start(game: Game, command: Start) -> FlowRefusal | None:
    """Begin at the start node; a first step that `opens` is done by the start itself."""
    nodes = game.definition.nodes
    key = next((key for key, node in nodes.items() if node.kind is Kind.START), None)
    if key is None:
        return FlowRefusal(FlowCode.DEFINITION_UNFIT, {"missing": "start"})
    game.context = {**game.facts.context, **command.data}
    ways = Ways(game.definition, game.facts, game.context, command.outcome)
    route = find_route(ways, key, ())
    if isinstance(route, FlowRefusal):
        return route
    game.record(FlowStarted(node=key))
    if no := game.land(route.stops):
        return no
    opening = [token for token in game.state.open_steps if nodes[token.node].opens]
    for token in opening:
        if no := _leave(game, token, Complete(outcome=command.outcome, data=command.data)):
            return no
    return None


def complete(game: Game, command: Complete) -> FlowRefusal | None:
    """Do a step and go on."""
    token = pick(game, command)
    if isinstance(token, FlowRefusal):
        return token
    return not_theirs(game, token) or _leave(game, token, command)


def _leave(game: Game, token: Token, command: Complete) -> FlowRefusal | None:
    if no := _bad_outcome(game.node(token.node), token.node, command):
        return no
    game.context = {**game.facts.context, **command.data, "outcome": command.outcome}
    return game.leave(token, command.outcome)


def _bad_outcome(node: Node, key: str, command: Complete) -> FlowRefusal | None:
    facts: dict[str, str | int | list[str]] = {
        "node": key,
        "outcome": command.outcome,
        "outcomes": list(node.outcomes),
    }
    if not command.outcome:
        return FlowRefusal(FlowCode.OUTCOME_NEEDED, facts) if node.outcomes else None
    if command.outcome not in node.outcomes:
        return FlowRefusal(FlowCode.UNKNOWN_OUTCOME, facts)
    if node.outcomes[command.outcome].needs_reason and not command.reason.strip():
        return FlowRefusal(FlowCode.REASON_NEEDED, facts)
    return None


def reject(game: Game, command: Reject) -> FlowRefusal | None:
    """Send a step back to a visited node behind it."""
    token = pick(game, command, "reject")
    if isinstance(token, FlowRefusal):
        return token
    if no := not_theirs(game, token) or _no_way_back(game, token, command.to):
        return no
    if command.resume is Continuation.GO_ON:
        return _send_back(game, token, command.to, "rejected")
    game.round += 1
    game.record(TokenCancelled(token=token.id, node=token.node, cause="rejected"))
    waypoint = Waypoint(token.node, token.owner)
    return game.place(command.to, token.branches, return_to=(*token.return_to, waypoint))


def return_to_reporter(game: Game, command: Return) -> FlowRefusal | None:
    """Send a step back to where the flow began."""
    token = pick(game, command, "return")
    if isinstance(token, FlowRefusal):
        return token
    first = game.state.visited[0]
    no = not_theirs(game, token) or _no_way_back(game, token, first)
    return no or _send_back(game, token, first, "returned")


def _send_back(game: Game, token: Token, to: str, cause: Cause) -> FlowRefusal | None:
    game.round += 1
    there = scope_of(game.definition, to)
    game.make_room(token.branches, there, cause)
    return game.place(to, there)


def _no_way_back(game: Game, token: Token, to: str) -> FlowRefusal | None:
    if no := _not_visited(game, to):
        return no
    if lies_behind(game.definition, to, token.node):
        return None
    return FlowRefusal(FlowCode.NODE_NOT_BEHIND, {"node": token.node, "to": to})


def _not_visited(game: Game, to: str) -> FlowRefusal | None:
    if to not in game.definition.nodes:
        return FlowRefusal(FlowCode.UNKNOWN_NODE, {"to": to})
    if to not in game.state.visited:
        return FlowRefusal(
            FlowCode.NODE_NOT_VISITED, {"to": to, "visited": list(game.state.visited)}
        )
    return None


def reopen(game: Game, command: Reopen) -> FlowRefusal | None:
    """Open an ended flow again at a visited node, and go on from there."""
    to = command.to or game.definition.reopen_to
    if not to:
        return FlowRefusal(FlowCode.NO_REOPEN_TARGET)
    if no := _not_visited(game, to):
        return no
    game.round += 1
    game.record(FlowReopened(node=to))
    there = scope_of(game.definition, to)
    game.make_room((), there, "rejected")
    return game.place(to, there)
