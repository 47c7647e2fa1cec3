"""The decision: what a command does to a flow. Pure, deterministic, no clock, no ids.

>>> from gongdan.engines.flow.model import FlowState, Resume
>>> from gongdan.engines.flow.model import Facts, FlowDefinition
>>> facts = Facts(evaluate=lambda text, context: None, resolve=lambda rule, context: ...)
>>> step(FlowDefinition(nodes={}, edges=()), FlowState(), Resume(), facts).code.value
'flow_not_started'
"""

from collections.abc import Callable

from gongdan.engines.flow.commands import (
    AddSign,
    AnyCommand,
    Assign,
    Broadcast,
    ChildEnded,
    Claim,
    Complete,
    Copy,
    Delegate,
    Deliver,
    FlowCommand,
    HandBack,
    Jump,
    Reject,
    Remind,
    RemoveSign,
    Reopen,
    Resume,
    Return,
    Start,
    Suspend,
    TakeBack,
    Terminate,
    TimerFired,
    Transfer,
    WorkDone,
    WorkFailed,
)
from gongdan.engines.flow.decision import Facts, FlowCode, FlowRefusal
from gongdan.engines.flow.definition import FlowDefinition
from gongdan.engines.flow.events import FlowEvent
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.going_back import reject, reopen, return_to_reporter, take_back
from gongdan.engines.flow.jumping import jump
from gongdan.engines.flow.notices import remind, send_copy
from gongdan.engines.flow.owners import assign, claim, delegate, hand_back, transfer
from gongdan.engines.flow.pauses import resume, suspend, terminate
from gongdan.engines.flow.signing import add_sign, remove_sign
from gongdan.engines.flow.state import FlowState, Status
from gongdan.engines.flow.steps import complete, start
from gongdan.engines.flow.work import (
    child_ended,
    deliver,
    send_signal,
    timer_fired,
    work_done,
    work_failed,
)

Decision = tuple[FlowEvent, ...] | FlowRefusal
"""What happened, or why nothing did."""


def step(
    definition: FlowDefinition, state: FlowState, command: AnyCommand, facts: Facts
) -> Decision:
    """Return the events that a command causes (folded with `evolve`), or why it is refused."""
    if no := _out_of_turn(state.status, command):
        return FlowRefusal(no)
    game = Game(definition, state, facts)
    refusal = (None if type(command) in _PAUSES else game.unfit()) or _ACTS[type(command)](
        game, command
    )
    return refusal if refusal is not None else tuple(game.events)


_ACTS: dict[type[FlowCommand], Callable[..., FlowRefusal | None]] = {
    Start: start,
    Complete: complete,
    Claim: claim,
    Assign: assign,
    Transfer: transfer,
    Delegate: delegate,
    HandBack: hand_back,
    AddSign: add_sign,
    RemoveSign: remove_sign,
    Reject: reject,
    Return: return_to_reporter,
    TakeBack: take_back,
    Reopen: reopen,
    Jump: jump,
    Remind: remind,
    Copy: send_copy,
    Suspend: suspend,
    Resume: resume,
    Terminate: terminate,
    WorkDone: work_done,
    WorkFailed: work_failed,
    ChildEnded: child_ended,
    Deliver: deliver,
    Broadcast: send_signal,
    TimerFired: timer_fired,
}

_TURNS: dict[type[FlowCommand], frozenset[Status]] = {
    Start: frozenset({Status.NEW}),
    Resume: frozenset({Status.SUSPENDED}),
    Terminate: frozenset({Status.RUNNING, Status.SUSPENDED}),
    Reopen: frozenset({Status.ENDED, Status.TERMINATED}),
}
_PAUSES = frozenset({Suspend, Resume, Terminate})  # these need no fitting definition
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
