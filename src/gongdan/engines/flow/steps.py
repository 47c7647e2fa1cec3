"""Going forward: begin the flow, complete a step."""

from gongdan.engines.flow.begins import first_nodes
from gongdan.engines.flow.commands import Complete, Start
from gongdan.engines.flow.decision import FlowCode, FlowRefusal
from gongdan.engines.flow.definition import Kind, Node
from gongdan.engines.flow.events import FlowStarted
from gongdan.engines.flow.game import Game, Leaving
from gongdan.engines.flow.pick import actor_of, not_theirs, pick
from gongdan.engines.flow.route import Stop
from gongdan.engines.flow.run import run
from gongdan.engines.flow.state import Token


def start(game: Game, command: Start) -> FlowRefusal | None:
    """Begin at a start node; a first step that `opens` is done by the start itself."""
    keys = (command.node,) if command.node else first_nodes(game.definition, "")
    if not keys or any(key not in game.definition.nodes for key in keys):
        return FlowRefusal(FlowCode.DEFINITION_UNFIT, {"node": command.node or "start"})
    game.record(FlowStarted(node=keys[0], by=actor_of(game)))
    game.hear(0, command.data)
    for key in keys:
        if no := _begin(game, key, command.outcome):
            return no
    if no := run(game):
        return no
    for token in game.state.open_steps:
        opens = game.node(token).opens and game.token(token.id) is not None
        if opens and (
            no := _leave(game, token, Complete(outcome=command.outcome, data=command.data))
        ):
            return no
    return None


def _begin(game: Game, key: str, outcome: str) -> FlowRefusal | None:
    if game.definition.nodes[key].kind is not Kind.START:
        game.todo.append(Stop(key, ()))
        return None
    route = game.route(key, (), 0, outcome)
    if isinstance(route, FlowRefusal):
        return route
    game.follow(route, key, 0)
    return None


def complete(game: Game, command: Complete) -> FlowRefusal | None:
    """Do a step and go on."""
    token = pick(game, command)
    if isinstance(token, FlowRefusal):
        return token
    if token.lent_by:
        return FlowRefusal(FlowCode.STEP_LENT, {"node": token.node, "owner": token.owner})
    return not_theirs(game, token) or _leave(game, token, command)


def _leave(game: Game, token: Token, command: Complete) -> FlowRefusal | None:
    if no := _bad_outcome(game.node(token), token.node, command):
        return no
    game.hear(token.scope, command.data)
    game.data = {**command.data, "outcome": command.outcome}
    if game.member_of(token) is None:
        game.give(token)
    by, stands_in = actor_of(game, token), game.facts.stands_in
    game.todo.append(Leaving(token.id, command.outcome, by=by, stands_in=stands_in))
    return run(game)


def _bad_outcome(node: Node, key: str, command: Complete) -> FlowRefusal | None:
    if not (command.outcome or node.outcomes):
        return None
    facts: dict[str, str | int | list[str]] = {
        "node": key,
        "outcome": command.outcome,
        "outcomes": list(node.outcomes),
    }
    if not command.outcome:
        return FlowRefusal(FlowCode.OUTCOME_NEEDED, facts)
    if command.outcome not in node.outcomes:
        return FlowRefusal(FlowCode.UNKNOWN_OUTCOME, facts)
    if node.outcomes[command.outcome].needs_reason and not command.reason.strip():
        return FlowRefusal(FlowCode.REASON_NEEDED, facts)
    return None
