"""What can happen to a flow. Stored inside an order's events: these shapes are for ever."""

from typing import Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.flow.definition import Stage
from gongdan.engines.flow.state import Waypoint


class FlowHappening(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag=True
):
    """What has happened to the flow; stored inside an order's event, so its shape is for ever."""


class FlowStarted(FlowHappening, frozen=True, kw_only=True, tag=True):
    """The flow has begun at the start node `node`."""

    node: str


class TokenPlaced(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A token was put on a node: a step is open (or, `waits`, a branch has reached its join)."""

    token: int
    node: str
    stage: Stage = Stage.NONE
    owner: str = ""
    candidates: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    return_to: tuple[Waypoint, ...] = ()
    waits: bool = False
    round: int = 1


class TokenTaken(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A step was completed: with which outcome, over which edges the flow went on."""

    token: int
    node: str
    stage: Stage = Stage.NONE
    outcome: str = ""
    edges: tuple[str, ...] = ()


class TokensJoined(FlowHappening, frozen=True, kw_only=True, tag=True):
    """All branches had arrived at the join `node`; their tokens became one."""

    node: str
    tokens: tuple[int, ...]
    edges: tuple[str, ...] = ()


class TokenCancelled(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A token was taken off without its step being done."""

    token: int
    node: str
    cause: Literal["rejected", "returned", "terminated"]


class OwnerChanged(FlowHappening, frozen=True, kw_only=True, tag=True):
    """A step has another owner; `previous` is empty if it had none."""

    token: int
    node: str
    owner: str
    previous: str = ""
    act: Literal["claimed", "assigned", "transferred"]


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


class FlowReopened(FlowHappening, frozen=True, kw_only=True, tag=True):
    """An ended flow was opened again at `node`."""

    node: str


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
)
