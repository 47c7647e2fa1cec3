"""What rosters needs of others; bootstrap plugs each of these."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.engines.rostering.model import Period, Roster
from gongdan.kernel.database import Writer
from gongdan.rooms.people.contract import CrewMember, RosteredDay


class Unit(Struct, frozen=True):
    """A part of the organisation."""

    id: UUID
    name: str
    path: str


class Grounds(Struct, frozen=True):
    """The units of a tenant, and its zone."""

    units: Sequence[Unit]
    zone: str


class House(Protocol):
    """Knows the organisation."""

    async def grounds(self, tenant: UUID) -> Grounds: ...


class Crew(Protocol):
    """Knows who takes orders: active people with an account."""

    async def of(self, tenant: UUID) -> Sequence[CrewMember]: ...


class Arrived(Struct, frozen=True):
    """Orders that came from a unit (its path), asking for a skill, within an hour from `at` on."""

    path: str
    skill: str
    at: datetime
    count: int


class Came(Struct, frozen=True):
    """What came in a span; `first` is when the first order of all came (null: none did).

    `lent`: too little came in it, and imported history stands in from this instant on, put
    forward by whole weeks.
    """

    first: datetime | None
    arrived: Sequence[Arrived]
    lent: datetime | None = None


class Orders(Protocol):
    """Counts the orders that came."""

    async def came(self, tenant: UUID, after: datetime, before: datetime) -> Came: ...


class Shifts(Protocol):
    """Is told when people work, within the transaction of the publication."""

    async def put(
        self, writer: Writer, tenant: UUID, days: Mapping[UUID, Sequence[RosteredDay]]
    ) -> None: ...

    async def drop(
        self, writer: Writer, tenant: UUID, users: Sequence[UUID], *, first: date, last: date
    ) -> None: ...


class Task(Struct, frozen=True):
    """A period, and how long is searched (seconds)."""

    period: Period
    seconds: int


class Solver(Protocol):
    """Solves a period, somewhere where it holds up nobody."""

    async def solve(self, task: Task, *, stopped: Callable[[], bool]) -> Roster | None:
        """Return the roster found; None where the search came to no end of its own."""
        ...
