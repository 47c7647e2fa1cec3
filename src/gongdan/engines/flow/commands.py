"""What can be wanted of a flow."""

from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct


class FlowCommand(Struct, frozen=True, kw_only=True):
    """What somebody wants of the flow."""


class TokenCommand(FlowCommand, frozen=True, kw_only=True):
    """A command to one step: by token id, or node key, or neither when only one is open."""

    token: int = 0
    node: str = ""


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


class Delegate(TokenCommand, frozen=True, kw_only=True):
    """The owner lets `to` work at the step and gets it back for the decision (委派)."""

    to: str


class HandBack(TokenCommand, frozen=True, kw_only=True):
    """A delegate has done his part: the step goes back to who delegated it."""


class AddSign(TokenCommand, frozen=True, kw_only=True):
    """The owner has others sign too (加签): in turn before or after him, or together with him."""

    people: tuple[str, ...]
    place: Literal["before", "after", "together"]


class RemoveSign(TokenCommand, frozen=True, kw_only=True):
    """Somebody entitled takes a member out of a countersign (减签)."""

    person: str


class TakeBack(FlowCommand, frozen=True, kw_only=True):
    """Whoever did the last step takes it back (拿回), as long as nobody has acted since."""


class Remind(TokenCommand, frozen=True, kw_only=True):
    """Say to whoever has the step that somebody waits (催办); nothing moves."""


class Copy(FlowCommand, frozen=True, kw_only=True):
    """Let people know (抄送); nothing moves."""

    people: tuple[str, ...]
    node: str = ""


class Jump(FlowCommand, frozen=True, kw_only=True):
    """An administrator sets the flow onto a node (跳转), for a stated reason."""

    to: str
    reason: str


class WorkDone(TokenCommand, frozen=True, kw_only=True):
    """A service has answered."""

    data: dict[str, object] = {}
    result: object = None


class WorkFailed(TokenCommand, frozen=True, kw_only=True):
    """A service has failed with the BPMN error `error`."""

    error: str = ""


class ChildEnded(TokenCommand, frozen=True, kw_only=True):
    """A child order has ended; `token` is the one that demanded it."""

    data: dict[str, object] = {}
    refused: bool = False  # it was cancelled or came out badly: counts against


class Deliver(TokenCommand, frozen=True, kw_only=True):
    """A message has come for this flow; it goes to the one place that waits for it."""

    message: str = ""
    data: dict[str, object] = {}


class Broadcast(FlowCommand, frozen=True, kw_only=True):
    """A signal was sent: every place that waits for it goes on; nobody need wait."""

    signal: str
    data: dict[str, object] = {}


class TimerFired(FlowCommand, frozen=True, kw_only=True):
    """The time of a timer has come; the engine has no clock and is told."""

    timer: int


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
