"""Whose step it is: claim 认领, assign 分配, transfer 转办, delegate 委派 and hand back."""

from typing import Literal

from gongdan.engines.flow.commands import Assign, Claim, Delegate, HandBack, Transfer
from gongdan.engines.flow.decision import FlowCode, FlowRefusal
from gongdan.engines.flow.events import OwnerChanged
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.pick import not_theirs, pick
from gongdan.engines.flow.state import Token

_Act = Literal["claimed", "assigned", "transferred", "delegated", "handed_back"]


def claim(game: Game, command: Claim) -> FlowRefusal | None:
    """A candidate takes a step that nobody owns."""
    token = pick(game, command, "claim")
    if isinstance(token, FlowRefusal):
        return token
    if token.owner and token.owner != command.by:
        facts: dict[str, str | int | list[str]] = {"node": token.node, "owner": token.owner}
        return FlowRefusal(FlowCode.ALREADY_OWNED, facts)
    return not_theirs(game, token) or _change(game, token, command.by, "claimed")


def assign(game: Game, command: Assign) -> FlowRefusal | None:
    """Somebody entitled by the house's policy (not judged here) gives the step away."""
    token = pick(game, command, "assign")
    if isinstance(token, FlowRefusal):
        return token
    return _change(game, token, command.to, "assigned")


def transfer(game: Game, command: Transfer) -> FlowRefusal | None:
    """The owner hands the step over."""
    token = pick(game, command, "transfer")
    if isinstance(token, FlowRefusal):
        return token
    return _hand_on(game, token, command.to, "transferred")


def delegate(game: Game, command: Delegate) -> FlowRefusal | None:
    """The owner lets another one work at the step, and decides it himself afterwards."""
    token = pick(game, command, "transfer")
    if isinstance(token, FlowRefusal):
        return token
    return _hand_on(game, token, command.to, "delegated")


def hand_back(game: Game, command: HandBack) -> FlowRefusal | None:
    """The delegate gives the step back to who lent it."""
    token = pick(game, command)
    if isinstance(token, FlowRefusal):
        return token
    if not token.lent_by:
        return FlowRefusal(FlowCode.STEP_NOT_LENT, {"node": token.node})
    return not_theirs(game, token) or _change(game, token, token.lent_by[-1], "handed_back")


def _hand_on(game: Game, token: Token, to: str, act: _Act) -> FlowRefusal | None:
    if not token.owner:
        return FlowRefusal(FlowCode.NO_OWNER, {"node": token.node})
    return not_theirs(game, token) or _change(game, token, to, act)


def _change(game: Game, token: Token, owner: str, act: _Act) -> FlowRefusal | None:
    if not owner:
        return FlowRefusal(FlowCode.NOBODY_TO_ACT, {"node": token.node})
    if owner == token.owner:
        return FlowRefusal(FlowCode.SAME_OWNER, {"node": token.node, "owner": owner})
    game.record(
        OwnerChanged(token=token.id, node=token.node, owner=owner, previous=token.owner, act=act)
    )
    return None
