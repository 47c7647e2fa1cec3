"""What planning needs of others; bootstrap plugs each of these."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.engines.routing.geography import Point
from gongdan.engines.routing.model import Plan, Technician, Visit
from gongdan.kernel.messages import Basis, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.people.contract import CrewMember
from gongdan.rooms.planning.contract import Work
from gongdan.rooms.planning.domain.comparing import Standing


class CrewSeen(Struct, frozen=True):
    """Those who take orders; `units` says of each where he works (null: everywhere)."""

    members: Sequence[CrewMember]
    units: Mapping[UUID, frozenset[UUID] | None]


class Crew(Protocol):
    """Knows who takes orders, and in which zone days begin."""

    async def of(self, tenant: UUID, unit: UUID | None) -> CrewSeen:
        """Return those of a unit with all below it (null: everybody)."""
        ...

    async def zone(self, tenant: UUID) -> str: ...

    async def has_unit(self, tenant: UUID, unit: UUID) -> bool: ...


class OpenLine(Struct, frozen=True):
    """An open order that waits for hands or is in some."""

    order: UUID
    number: str


class Label(Struct, frozen=True, kw_only=True):
    """How an order is called on a page; nothing of it is kept in a plan."""

    title: str
    place: str
    stage: str
    status: str


class Orders(Protocol):
    """Reads orders as a reader may see them, and gives them to people in his name."""

    async def open(
        self, principal: Principal, unit: UUID | None, most: int
    ) -> Sequence[OpenLine]: ...

    async def works(
        self, principal: Principal, orders: Collection[UUID], minutes: int
    ) -> Sequence[Work]:
        """Return orders as they are planned, with all that they ask for.

        What can't be given to anybody is left out. `minutes` is what one takes of which nobody
        knows better.
        """
        ...

    async def standing(self, tenant: UUID, orders: Collection[UUID]) -> Mapping[UUID, Standing]: ...

    async def labels(self, principal: Principal, orders: Collection[UUID]) -> Mapping[UUID, Label]:
        """Return how those are called that a reader may see."""
        ...

    async def give(
        self, principal: Principal, order: UUID, to: UUID, *, basis: Basis, command: UUID
    ) -> Refused | None:
        """Give an order to somebody, as it stands now."""
        ...


class Readers(Protocol):
    """Knows what somebody may do, asked anew."""

    async def principals(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, Principal]: ...


class Problem(Struct, frozen=True, kw_only=True):
    """A day for the search, its places by number; `before` is a plan to stay near to.

    What finds no room before it must begin, or in anybody's share (`parts`), is put in late or
    unevenly, where somebody has time; but not what is `firm`.
    """

    visits: tuple[Visit, ...]
    technicians: tuple[Technician, ...]
    points: tuple[Point, ...]
    seconds: float
    before: Plan | None
    firm: tuple[str, ...] = ()


class Planner(Protocol):
    """Searches, in a process of its own and no longer than it may."""

    async def plan(self, problem: Problem) -> Plan | None:
        """Return the plan, None where the search broke off."""
        ...
