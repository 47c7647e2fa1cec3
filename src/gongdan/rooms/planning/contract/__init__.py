"""The door of planning: a day's orders and people as a plan sees them, and the plan itself."""

from datetime import date, datetime
from typing import Final, Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

USUAL_MINUTES: Final = 60
"""What an order is reckoned to take, where nobody has said otherwise."""

Lasting: TypeAlias = Literal["said", "learned", "kind", "plan"]
"""On what an order's minutes rest: somebody said so; orders like it took so long; it is usual of
its type; or the plan says one length for all."""

State: TypeAlias = Literal["planning", "failed", "draft", "published", "superseded"]


class Part(Struct, frozen=True):
    """A part that has to be carried to the work, and how much of it (a decimal as text)."""

    code: str
    amount: str


class Work(Struct, frozen=True, kw_only=True):
    """An order as it stood when it was planned.

    `act` is how it can be given to somebody: `accept`, `assign`, or "" (it can't). `latitude`
    null: nobody knows where it is, and the way to it is assumed. `started`: somebody is on site,
    or has been; it is never moved. `ended`: it is done, and stands only where it was done.
    `agreed` is the appointment with its customer; `cases` are the orders that `minutes` was
    learned from; `needs` is all that was said of the work, as a text to compare.
    """

    order: UUID
    number: str
    priority: int
    act: str
    assignee: UUID | None
    due_at: datetime | None
    unit: UUID | None
    latitude: float | None
    longitude: float | None
    minutes: int
    category: str = ""
    skills: dict[str, int] = {}
    started: bool = False
    ended: bool = False
    agreed: tuple[datetime, datetime] | None = None
    lasting: Lasting = "plan"
    cases: int = 0
    tools: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    needs: str = ""


class Worker(Struct, frozen=True, kw_only=True):
    """Somebody on one day, in seconds after its midnight; `away` says why he takes nothing.

    `skills` are levels by folded name, `tools` folded names, `units` those where he works (null:
    everywhere), `rests` are breaks as (length, earliest and latest beginning). `assumed`: no shift
    is set for him. `person` is his entry in the register.
    """

    user: UUID
    name: str
    starts: int
    stops: int
    rests: tuple[tuple[int, int, int], ...] = ()
    skills: dict[str, int] = {}
    units: frozenset[UUID] | None = None
    latitude: float | None = None
    longitude: float | None = None
    capacity: int = 8
    away: str = ""
    assumed: bool = False
    tools: frozenset[str] = frozenset()
    person: UUID | None = None


class Arrangement(Struct, frozen=True):
    """Who does what, in which order; `locked` stay with whom they are, and about when.

    `released` are those whose appointment a person has let go of, knowing it.
    """

    routes: dict[UUID, tuple[UUID, ...]] = {}
    locked: tuple[UUID, ...] = ()
    released: tuple[UUID, ...] = ()

    @property
    def who(self) -> dict[UUID, UUID]:
        """Who does which order."""
        return {order: user for user, route in self.routes.items() for order in route}


class Begun(Struct, frozen=True):
    """A stop (a break has no order) that is done, or to which somebody is on the way."""

    order: UUID | None
    arrives: int
    begins: int
    rest: int = 0


class Placed(Struct, frozen=True):
    """Who does an order and when (seconds after midnight), in a plan that held before."""

    order: UUID
    number: str
    user: UUID
    begins: int


class Body(Struct, frozen=True, kw_only=True):
    """What is kept of a plan.

    `steps` are the arrangements that can be gone back and forth between, `at` the one that
    holds. `since` is the second of the day from which on it plans. `before` is what held.
    `refused` are orders that could not be given out, with the code of the reason.
    """

    minutes: int = USUAL_MINUTES
    keep: bool = True
    seconds: int = 0
    since: int = 0
    works: tuple[Work, ...] = ()
    begun: dict[UUID, tuple[Begun, ...]] = {}
    steps: tuple[Arrangement, ...] = (Arrangement(),)
    at: int = 0
    before: tuple[Placed, ...] = ()
    held: tuple[Placed, ...] = ()
    refused: dict[UUID, str] = {}
    fault: str = ""

    @property
    def holds(self) -> Arrangement:
        """The arrangement that holds."""
        return self.steps[self.at]


class DayPlan(Struct, frozen=True, kw_only=True):
    """A plan of one day, of a unit with all below it (null: of everybody)."""

    id: UUID
    day: date
    unit: UUID | None
    state: State
    version: int
    based_on: UUID | None
    author: UUID
    body: Body
    made_at: datetime
    published_at: datetime | None = None


class PlanDay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Plan a day: everybody who works then, and every open order that waits or is in hands.

    `minutes` is what an order takes. `keep`: who has an order already keeps it, if he can.
    """

    day: date
    unit: UUID | None = None
    minutes: int = USUAL_MINUTES
    keep: bool = True


class MoveStop(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Give an order to somebody (null: take it out) as his stop number `at`, from 0 on.

    `confirmed`: whoever moves it knows that appointments will not be kept.
    """

    order: UUID
    to: UUID | None
    at: int = 0
    confirmed: bool = False


class LockStop(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Let an order stay with whom it is whatever is planned anew, or let it go again."""

    order: UUID
    locked: bool
