"""What can be wanted of a flow."""

from enum import StrEnum
from typing import TypeAlias

from gongdan.engines.flow.command import FlowCommand, TokenCommand
from gongdan.engines.flow.outside_commands import (
    Broadcast,
    ChildEnded,
    Deliver,
    TimerFired,
    WorkDone,
    WorkFailed,
)
from gongdan.engines.flow.people_commands import (
    AddSign,
    Copy,
    Delegate,
    HandBack,
    Remind,
    RemoveSign,
)

__all__ = [
    "AddSign",
    "AnyCommand",
    "Assign",
    "Broadcast",
    "ChildEnded",
    "Claim",
    "Complete",
    "Continuation",
    "Copy",
    "Delegate",
    "Deliver",
    "FlowCommand",
    "HandBack",
    "Jump",
    "Reject",
    "Remind",
    "RemoveSign",
    "Reopen",
    "Resume",
    "Return",
    "Start",
    "Suspend",
    "TakeBack",
    "Terminate",
    "TimerFired",
    "TokenCommand",
    "Transfer",
    "WorkDone",
    "WorkFailed",
]


class Start(FlowCommand, frozen=True, kw_only=True):
    """Begin; `data` and `outcome` are those of the node that `opens`, if there is one."""

    outcome: str = ""
    data: dict[str, object] = {}
    node: str = ""  # which start node, where a message, signal or timer begins the flow


class Complete(TokenCommand, frozen=True, kw_only=True):
    """The step is done, with an outcome where the node has outcomes; `data` is its form's."""

    outcome: str = ""
    data: dict[str, object] = {}
    reason: str = ""


class Claim(TokenCommand, frozen=True, kw_only=True):
    """A candidate takes the step (认领)."""

    by: str


class Assign(TokenCommand, frozen=True, kw_only=True):
    """Somebody entitled gives the step to `to` (分配)."""

    to: str


class Transfer(TokenCommand, frozen=True, kw_only=True):
    """The owner hands the step over to `to` (转办)."""

    to: str


class Continuation(StrEnum):
    """How a flow goes on from the node to which it was rejected."""

    GO_ON = "go_on"  # through all following nodes again
    COME_BACK = "come_back"  # straight back to who rejected


class Reject(TokenCommand, frozen=True, kw_only=True):
    """Send back (驳回) to a visited node behind this one."""

    to: str
    resume: Continuation = Continuation.GO_ON


class Return(TokenCommand, frozen=True, kw_only=True):
    """Send back to the first step, that is to the reporter (退回)."""


class Suspend(FlowCommand, frozen=True, kw_only=True):
    """Stand still: nothing but resume or terminate is accepted until then."""

    reason: str = ""


class Resume(FlowCommand, frozen=True, kw_only=True):
    """Go on after a suspension, exactly where it stood."""


class Terminate(FlowCommand, frozen=True, kw_only=True):
    """Leave the flow for good, from wherever it stands; an exit outside the stage proof."""

    reason: str = ""


class Reopen(FlowCommand, frozen=True, kw_only=True):
    """Open an ended flow again at `to` (a visited node; default: the definition's)."""

    to: str = ""


class TakeBack(FlowCommand, frozen=True, kw_only=True):
    """Whoever did the last step takes it back (拿回), as long as nobody has acted since."""


class Jump(FlowCommand, frozen=True, kw_only=True):
    """An administrator sets the flow onto a node (跳转), for a stated reason."""

    to: str
    reason: str


AnyCommand: TypeAlias = (
    Start
    | Complete
    | Claim
    | Assign
    | Transfer
    | Reject
    | Return
    | Suspend
    | Resume
    | Terminate
    | Reopen
    | Delegate
    | HandBack
    | AddSign
    | RemoveSign
    | TakeBack
    | Remind
    | Copy
    | Jump
    | WorkDone
    | WorkFailed
    | ChildEnded
    | Deliver
    | Broadcast
    | TimerFired
)
