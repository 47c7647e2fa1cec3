"""Which step a command means, and whether the acting one may touch it."""

from gongdan.engines.flow.commands import TokenCommand
from gongdan.engines.flow.decision import FlowCode, FlowRefusal
from gongdan.engines.flow.definition import Act
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.state import Token


def pick(game: Game, command: TokenCommand, act: Act | None = None) -> Token | FlowRefusal:
    """Return the open step that the command names, if its node allows the act."""
    steps = [
        token
        for token in game.state.open_steps
        if command.token in {0, token.id} and command.node in {"", token.node}
    ]
    if not steps:
        facts: dict[str, str | int | list[str]] = {"token": command.token, "node": command.node}
        return FlowRefusal(FlowCode.NO_SUCH_STEP, facts)
    if len(steps) > 1:
        return FlowRefusal(FlowCode.WHICH_STEP, {"nodes": [token.node for token in steps]})
    node = game.definition.nodes.get(steps[0].node)
    if node is None:
        return FlowRefusal(FlowCode.DEFINITION_UNFIT, {"node": steps[0].node})
    if act and act not in node.allows:
        return FlowRefusal(FlowCode.ACT_NOT_ALLOWED, {"node": steps[0].node, "act": act})
    return steps[0]


def not_theirs(game: Game, token: Token) -> FlowRefusal | None:
    """Refuse who is neither the owner nor, where there is no owner, a candidate."""
    entitled = (token.owner,) if token.owner else token.candidates
    if not game.facts.actor or set(game.facts.actor) & set(entitled):
        return None
    return FlowRefusal(FlowCode.NOT_YOUR_STEP, {"node": token.node, "entitled": list(entitled)})
