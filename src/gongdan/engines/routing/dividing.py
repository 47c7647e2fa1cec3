"""Large days are divided into parts of near visits, each with the technicians nearest to it.

Each part is planned alone, in its share of the time; then parts are drawn anew about the routes
that were found, so that a seam of the first round lies inside a part of the second.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from gongdan.engines.routing.fitness import fits
from gongdan.engines.routing.freezing import ahead, behind
from gongdan.engines.routing.inserting import insert_left
from gongdan.engines.routing.model import Day, Plan, Route, Technician, Visit
from gongdan.engines.routing.solving import Until, of_routes, solve

MOST: Final = 400
"""Up to so many visits a day is planned as one."""

Share: TypeAlias = Callable[[float], Until]
"""Makes, when called, an end for this part (0 to 1) of all the time there is."""
_Groups: TypeAlias = NDArray[np.int64]


def solve_divided(day: Day, share: Share, seed: int = 0, most: int = MOST) -> Plan:
    """Return a plan for a day of any size; up to `most` visits it is that of `solve`."""
    rest = ahead(day)
    count = min(-(-len(rest.visits) // most), len(rest.technicians))
    if count <= 1:
        return solve(day, share(1.0), seed)
    first = _solve_parts(rest, divide(rest, count), share, seed=seed)
    again = divide_by_routes(rest, count, first)
    second = _solve_parts(rest, again, share, seed=seed + 1, before=first)
    return behind(day, second)


def divide(day: Day, count: int) -> list[Day]:
    """Return so many parts of a day: near visits, and technicians who live near them."""
    places = [visit.place for visit in day.visits]
    seeds = _seeds(day, places, count)
    visits = _near(day, places, seeds)
    people = _near(day, [who.home for who in day.technicians], seeds)
    return _parts(day, visits, people, count)


def divide_by_routes(day: Day, count: int, plan: Plan) -> list[Day]:
    """Return so many parts of a day: near routes, with those who go them."""
    routes = {route.technician: route for route in plan.routes}
    stands = [_middle(day, who, routes.get(who.id)) for who in day.technicians]
    people = _near(day, stands, _seeds(day, stands, count))
    at = {who.id: int(group) for who, group in zip(day.technicians, people, strict=True)}
    had = {stop.visit: at[route.technician] for route in plan.routes for stop in route.stops}
    nearest = np.argmin(
        day.travel.distance[np.ix_([visit.place for visit in day.visits], stands)], axis=1
    )
    visits = [
        had.get(visit.id, int(people[near]))
        for visit, near in zip(day.visits, nearest, strict=True)
    ]
    return _parts(day, np.array(visits), people, count)


def _solve_parts(
    day: Day, parts: Sequence[Day], share: Share, *, seed: int, before: Plan | None = None
) -> Plan:
    """Return the parts' plans as one; what one part left may go to another."""
    routes: list[Route] = []
    for part in parts:
        people = {who.id for who in part.technicians}
        was = before and Plan(tuple(each for each in before.routes if each.technician in people))
        until = share(len(part.visits) / len(day.visits) / 2)
        routes += solve(part, until, seed, before=was).routes
    return insert_left(day, of_routes(day, routes))


def _parts(day: Day, visits: _Groups, people: _Groups, count: int) -> list[Day]:
    """Return the parts; a visit that nobody in its part can do goes to one where somebody can."""
    crews = [
        tuple(who for who, group in zip(day.technicians, people, strict=True) if group == each)
        for each in range(count)
    ]
    held: list[list[Visit]] = [[] for _ in crews]
    for visit, group in zip(day.visits, visits, strict=True):
        able = (each for each in (group, *range(count)) if _can(day, crews[each], visit))
        held[next(able, int(group))].append(visit)
    return [
        replace(day, visits=tuple(some), technicians=crew)
        for some, crew in zip(held, crews, strict=True)
        if some and crew
    ]


def _can(day: Day, crew: Sequence[Technician], visit: Visit) -> bool:
    return any(fits(day, who, visit) for who in crew)


def _seeds(day: Day, places: Sequence[int], count: int) -> list[int]:
    """Return places far from each other: the outermost, then always the farthest of all."""
    ways = day.travel.distance[np.ix_(places, places)]
    seeds = [int(ways.sum(axis=1).argmax())]
    while len(seeds) < count:
        seeds.append(int(ways[:, seeds].min(axis=1).argmax()))
    return [places[each] for each in seeds]


def _near(day: Day, places: Sequence[int], seeds: Sequence[int]) -> _Groups:
    """Return the group (of a seed) of each place, equally many in each.

    Whoever loses most if his nearest group is full chooses first.
    """
    to = day.travel.distance[np.ix_(places, seeds)]
    ranked = np.sort(to, axis=1)
    room = [-(-len(places) // len(seeds))] * len(seeds)
    groups = np.zeros(len(places), dtype=np.int64)
    for who in np.argsort(ranked[:, 0] - ranked[:, 1], kind="stable"):
        group = next(int(each) for each in np.argsort(to[who], kind="stable") if room[each])
        groups[who] = group
        room[group] -= 1
    return groups


def _middle(day: Day, who: Technician, route: Route | None) -> int:
    """Return the place of somebody's route from which all the others are nearest."""
    if route is None:
        return who.home
    places = [stop.place for stop in route.stops]
    return places[int(day.travel.distance[np.ix_(places, places)].sum(axis=1).argmin())]
