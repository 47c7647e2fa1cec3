"""What a flow remembers: its open tokens, the nodes it has seen, two counters."""

from enum import StrEnum

from msgspec import Struct

from gongdan.engines.flow.definition import Stage


class Assignment(Struct, frozen=True, omit_defaults=True):
    """Who may act at a node: an owner (one word, or none) and candidates who may claim it."""

    owner: str = ""
    candidates: tuple[str, ...] = ()


class Waypoint(Struct, frozen=True, omit_defaults=True):
    """Where, and to whom, a step comes straight back after a reject with `come_back`."""

    node: str
    owner: str = ""


class Token(Struct, frozen=True, omit_defaults=True):
    """Where the flow stands: one open step, or a token that waits at a join (`waits`).

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


class Status(StrEnum):
    """Where a flow is in its life."""

    NEW = "new"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ENDED = "ended"
    TERMINATED = "terminated"


class FlowState(Struct, frozen=True, omit_defaults=True):
    """All that the engine remembers: open tokens, step nodes entered so far, two counters.

    Its size follows the open tokens and the definition's nodes, never the number of rounds.
    """

    status: Status = Status.NEW
    tokens: tuple[Token, ...] = ()
    visited: tuple[str, ...] = ()  # user nodes in the order of their first visit
    ended_at: str = ""
    round: int = 1  # goes up with every way back: back edge, reject, return, reopen
    next_token: int = 1

    @property
    def open_steps(self) -> tuple[Token, ...]:
        """The tokens at which somebody can act (not those waiting at a join)."""
        return tuple(token for token in self.tokens if not token.waits)
