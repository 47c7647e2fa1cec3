"""Standing still and leaving: suspend 挂起, resume 恢复, terminate 终止."""

from gongdan.engines.flow.commands import Resume, Suspend, Terminate
from gongdan.engines.flow.events import FlowEnded, FlowResumed, FlowSuspended
from gongdan.engines.flow.game import Game


def suspend(game: Game, command: Suspend) -> None:
    """Let nothing move until it resumes."""
    game.record(FlowSuspended(reason=command.reason))


def resume(game: Game, _command: Resume) -> None:
    """Let it move again, from where it stood."""
    game.record(FlowResumed())


def terminate(game: Game, command: Terminate) -> None:
    """Take every token off for good."""
    for token in game.within(0):
        game.take_off(token, "terminated")
    game.record(FlowEnded(terminated=True, reason=command.reason))
