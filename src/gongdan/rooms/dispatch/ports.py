"""What dispatch needs of others; bootstrap plugs each of these."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.engines.matching.advising import ChosenAmong
from gongdan.engines.triage.entities import Gazetteer
from gongdan.kernel.messages import Basis, Event, Refused
from gongdan.rooms.dispatch.contract import Triage
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.people.contract import CrewMember

EVERYWHERE: Final = UUID(int=0)
"""Under this key of `CrewSeen.territories` stand all units."""


class CrewSeen(Struct, frozen=True):
    """People who changed since the last question, and from when on to ask next.

    `territories` maps a unit to the ids of it and all below it; `zone` is the tenant's.
    """

    members: Sequence[CrewMember]
    until: datetime
    territories: Mapping[UUID, frozenset[str]]
    zone: str


class Crew(Protocol):
    """Knows who takes orders."""

    async def of(self, tenant: UUID, since: datetime | None) -> CrewSeen: ...


class LoadsSeen(Struct, frozen=True):
    """Whose each order is now, of those that changed (None: nobody's load any more)."""

    holders: Mapping[UUID, UUID | None]
    until: datetime


class Loads(Protocol):
    """Knows what is in whose hands."""

    async def of(self, tenant: UUID, since: datetime | None) -> LoadsSeen: ...

    async def held_by(self, tenant: UUID, user: UUID) -> Sequence[UUID]:
        """Return the open orders that somebody has to work on."""
        ...


class AskedOrder(Struct, frozen=True, kw_only=True):
    """An order as dispatch needs it. `act` is how it can be given to somebody now: `accept`
    (taken on, with who does it), `assign`, or "" (it can't).
    """

    id: UUID
    number: str
    version: int
    type_key: str
    title: str
    text: str
    priority: int
    act: str
    node: str
    assignee: UUID | None
    due_at: datetime | None
    urgency: int
    impact: int
    asset: UUID | None
    linked: frozenset[UUID]
    unit: UUID | None
    latitude: float | None
    longitude: float | None


class WaitingOrder(Struct, frozen=True):
    """A line of the inbox: an order that waits for somebody to work on it."""

    id: UUID
    number: str
    title: str
    type_key: str
    stage: str
    priority: int
    waiting_since: datetime


class KnownOrder(Struct, frozen=True, kw_only=True):
    """An order beside another one, as a reader may see it."""

    id: UUID
    number: str
    title: str
    status: str
    stage: str
    urgency: int
    impact: int
    asset: UUID | None
    reported_at: datetime


class Solved(Struct, frozen=True):
    """What was done about an order, by whom and when, as far as a reader may see it."""

    by: str
    at: datetime
    what: str


class Orders(Protocol):
    """Reads orders as a reader may see them, and gives them to people in his name."""

    async def asked(self, principal: Principal, order: UUID) -> AskedOrder | Refused: ...

    async def waiting(self, principal: Principal, most: int) -> Sequence[WaitingOrder]: ...

    async def give(
        self,
        principal: Principal,
        asked: AskedOrder,
        to: UUID | None,
        *,
        reason: str,
        basis: Basis,
        command: UUID,
    ) -> int | Refused:
        """Give an order to somebody (None: into the pool); returns its new version."""
        ...

    async def history(self, tenant: UUID, order: UUID) -> Sequence[tuple[Event, datetime]]: ...

    async def after(self, tenant: UUID, order: UUID, most: int) -> Sequence[UUID]:
        """Return orders behind this one, by id."""
        ...

    async def texts(self, tenant: UUID, orders: Collection[UUID]) -> Mapping[UUID, str]:
        """Return the titles and descriptions of orders, to learn from; never kept."""
        ...


class OtherOrders(Protocol):
    """Knows orders beside the one that is looked at."""

    async def seen(
        self, principal: Principal, orders: Collection[UUID]
    ) -> Mapping[UUID, KnownOrder]:
        """Return those of some orders that a reader may see."""
        ...

    async def solved(self, principal: Principal, order: UUID) -> Solved | None:
        """Return what was done about an order, under the reader's masks."""
        ...


class Types(Protocol):
    """Knows the order types of a tenant."""

    async def names(self, tenant: UUID) -> Mapping[str, Mapping[str, str]]:
        """Return the published types by key, with their names by language."""
        ...


class Standings(Protocol):
    """The employer's weight of people, -1 to 1, where HR data give one."""

    async def of(self, tenant: UUID) -> Mapping[UUID, float]: ...


class KnownNames(Protocol):
    """Names of things that a text may speak of."""

    async def of(self, tenant: UUID) -> Gazetteer: ...


class PluggedModels(Protocol):
    """Knows models that were trained elsewhere."""

    async def triage(self, tenant: UUID, text: str) -> Triage | None:
        """Return what the one that is live says of a text; None: ask the built-in model."""
        ...


class Scorer(Struct, frozen=True):
    """A model that scores candidates; its word counts where it is `live`, else nobody hears it."""

    id: UUID
    title: str
    live: bool


class PluggedScorers(Protocol):
    """Knows models that score candidates and were trained elsewhere."""

    async def at_work(self, tenant: UUID) -> Sequence[Scorer]:
        """Return those that are live or pilots; mostly none, and then it costs nothing."""
        ...

    async def scores(
        self, tenant: UUID, scorer: UUID, rows: Sequence[Sequence[float]]
    ) -> Sequence[float] | None:
        """Return a number for each row of features, None where it can't be had at once."""
        ...

    async def chosen(self, tenant: UUID, choice: UUID, order: UUID, among: ChosenAmong) -> None:
        """Hear whom a person chose; all of them are asked about it later, in silence."""
        ...


class Zones(Protocol):
    """Knows by which clock a tenant lives."""

    async def of(self, tenant: UUID) -> str:
        """Return the name of its time zone."""
        ...


class PeopleNames(Protocol):
    """Knows how users and units are called, those who have left as well."""

    async def names(self, tenant: UUID, users: Collection[UUID]) -> Mapping[UUID, str]: ...

    async def units(self, tenant: UUID, units: Collection[UUID]) -> Mapping[UUID, str]: ...
