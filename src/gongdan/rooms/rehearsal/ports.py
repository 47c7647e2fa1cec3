"""What rehearsal needs of others; bootstrap plugs each of these."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.engines.flow.model import (
    Answer,
    Context,
    Evidence,
    FlowDefinition,
    FlowState,
    Stage,
)
from gongdan.kernel.messages import Accepted, Refused
from gongdan.kernel.retry import Retry
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.rehearsal.contract import StandIn
from gongdan.rooms.rehearsal.domain.cast import RoleRights
from gongdan.rooms.rehearsal.domain.foreign import Walker
from gongdan.rooms.workorders.contract import (
    AnyAct,
    AnyOrderEvent,
    Json,
    OrderStatus,
    ReportOrder,
    TimerRuns,
)

Done = Accepted[AnyOrderEvent] | Refused
"""The events of an act, or why it is refused."""


class Body(Struct, frozen=True):
    """A definition's body: its bundle, its canonical bytes and their SHA-256 in hex."""

    bundle: Bundle
    content: bytes
    sha256: str


class Bodies(Protocol):
    """Finds the bodies of definitions, published or not."""

    async def draft(self, tenant: UUID, key: str) -> Body | Refused:
        """Return the draft of a key as it is now."""
        ...

    async def version(self, tenant: UUID, key: str, version: int) -> Body | Refused:
        """Return a published version."""
        ...

    def read(self, content: bytes) -> Body | Refused:
        """Return a body that was kept."""
        ...


class Roles(Protocol):
    """Knows the roles of a tenant."""

    async def of(self, tenant: UUID) -> Mapping[str, RoleRights]:
        """Return every role by its key, with its rights and how many people have it."""
        ...


class Offer(Protocol):
    """An act on offer: at which node, and to which nodes or people (words) it may lead."""

    @property
    def act(self) -> str: ...

    @property
    def node(self) -> str: ...

    @property
    def to(self) -> tuple[str, ...]: ...


class Play(Protocol):
    """One order that is nowhere stored; what is done to it is decided as for a real one."""

    @property
    def flow(self) -> FlowState: ...

    @property
    def drawn(self) -> FlowDefinition: ...

    @property
    def status(self) -> OrderStatus: ...

    @property
    def stage(self) -> Stage: ...

    @property
    def number(self) -> str: ...

    @property
    def timers(self) -> tuple[TimerRuns, ...]: ...

    @property
    def values(self) -> Context: ...

    def report(self, by: Principal, raw: ReportOrder, now: datetime) -> Done: ...

    def act(self, by: Principal, raw: AnyAct, now: datetime) -> Done: ...

    def prove(self, by: Principal, kind: str, node: str, *, label: str = "", now: datetime) -> Done:
        """Act as if a piece of evidence had come."""
        ...

    def fire(self, timer: int, now: datetime) -> Done:
        """Let a timer's time come."""
        ...

    def end_child(self, token: int, now: datetime, *, cancelled: bool) -> Done:
        """Act as if the child order had ended that a token waits for."""
        ...

    def answer(self, token: int, values: Mapping[str, Json], now: datetime) -> Done:
        """Act as if a service had answered, and these values had been taken of it."""
        ...

    def fail(self, token: int, error: str, status: int, now: datetime) -> Done:
        """Act as if a call had failed for good; without a way for errors nothing moves."""
        ...

    def deliver(self, message: str, data: Mapping[str, Json], now: datetime) -> Done:
        """Act as if a message had come from outside."""
        ...

    def silence(self, since: datetime, now: datetime) -> Done | None:
        """Do what is due because nobody verifies since an instant; None where nothing is."""
        ...

    def offered(self, by: Principal) -> tuple[Offer, ...]:
        """Return what somebody may do now."""
        ...

    def demands(self, node: str) -> Iterable[tuple[Evidence, int]]:
        """Yield what a step demands as evidence, and how much of each is there."""
        ...

    def take_nulls(self) -> frozenset[str]:
        """Return the expressions that came out as null since this was asked last."""
        ...


class UnfitValue(Struct, frozen=True):
    """A value that a service's answer could not bring: it is missing, or of another kind."""

    name: str


class Outside(Protocol):
    """Knows how those outside are dealt with: what is taken of answers, how often one calls."""

    @property
    def patience(self) -> Retry: ...

    def taken(
        self, given: Mapping[str, object], wanted: Mapping[str, Answer]
    ) -> dict[str, Json] | UnfitValue:
        """Return values as they are taken of an answer, or the first that does not fit."""
        ...


class Plays(Protocol):
    """Sets the stage."""

    async def open(
        self, tenant: UUID, body: Body, cast: Mapping[str, StandIn], at: datetime
    ) -> Play:
        """Return an order that has not begun, by a body, in the tenant's working time."""
        ...


class PastOrder(Protocol):
    """An order of the past: its events in order, each with when it was recorded."""

    @property
    def id(self) -> UUID: ...

    @property
    def number(self) -> str: ...

    @property
    def events(self) -> tuple[tuple[AnyOrderEvent, datetime], ...]: ...


class Past(Protocol):
    """Reads orders of a type that were reported in a span, as far as somebody may replay them."""

    def allowed(self, principal: Principal) -> bool: ...

    async def count(
        self, principal: Principal, key: str, after: datetime, before: datetime
    ) -> int: ...

    async def page(
        self, principal: Principal, key: str, after: datetime, before: datetime, *, cursor: str
    ) -> tuple[Sequence[PastOrder], str]:
        """Return some of them, and the cursor of those that follow ("": none do)."""
        ...


class Follows(Protocol):
    """Lets orders of the past go by other definitions."""

    async def open(
        self, tenant: UUID, body: Body, at: datetime, drawn: FlowDefinition | None = None
    ) -> Callable[[], Walker]:
        """Return what makes orders that go by a body; `drawn` replaces its flow."""
        ...


class Readers(Protocol):
    """The rights of who asked, as they are now."""

    async def principals(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, Principal]:
        """Return active users with everything that was granted to them; others are left out."""
        ...
