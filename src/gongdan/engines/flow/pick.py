"""Which step a command means, and whether the acting one may touch it."""

from collections.abc import Iterable

from gongdan.engines.flow.commands import TokenCommand
from gongdan.engines.flow.decision import FlowCode, FlowRefusal
from gongdan.engines.flow.definition import Act
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.state import Token


def pick(game: Game, command: TokenCommand, act: Act | None = None) -> Token | FlowRefusal:
    """Return the open step that the command names, if its node allows the act."""
    found = one_of(game, command, game.state.open_steps)
    if isinstance(found, FlowRefusal):
        return found
    if act and act not in game.node(found).allows:
        return FlowRefusal(FlowCode.ACT_NOT_ALLOWED, {"node": found.node, "act": act})
    return found


def one_of(game: Game, command: TokenCommand, tokens: Iterable[Token]) -> Token | FlowRefusal:
    """Return the one token that the command names: of several, the acting one's own."""
    named = [
        token
        for token in tokens
        if (not command.token or command.token == token.id)
        and (not command.node or command.node == token.node)
    ]
    if not named:
        facts: dict[str, str | int | list[str]] = {"token": command.token, "node": command.node}
        return FlowRefusal(FlowCode.NO_SUCH_STEP, facts)
    if len(named) > 1 and game.facts.actor:
        named = [token for token in named if not not_theirs(game, token)] or named
    if len(named) > 1:
        return FlowRefusal(FlowCode.WHICH_STEP, {"nodes": [token.node for token in named]})
    return named[0]


def not_theirs(game: Game, token: Token) -> FlowRefusal | None:
    """Refuse who is neither the owner nor, where there is no owner, a candidate."""
    entitled = (token.owner,) if token.owner else token.candidates
    if not game.facts.actor or set(game.facts.actor) & set(entitled):
        return None
    return FlowRefusal(FlowCode.NOT_YOUR_STEP, {"node": token.node, "entitled": list(entitled)})


def actor_of(game: Game, token: Token | None = None) -> str:
    """Return the word of the acting person; without one, that of the step's owner."""
    person = next((word for word in game.facts.actor if word.startswith("user:")), "")
    return person or (token.owner if token else "")
