"""What can happen to a flow. Stored inside an order's events: these shapes are for ever."""

from typing import Literal, TypeAlias

from gongdan.engines.flow.definition import Stage
from gongdan.engines.flow.group_events import (
    MemberCounted,
    MembersChanged,
    SignersChanged,
    VariablesSet,
)
from gongdan.engines.flow.happening import FlowHappening
from gongdan.engines.flow.outside_events import (
    ChildDemanded,
    CopySent,
    StepReminded,
    Thrown,
    TimerCancelled,
    TimerExpired,
    TimerSet,
    WorkDemanded,
)
from gongdan.engines.flow.state import Group, LastStep, Standing, Timer, Waypoint

__all__ = [
    "Cause",
    "ChildDemanded",
    "CopySent",
    "FlowEnded",
    "FlowEvent",
    "FlowHappening",
    "FlowJumped",
    "FlowMigrated",
    "FlowReopened",
    "FlowResumed",
    "FlowStarted",
    "FlowSuspended",
    "MemberCounted",
    "MembersChanged",
    "NodePassed",
    "OwnerChanged",
    "SignersChanged",
    "StepReminded",
    "Thrown",
    "TimerCancelled",
    "TimerExpired",
    "TimerSet",
    "TokenCancelled",
    "TokenPlaced",
    "TokenTaken",
    "TokensJoined",
    "VariablesSet",
    "WorkDemanded",
]

Cause: TypeAlias = Literal[
    "rejected",
    "returned",
    "terminated",
    "interrupted",  # by a boundary event, an error, or an end that terminates its scope
    "settled",  # the group has its result without this member
    "preceded",  # others sign first; its person comes after them
    "joined",  # others sign together with its person
    "removed",
    "taken_back",
    "jumped",
]
"""Why a token was taken off."""


class FlowStarted(FlowHappening, frozen=True, kw_only=True, tag=True):
    """The flow has begun at the start node `node`."""

    node: str
    by: str = ""


class TokenPlaced(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A token was put on a node: a step is open (or, `waits`, nobody need act there)."""

    token: int
    node: str
    stage: Stage = Stage.NONE
    owner: str = ""
    candidates: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    return_to: tuple[Waypoint, ...] = ()
    waits: bool = False
    round: int = 1
    scope: int = 0
    edge: str = ""
    local: dict[str, object] = {}
    group: Group | None = None
    after: tuple[str, ...] = ()
    inside: str = ""  # the calls around it, where its node is one of another definition


class TokenTaken(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A step was completed: with which outcome, over which edges the flow went on."""

    token: int
    node: str
    stage: Stage = Stage.NONE
    outcome: str = ""
    edges: tuple[str, ...] = ()
    by: str = ""
    auto: str = ""  # it passed by itself: why


class TokensJoined(FlowHappening, frozen=True, kw_only=True, tag=True):
    """All branches had arrived at the join `node`; their tokens became one."""

    node: str
    tokens: tuple[int, ...]
    edges: tuple[str, ...] = ()


class TokenCancelled(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A token was taken off without its step being done."""

    token: int
    node: str
    cause: Cause


class OwnerChanged(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A step has another owner; `previous` is empty if it had none."""

    token: int
    node: str
    owner: str
    previous: str = ""
    act: Literal["claimed", "assigned", "transferred", "delegated", "handed_back"]


class FlowSuspended(FlowHappening, frozen=True, kw_only=True, tag=True):
    """The flow stands still."""

    reason: str = ""


class FlowResumed(FlowHappening, frozen=True, kw_only=True, tag=True):
    """The flow goes on."""


class FlowEnded(FlowHappening, frozen=True, kw_only=True, tag=True):
    """No token is left: at the end node `node`, or terminated (then `node` is empty)."""

    node: str = ""
    terminated: bool = False
    reason: str = ""
    error: str = ""  # the BPMN error that nothing caught


class FlowReopened(FlowHappening, frozen=True, kw_only=True, tag=True):
    """An ended flow was opened again at `node`."""

    node: str


class FlowJumped(FlowHappening, frozen=True, kw_only=True, tag=True):
    """An administrator set the flow onto `node`."""

    node: str
    reason: str


class FlowMigrated(FlowHappening, frozen=True, kw_only=True, tag=True):
    """The flow goes on by another definition: `tokens` are those that stand elsewhere in it.

    The rest replaces what the state says under these names.
    """

    tokens: tuple[Standing, ...] = ()
    visited: tuple[str, ...] = ()
    kept: dict[str, tuple[object, ...]] = {}
    last: LastStep | None = None
    timers: tuple[Timer, ...] = ()
    next_token: int


class NodePassed(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A node was passed at once, over `edges`: rule, manual task, throw, boundary event.

    `begins`: the start of a sub-process, with which nothing was done yet.
    """

    node: str
    edges: tuple[str, ...] = ()
    scope: int = 0
    begins: bool = False


FlowEvent: TypeAlias = (
    FlowStarted
    | TokenPlaced
    | TokenTaken
    | TokensJoined
    | TokenCancelled
    | OwnerChanged
    | FlowSuspended
    | FlowResumed
    | FlowEnded
    | FlowReopened
    | FlowJumped
    | FlowMigrated
    | NodePassed
    | VariablesSet
    | MemberCounted
    | MembersChanged
    | SignersChanged
    | WorkDemanded
    | ChildDemanded
    | TimerSet
    | TimerExpired
    | TimerCancelled
    | Thrown
    | StepReminded
    | CopySent
)
