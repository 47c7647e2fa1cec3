"""The decision: what a command does to a flow. Pure, deterministic, no clock, no ids.

>>> from gongdan.engines.flow.model import FlowState, Resume
>>> from gongdan.engines.flow.model import Facts, FlowDefinition
>>> facts = Facts(evaluate=lambda text, context: None, resolve=lambda rule, context: ...)
>>> step(FlowDefinition(nodes={}, edges=()), FlowState(), Resume(), facts).code.value
'flow_not_started'
"""

from typing import assert_never

from gongdan.engines.flow.commands import (
    AnyCommand,
    Assign,
    Claim,
    Complete,
    FlowCommand,
    Reject,
    Reopen,
    Resume,
    Return,
    Start,
    Suspend,
    Terminate,
    Transfer,
)
from gongdan.engines.flow.decision import Facts, FlowCode, FlowRefusal
from gongdan.engines.flow.definition import FlowDefinition
from gongdan.engines.flow.events import (
    FlowEnded,
    FlowEvent,
    FlowResumed,
    FlowSuspended,
    TokenCancelled,
)
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.owners import assign, claim, transfer
from gongdan.engines.flow.state import FlowState, Status
from gongdan.engines.flow.steps import complete, reject, reopen, return_to_reporter, start

Decision = tuple[FlowEvent, ...] | FlowRefusal
"""What happened, or why nothing did."""


def step(
    definition: FlowDefinition, state: FlowState, command: AnyCommand, facts: Facts
) -> Decision:
    """Return the events that a command causes (folded with `evolve`), or why it is refused."""
    if no := _out_of_turn(state.status, command):
        return FlowRefusal(no)
    game = Game(definition, state, facts)
    refusal = _move(game, command)
    return refusal if refusal is not None else tuple(game.events)


_TURNS: dict[type[FlowCommand], frozenset[Status]] = {
    Start: frozenset({Status.NEW}),
    Resume: frozenset({Status.SUSPENDED}),
    Terminate: frozenset({Status.RUNNING, Status.SUSPENDED}),
    Reopen: frozenset({Status.ENDED, Status.TERMINATED}),
}
_RUNNING = frozenset({Status.RUNNING})


def _out_of_turn(status: Status, command: AnyCommand) -> FlowCode | None:
    if status in _TURNS.get(type(command), _RUNNING):
        return None
    if isinstance(command, Start):
        return FlowCode.ALREADY_STARTED
    if status is Status.NEW:
        return FlowCode.NOT_STARTED
    if isinstance(command, Reopen):
        return FlowCode.NOT_ENDED
    if status in {Status.ENDED, Status.TERMINATED}:
        return FlowCode.ENDED
    return FlowCode.NOT_SUSPENDED if isinstance(command, Resume) else FlowCode.SUSPENDED


def _move(game: Game, command: AnyCommand) -> FlowRefusal | None:
    match command:
        case Start():
            return start(game, command)
        case Complete():
            return complete(game, command)
        case Reject() | Return() | Reopen():
            return _go_back(game, command)
        case Claim() | Assign() | Transfer():
            return _own(game, command)
        case Suspend() | Resume() | Terminate():
            _pause(game, command)
            return None
        case _:
            return FlowRefusal(FlowCode.DEFINITION_UNFIT, {"node": ""})


def _go_back(game: Game, command: Reject | Return | Reopen) -> FlowRefusal | None:
    match command:
        case Reject():
            return reject(game, command)
        case Return():
            return return_to_reporter(game, command)
        case Reopen():
            return reopen(game, command)
        case _:
            assert_never(command)


def _own(game: Game, command: Claim | Assign | Transfer) -> FlowRefusal | None:
    match command:
        case Claim():
            return claim(game, command)
        case Assign():
            return assign(game, command)
        case Transfer():
            return transfer(game, command)
        case _:
            assert_never(command)


def _pause(game: Game, command: Suspend | Resume | Terminate) -> None:
    match command:
        case Suspend():
            game.record(FlowSuspended(reason=command.reason))
        case Resume():
            game.record(FlowResumed())
        case Terminate():
            for token in game.state.tokens:
                game.record(TokenCancelled(token=token.id, node=token.node, cause="terminated"))
            game.record(FlowEnded(terminated=True, reason=command.reason))
        case _:
            assert_never(command)
