"""What comes from outside: a service's answer, a child's end, a message, a signal, a timer."""

from gongdan.engines.flow.commands import (
    Broadcast,
    ChildEnded,
    Deliver,
    TimerFired,
    TokenCommand,
    WorkDone,
    WorkFailed,
)
from gongdan.engines.flow.decision import FlowCode, FlowRefusal
from gongdan.engines.flow.definition import Kind
from gongdan.engines.flow.events import StepReminded, TimerExpired
from gongdan.engines.flow.game import Game, Leaving
from gongdan.engines.flow.pick import one_of
from gongdan.engines.flow.run import run
from gongdan.engines.flow.state import Token
from gongdan.engines.flow.throwing import (
    broadcast,
    catching,
    start_boundary,
    throw_error,
    waiting_for,
)
from gongdan.engines.flow.timers import set_again


def work_done(game: Game, command: WorkDone) -> FlowRefusal | None:
    """Go on from a service that has answered."""
    token = _of_kind(game, command, Kind.SERVICE)
    if isinstance(token, FlowRefusal):
        return token
    game.hear(token.scope, command.data)
    game.give(token, command.result)
    return _done(game, Leaving(token.id))


def work_failed(game: Game, command: WorkFailed) -> FlowRefusal | None:
    """Let the border catch what went wrong; where none does, the service waits as before."""
    token = _of_kind(game, command, Kind.SERVICE)
    if isinstance(token, FlowRefusal):
        return token
    if not _is_caught(game, token, command.error):
        return FlowRefusal(FlowCode.ERROR_NOT_CAUGHT, {"error": command.error})
    host = game.member_of(token) or token
    for key, _ in catching(game, host, "error", command.error):
        return start_boundary(game, host, key) or run(game)
    return throw_error(game, token.scope, command.error) or run(game)


def _is_caught(game: Game, token: Token, error: str) -> bool:
    around: Token | None = token
    while around is not None:
        if game.member_of(around) is None and any(catching(game, around, "error", error)):
            return True
        around = game.token(around.scope) if around.scope else None
    return False


def child_ended(game: Game, command: ChildEnded) -> FlowRefusal | None:
    """Count a child order that has ended."""
    token = _of_kind(game, command, Kind.CHILDREN)
    if isinstance(token, FlowRefusal):
        return token
    game.hear(token.scope, command.data)
    if game.member_of(token) is None:
        game.give(token)
    return _done(game, Leaving(token.id, refused=command.refused))


def deliver(game: Game, command: Deliver) -> FlowRefusal | None:
    """Hand a message to the one place that waits for it."""
    found = [
        (token, key)
        for token, key in waiting_for(game, command.message)
        if command.token in {0, token.id} and command.node in {"", token.node, key}
    ]
    if not found:
        return FlowRefusal(FlowCode.NOBODY_WAITS, {"message": command.message or command.node})
    if len(found) > 1:
        return FlowRefusal(FlowCode.WHICH_STEP, {"nodes": [key or t.node for t, key in found]})
    token, key = found[0]
    game.hear(token.scope, command.data)
    if key:
        return start_boundary(game, token, key) or run(game)
    if game.member_of(token) is None:
        game.give(token)
    return _done(game, Leaving(token.id))


def send_signal(game: Game, command: Broadcast) -> FlowRefusal | None:
    """Let every place that waits for the signal go on; there need be none."""
    game.hear(0, command.data)
    return broadcast(game, command.signal) or run(game)


def timer_fired(game: Game, command: TimerFired) -> FlowRefusal | None:
    """Do what a timer was set for; one that comes again is set again."""
    timer = next((each for each in game.state.timers if each.id == command.timer), None)
    token = game.token(timer.token) if timer else None
    if timer is None or token is None:
        return FlowRefusal(FlowCode.NO_SUCH_TIMER, {"timer": command.timer})
    game.record(TimerExpired(timer=timer.id, node=timer.node))
    if not timer.node:
        game.record(StepReminded(token=token.id, node=token.node))
        remind = game.node(token).remind
        if remind is not None:
            set_again(game, timer, remind)
        return None
    if timer.node == token.node:
        game.give(token)
        return _done(game, Leaving(token.id))
    border = game.flow(token.scope).nodes[timer.node]
    if not border.interrupting and border.trigger is not None:
        set_again(game, timer, border.trigger)
    return start_boundary(game, token, timer.node) or run(game)


def _of_kind(game: Game, command: TokenCommand, kind: Kind) -> Token | FlowRefusal:
    tokens = (
        token
        for token in game.state.tokens
        if token.group is None and game.node(token).kind is kind
    )
    return one_of(game, command, tokens)


def _done(game: Game, leaving: Leaving) -> FlowRefusal | None:
    game.todo.append(leaving)
    return run(game)
