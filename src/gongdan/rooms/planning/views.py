"""What the board is told: structs as they stand in answers (each key is there).

Times of a day are seconds after its midnight (`midnight`), so that a bar is where it is by a
division; the page says them in hours.
"""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct


class PartOnBoard(Struct, frozen=True):
    """A part, and how much of it (a decimal as text)."""

    code: str
    amount: str


class OrderOnBoard(Struct, frozen=True, kw_only=True):
    """An order of a plan. `title` and `place` are empty where the reader may not see it.

    `change`: what happened to it since it was planned (ended, holder, due, needs; "": nothing).
    `lasting` says on what `minutes` rest: said, learned (from `cases` orders), kind, plan.
    `opens` and `closes`: its appointment, on another day below 0 or beyond the day's end.
    """

    id: UUID
    number: str
    title: str
    place: str
    priority: int
    minutes: int
    lasting: str
    cases: int
    category: str
    skills: list[str]
    tools: list[str]
    parts: list[PartOnBoard]
    opens: int | None
    closes: int | None
    due: int | None
    latitude: float | None
    longitude: float | None
    holder: UUID | None
    started: bool
    done: bool
    locked: bool
    change: str


class StopOnBoard(Struct, frozen=True, kw_only=True):
    """A stop, or a break (no order); `travel` and `metres` is the way to it, `late` how much.

    `missed`: by how much work begins after the end of its appointment.
    """

    order: UUID | None
    arrives: int
    begins: int
    ends: int
    travel: int
    metres: int
    late: int
    missed: int
    begun: bool


class RouteOnBoard(Struct, frozen=True, kw_only=True):
    """Somebody's day. `away` says why nothing is planned for him: away, off, none, over.

    `parts` and `tools` are what has to be loaded in the morning; `person` is the entry in the
    register, where absences are recorded.
    """

    user: UUID
    person: UUID | None
    name: str
    starts: int
    stops: int
    assumed: bool
    away: str
    skills: list[str]
    leaves: int
    returns: int
    home: int
    overtime: int
    lost: bool
    parts: list[PartOnBoard]
    tools: list[str]
    visits: list[StopOnBoard]


class LeftOnBoard(Struct, frozen=True, kw_only=True):
    """An order with nobody, and why; `user` could take it on, for `over` seconds more."""

    order: UUID
    why: str
    skills: tuple[str, ...]
    tools: tuple[str, ...]
    user: UUID | None
    over: int


class DifferenceShown(Struct, frozen=True, kw_only=True):
    """What is otherwise than in the plan that held before."""

    order: UUID
    number: str
    kind: str
    was: UUID | None
    now: UUID | None
    begun: int | None
    begins: int | None
    away: bool


class Sums(Struct, frozen=True, kw_only=True):
    """What a plan comes to."""

    planned: int
    people: int
    travel: int
    metres: int
    overtime: int
    late: int
    missed: int
    assumed: int


class PlanShown(Struct, frozen=True, kw_only=True):
    """A plan as it stands; `later` are open orders that are agreed for a day to come."""

    id: UUID
    day: date
    unit: UUID | None
    state: str
    version: int
    fault: str
    minutes: int
    keep: bool
    seconds: int
    since: int
    made_at: datetime
    published_at: datetime | None
    can_undo: bool
    can_redo: bool
    orders: list[OrderOnBoard]
    routes: list[RouteOnBoard]
    left: list[LeftOnBoard]
    differences: list[DifferenceShown]
    sums: Sums
    refused: dict[str, str]
    changed: int
    fresh: int
    later: int


class BoardShown(Struct, frozen=True, kw_only=True):
    """A day: the plan that holds, and the one in work (null: none)."""

    day: date
    unit: UUID | None
    today: date
    midnight: int
    zone: str
    waiting: int
    people: int
    draft: PlanShown | None
    published: PlanShown | None


class EffectsShown(Struct, frozen=True, kw_only=True):
    """What a move would change: `overtime`, `late` and `missed` as they are after it, where they
    grew. A move that misses appointments has to be confirmed.
    """

    travel: int
    metres: int
    begins: int | None
    overtime: dict[UUID, int]
    late: dict[UUID, int]
    missed: dict[UUID, int]
    shifted: list[UUID]
    over_capacity: bool


class OptionShown(Struct, frozen=True, kw_only=True):
    """Where somebody would take an order on; `at` null: `why` says which rule forbids it."""

    user: UUID
    name: str
    at: int | None
    effects: EffectsShown | None
    code: str
    why: str
