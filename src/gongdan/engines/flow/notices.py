"""What lets people know and moves nothing: remind 催办, copy 抄送."""

from gongdan.engines.flow.commands import Copy, Remind
from gongdan.engines.flow.decision import FlowCode, FlowRefusal
from gongdan.engines.flow.events import CopySent, StepReminded
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.pick import actor_of, pick


def remind(game: Game, command: Remind) -> FlowRefusal | None:
    """Remind whoever has the step."""
    token = pick(game, command)
    if isinstance(token, FlowRefusal):
        return token
    game.record(StepReminded(token=token.id, node=token.node, by=actor_of(game)))
    return None


def send_copy(game: Game, command: Copy) -> FlowRefusal | None:
    """Let people know how the flow stands."""
    people = tuple(dict.fromkeys(word for word in command.people if word))
    if not people:
        return FlowRefusal(FlowCode.NOBODY_TO_ACT, {"node": command.node})
    game.record(CopySent(people=people, node=command.node, by=actor_of(game)))
    return None
