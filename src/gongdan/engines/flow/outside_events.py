"""What a flow tells the outside: work, child orders, timers, what it sent, who was told."""

from typing import Literal

from gongdan.engines.flow.happening import FlowHappening


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
