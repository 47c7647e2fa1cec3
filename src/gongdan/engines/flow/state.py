"""What a flow remembers: its open tokens, the nodes it has seen, two counters."""

from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from gongdan.engines.flow.definition import Stage


class Assignment(Struct, frozen=True, omit_defaults=True):
    """Who may act at a node: an owner (one word, or none) and candidates who may claim it."""

    owner: str = ""
    candidates: tuple[str, ...] = ()


class Waypoint(Struct, frozen=True, omit_defaults=True):
    """Where, and to whom, a step comes straight back after a reject with `come_back`.

    `members` are those of the countersign that sent it.
    """

    node: str
    owner: str = ""
    members: tuple[object, ...] = ()


class Group(Struct, frozen=True, omit_defaults=True):
    """How far the members of one node have come, in weights where the node has weights.

    `members` are all their values in order; `begun` of them have got their turn.
    """

    members: tuple[object, ...]
    begun: int = 0
    ended: int = 0
    favour: int = 0
    against: int = 0
    results: tuple[object, ...] = ()


class Timer(Struct, frozen=True, omit_defaults=True):
    """A timer that runs for a token: of the event `node`, or a reminder where it is empty."""

    id: int
    token: int
    node: str = ""
    left: int = 0  # how often it comes again (0: no more, -1: without end)


class LastStep(Struct, frozen=True, omit_defaults=True):
    """The step done last and the tokens that came of it, while nobody has acted since."""

    node: str
    by: str
    branches: tuple[str, ...] = ()
    return_to: tuple[Waypoint, ...] = ()
    scope: int = 0
    placed: tuple[int, ...] = ()


class Token(Struct, frozen=True, omit_defaults=True):
    """Where the flow stands: one open step, or (`waits`) a token for which nobody need act.

    Such a one waits at a join, for a machine, message, timer or child order, or stands for what
    runs inside its node: the tokens whose `scope` is its id (0: the flow itself). `local` are
    the variables of that inside, `group` counts the members of a countersign or multi-instance.
    `after` are those who sign after this one, `lent_by` the delegators, last one last.

    `branches` are the fork edges around it, outermost first; `return_to` says where it comes
    straight back when done (last first): such a token is on loan, its branches stay those of
    the step that sent it, and nothing else in the flow moves meanwhile.
    """

    id: int
    node: str
    stage: Stage = Stage.NONE
    owner: str = ""
    candidates: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    return_to: tuple[Waypoint, ...] = ()
    waits: bool = False
    scope: int = 0
    edge: str = ""  # by which edge it came to a gateway that waits
    local: dict[str, object] = {}
    group: Group | None = None
    after: tuple[str, ...] = ()
    lent_by: tuple[str, ...] = ()


class Standing(Struct, frozen=True, omit_defaults=True):
    """Where a token stands after its flow went over to another definition."""

    token: int
    node: str
    stage: Stage = Stage.NONE
    branches: tuple[str, ...] = ()
    return_to: tuple[Waypoint, ...] = ()


class Status(StrEnum):
    """Where a flow is in its life."""

    NEW = "new"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ENDED = "ended"
    TERMINATED = "terminated"


class FlowState(Struct, frozen=True, omit_defaults=True, dict=True):
    """All that the engine remembers: open tokens, step nodes entered so far, two counters.

    Its size follows the open tokens and the definition's nodes, never the number of rounds.
    `kept` are the last members of each group, for whoever is sent back to it.
    """

    status: Status = Status.NEW
    tokens: tuple[Token, ...] = ()
    visited: tuple[str, ...] = ()  # user nodes in the order of their first visit
    ended_at: str = ""
    round: int = 1  # goes up with every way back: back edge, reject, return, reopen
    next_token: int = 1  # names timers too
    variables: dict[str, object] = {}
    timers: tuple[Timer, ...] = ()
    initiator: str = ""
    last: LastStep | None = None
    kept: dict[str, tuple[object, ...]] = {}

    @cached_property
    def open_steps(self) -> tuple[Token, ...]:
        """The tokens at which somebody can act (not those that wait)."""
        return tuple(token for token in self.tokens if not token.waits)
