"""What can be wanted of a flow."""

from enum import StrEnum
from typing import TypeAlias

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
)
