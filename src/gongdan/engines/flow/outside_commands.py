"""What comes from outside: answers of machines, ends of child orders, messages, times."""

from gongdan.engines.flow.command import FlowCommand, TokenCommand


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
