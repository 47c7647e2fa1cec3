"""What can happen to a flow. Stored inside an order's events: these shapes are for ever."""

from typing import Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.flow.definition import Stage
from gongdan.engines.flow.state import Group, Waypoint

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


class FlowHappening(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag=True
):
    """What has happened to the flow; stored inside an order's event, so its shape is for ever."""


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


class NodePassed(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A node was passed at once, over `edges`: rule, manual task, throw, boundary event."""

    node: str
    edges: tuple[str, ...] = ()
    scope: int = 0


class VariablesSet(FlowHappening, frozen=True, kw_only=True, tag=True):
    """Variables have new values: of the flow, or of the token `scope` that calls another."""

    values: dict[str, object]
    scope: int = 0


class MemberCounted(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A member of the group has ended, in favour or against, with its part of the result."""

    group: int
    favour: int = 0
    against: int = 0
    results: tuple[object, ...] = ()  # one, or none


class MembersChanged(FlowHappening, frozen=True, kw_only=True, tag=True):
    """The group at `node` (with the calls around it) has other members now; `begun` have begun."""

    group: int
    node: str
    members: tuple[object, ...]
    begun: int


class SignersChanged(FlowHappening, frozen=True, kw_only=True, tag=True):
    """Other people sign after the step's own one now."""

    token: int
    after: tuple[str, ...] = ()


class WorkDemanded(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A machine is to work: the service `calls` with `inputs`, for the token."""

    token: int
    node: str
    calls: str = ""
    inputs: dict[str, object] = {}


class ChildDemanded(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A child order is to be made, of the definition `calls`, for the token."""

    token: int
    node: str
    calls: str = ""
    index: int = 0
    item: object = None
    inputs: dict[str, object] = {}


class TimerSet(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A timer runs: the caller reckons its instant from `due` (see `Trigger`)."""

    timer: int
    token: int
    node: str = ""
    due: str
    working: bool = False
    left: int = 0


class TimerExpired(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A timer's time came."""

    timer: int
    node: str = ""


class TimerCancelled(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A timer is not wanted any more."""

    timer: int


class Thrown(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A message, signal, error or escalation was sent at a node."""

    node: str
    kind: Literal["message", "signal", "error", "escalation"]
    name: str = ""
    data: dict[str, object] = {}


class StepReminded(FlowHappening, frozen=True, kw_only=True, tag=True):
    """Whoever has the step was reminded."""

    token: int
    node: str
    by: str = ""


class CopySent(FlowHappening, frozen=True, kw_only=True, tag=True):
    """People were let know."""

    people: tuple[str, ...]
    node: str = ""
    by: str = ""


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
