"""A day to be planned: visits, technicians, ways between places; and a plan of it.

Times and travel are whole numbers in one unit (seconds in the product), counted from the day's
beginning; distances are whole numbers in one unit (metres). A place is an index into the travel
matrices. The problem is the technician routing and scheduling problem (Pillac, Guéret, Medaglia
2013); with one kind of technician, one part and no tools it is the vehicle routing problem with
time windows (Solomon 1987).
"""

from itertools import pairwise
from typing import Final, Literal, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.int64]

FAR: Final = 1_000_000_000
"""A time or distance beyond every day: stands for "never" and "no way"."""


class Travel(Struct, frozen=True, eq=False):
    """How far and how long it is from each place (row) to each other (column)."""

    distance: Matrix
    duration: Matrix


class Visit(Struct, frozen=True, kw_only=True):
    """The work of one order at a place.

    Work of `work` units begins between `opens` and `closes`. Whoever does it has all `skills`,
    and with him all `tools` and as many `parts` of each kind. `only` names those who may do it
    (empty: anybody who can). A visit that `must` be done is never left out to save a way;
    another one is `worth` so much distance.
    """

    id: str
    place: int
    work: int
    opens: int = 0
    closes: int = FAR
    skills: frozenset[str] = frozenset()
    tools: frozenset[str] = frozenset()
    parts: tuple[int, ...] = ()
    only: frozenset[str] = frozenset()
    must: bool = True
    worth: int = 0


class Rest(Struct, frozen=True):
    """A break of `length`, begun between `opens` and `closes`, wherever one is just then.

    Whoever has not left before it could be over, or is back before it closes, rests at home.
    """

    length: int
    opens: int
    closes: int


class Stop(Struct, frozen=True):
    """One stop of a route: a visit, a call at a store, or (`rest` is its length) a break.

    `begins`: its work. Without a visit it is one of the latter two.
    """

    place: int
    visit: str
    arrives: int
    begins: int
    rest: int = 0


class Technician(Struct, frozen=True, kw_only=True):
    """Who goes out: from `home` to `ends` between `starts` and `stops`.

    `parts` is what is in the van in the morning, by kind; a call at a store fills it with
    everything that the day can need. `rests` follow each other in time. `begun` are stops that
    are done, under way, or not to be touched: his route begins with them, just as they are.
    Whoever is `out` already has no break at home before he sets out.
    """

    id: str
    home: int
    ends: int
    starts: int = 0
    stops: int = FAR
    skills: frozenset[str] = frozenset()
    tools: frozenset[str] = frozenset()
    parts: tuple[int, ...] = ()
    rests: tuple[Rest, ...] = ()
    begun: tuple[Stop, ...] = ()
    out: bool = False


class Day(Struct, frozen=True, kw_only=True, eq=False):
    """What is to be planned. `stores` are places where tools and parts are had."""

    visits: tuple[Visit, ...]
    technicians: tuple[Technician, ...]
    travel: Travel
    stores: tuple[int, ...] = ()


class Route(Struct, frozen=True):
    """What one technician does, in its order; he leaves home at `leaves`, is back at `returns`."""

    technician: str
    stops: tuple[Stop, ...]
    leaves: int
    returns: int


WhyNot: TypeAlias = Literal["skills", "reserved", "tools", "parts", "hours", "no_room"]
"""Why nobody does a visit: nobody has the skills; whoever it is kept for can't; tools or parts
are had nowhere; nobody can be there in time and back; or the day is full."""


class Unplanned(Struct, frozen=True):
    """A visit that nobody does, and why."""

    visit: str
    why: WhyNot


class Plan(Struct, frozen=True):
    """Routes (only of those who go out), and what is left."""

    routes: tuple[Route, ...]
    unplanned: tuple[Unplanned, ...] = ()


def distance_of(day: Day, plan: Plan) -> int:
    """Return how far everybody goes together."""
    return sum(_distance(day, route) for route in plan.routes)


def _distance(day: Day, route: Route) -> int:
    who = next(each for each in day.technicians if each.id == route.technician)
    places = (who.home, *(stop.place for stop in route.stops), who.ends)
    return sum(int(day.travel.distance[a, b]) for a, b in pairwise(places))
