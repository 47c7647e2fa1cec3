"""A day becomes a problem for PyVRP, and its solution a plan (Wouda, Lan, Kool 2024).

Skills and reservations are kept by profiles: for whoever can't do a visit, every way to its
place is beyond any day. Tools and parts are loads: a van begins the day full of what it has not
got, so that only its own stock is free; a call at a store empties that ballast. What is left out
rides with nobody, at the price of leaving it out: so every move of the search that takes a visit
from one technician to another, by a store if need be, also takes it back into the day.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pyvrp
from numpy.typing import NDArray

from gongdan.engines.routing.fitness import why_nobody, why_not
from gongdan.engines.routing.freezing import ahead, behind, without_begun
from gongdan.engines.routing.inserting import insert_left
from gongdan.engines.routing.model import (
    Day,
    Matrix,
    Plan,
    Route,
    Stop,
    Technician,
    Unplanned,
    Visit,
)
from gongdan.engines.routing.searching import search
from gongdan.engines.routing.timing import as_far_as_it_goes, due, places_of

if TYPE_CHECKING:
    from pyvrp import Client, Depot, Location, ProblemData, VehicleType

MUST: Final = 20
"""What leaving out a visit that must be done costs: so often the longest way of the day."""
NO_WAY: Final = 50
"""How far it is to a visit that a technician can't do: leaving it out is always better."""

Until = Callable[[], bool]


def solve(
    day: Day, until: Until, seed: int = 0, *, before: Plan | None = None, moving: int = 0
) -> Plan:
    """Return the best plan found until it is time; `before` is where the search begins.

    What it gives to another technician than `before` must save `moving` of distance.
    """
    rest = ahead(day)
    if not rest.visits or not rest.technicians:
        return behind(day, _empty(rest))
    before = before and without_begun(day, before)
    shape = _Shape(rest, before if moving else None, moving)
    data = shape.data()
    start = shape.start(data, before) if before else None
    found = search(data, rest.travel, until, seed=seed, dearest=shape.dearest, start=start)
    plan = shape.plan(found) if found.is_feasible() else _empty(rest)
    return insert_left(day, behind(day, rested(rest, plan)))


def rested(day: Day, plan: Plan) -> Plan:
    """Return the plan with its breaks; a visit for which they leave no time is left out."""
    people = {who.id: who for who in day.technicians}
    routes = tuple(_with_rests(day, people[each.technician], each) for each in plan.routes)
    return of_routes(day, [each for each in routes if each])


def of_routes(day: Day, routes: Sequence[Route]) -> Plan:
    """Return the plan of these routes; what none of them does is left out, with the reason."""
    done = {stop.visit for route in routes for stop in route.stops}
    left = (visit for visit in day.visits if visit.id not in done)
    unplanned = (Unplanned(visit.id, why_nobody(day, visit)) for visit in left)
    return Plan(tuple(routes), tuple(unplanned))


def _with_rests(day: Day, who: Technician, route: Route) -> Route | None:
    return as_far_as_it_goes(day, who, tuple(places_of(day, route))) if due(who) else route


class _Shape:
    """The day in PyVRP's numbers: places, clients in the order of visits, a type a technician."""

    def __init__(self, day: Day, before: Plan | None, moving: int) -> None:
        self._day, self._moving = day, moving
        routes = before.routes if before else ()
        self._had = {stop.visit: each.technician for each in routes for stop in each.stops}
        self._tools = sorted({tool for visit in day.visits for tool in visit.tools})
        self._kinds = max((len(visit.parts) for visit in day.visits), default=0)
        homes = [place for who in day.technicians for place in (who.home, who.ends)]
        self._depots = list(dict.fromkeys([*homes, *day.stores]))
        self._teams = _teams(day, set(self._had.values()))
        self._longest = int(day.travel.distance.max()) + 1
        self.dearest = MUST * self._longest
        # a van has room for all that the day needs of anything: more would blur the scale
        needs = np.array([self._needs(visit) for visit in day.visits], dtype=np.int64)
        self._room = [int(each) for each in needs.sum(axis=0)]

    def data(self) -> "ProblemData":
        """Return the whole problem."""
        profiles: dict[bytes, int] = {}
        types: list[VehicleType] = []
        distances: list[Matrix] = []
        for team in self._teams:
            dearer = self._dearer(team[0])
            profile = profiles.setdefault(dearer.tobytes(), len(profiles))
            types.append(self._type(team, profile))
            if profile == len(distances):
                distances.append(self._ways(dearer))
        types.append(self._nobody(len(distances)))
        takes = self._between(self._day.travel.duration)
        durations = [*[takes] * len(distances), np.zeros_like(takes)]
        distances.append(self._left_out())
        return pyvrp.ProblemData(
            self._locations(), self._clients(), self._bases(), types, distances, durations
        )

    def _locations(self) -> "list[Location]":
        visits = self._day.visits
        places = [*self._depots, *(visit.place for visit in visits)]
        return [pyvrp.Location(x=place, y=0) for place in places]

    def _bases(self) -> "list[Depot]":
        return [pyvrp.Depot(location=index) for index in range(len(self._depots))]

    def _clients(self) -> "list[Client]":
        first = len(self._depots)
        return [
            pyvrp.Client(
                location=first + index,
                pickup=self._needs(visit),
                service_duration=visit.work,
                tw_early=visit.opens,
                tw_late=visit.closes,
            )
            for index, visit in enumerate(self._day.visits)
        ]

    def _nobody(self, profile: int) -> "VehicleType":
        """Return who rides with what is left out: as many as there are visits."""
        return pyvrp.VehicleType(
            num_available=len(self._day.visits), capacity=self._room, profile=profile
        )

    def _left_out(self) -> Matrix:
        """Return ways that are as far as leaving out the visit they lead to is dear."""
        prices = [
            self.dearest if visit.must else min(visit.worth, self.dearest)
            for visit in self._day.visits
        ]
        row = np.array([*[0] * len(self._depots), *prices], dtype=np.int64)
        ways: Matrix = np.tile(row, (len(row), 1))
        np.fill_diagonal(ways, 0)
        return ways

    def _needs(self, visit: Visit) -> list[int]:
        parts = [*visit.parts, *[0] * (self._kinds - len(visit.parts))]
        return [*(int(tool in visit.tools) for tool in self._tools), *parts]

    def _type(self, team: Sequence[Technician], profile: int) -> "VehicleType":
        who = team[0]
        room = self._room
        tools = [room[at] if tool in who.tools else 0 for at, tool in enumerate(self._tools)]
        own = [*tools, *self._stock(who)]
        return pyvrp.VehicleType(
            num_available=len(team),
            capacity=room,
            initial_load=[most - has for most, has in zip(room, own, strict=True)],
            start_depot=self._depots.index(who.home),
            end_depot=self._depots.index(who.ends),
            tw_early=who.starts,
            tw_late=max(who.starts, who.stops - _resting(who)),
            reload_depots=[self._depots.index(store) for store in self._day.stores],
            max_reloads=1 if self._day.stores else 0,
            profile=profile,
        )

    def _stock(self, who: Technician) -> list[int]:
        room = self._room[len(self._tools) :]
        has = [*who.parts, *[0] * self._kinds]
        return [min(own, most) for own, most in zip(has, room, strict=False)]

    def _dearer(self, who: Technician) -> NDArray[np.int64]:
        """Return by how much each visit is farther for somebody (-1: no way leads there)."""
        return np.array(
            [
                -1
                if why_not(self._day, who, visit) is not None
                else self._moving * (self._had.get(visit.id, who.id) != who.id)
                for visit in self._day.visits
            ],
            dtype=np.int64,
        )

    def _ways(self, dearer: NDArray[np.int64]) -> Matrix:
        """Return distances as one technician sees them: no way leads to what he can't do."""
        first, distance = len(self._depots), self._between(self._day.travel.distance)
        distance[:, first:] += np.maximum(dearer, 0)
        distance[:, first + np.flatnonzero(dearer < 0)] = NO_WAY * self._longest
        np.fill_diagonal(distance, 0)
        return distance

    def _between(self, travel: Matrix) -> Matrix:
        places = np.array([*self._depots, *(visit.place for visit in self._day.visits)])
        between: Matrix = travel[np.ix_(places, places)].copy()
        np.fill_diagonal(between, 0)
        return between

    def start(self, data: "ProblemData", before: Plan) -> "pyvrp.Solution":
        """Return an earlier plan, as far as its visits and technicians are still there."""
        index = {visit.id: at for at, visit in enumerate(self._day.visits)}
        kind = {who.id: at for at, team in enumerate(self._teams) for who in team}
        given = [
            (kind[route.technician], visits)
            for route in before.routes
            if route.technician in kind
            and (visits := [index[stop.visit] for stop in route.stops if stop.visit in index])
        ]
        left = set(index.values()).difference(*(visits for _, visits in given))
        given += [(len(self._teams), [visit]) for visit in sorted(left)]
        return pyvrp.Solution(data, [pyvrp.Route(data, visits, type_) for type_, visits in given])

    def plan(self, found: "pyvrp.Solution") -> Plan:
        """Return the solution as a plan, each route with the next technician of its team."""
        waiting = [iter(team) for team in self._teams]
        routes = tuple(
            self._route(route, next(waiting[route.vehicle_type()]))
            for route in found.routes()
            if route.vehicle_type() < len(waiting)
        )
        return of_routes(self._day, routes)

    def _route(self, route: "pyvrp.Route", who: Technician) -> Route:
        """Return a route with its times; it leaves home as late as the solver says."""
        stops = tuple(self._stops(route, who))
        return Route(who.id, stops, int(route.start_time()), int(route.end_time()))

    def _stops(self, route: "pyvrp.Route", who: Technician) -> Iterator[Stop]:
        clock, place = int(route.start_time()), who.home
        for each in route.schedule()[1:-1]:
            depot = each.is_depot()
            visit = None if depot else self._day.visits[each.idx]
            here = self._depots[each.idx] if visit is None else visit.place
            if visit is None and here == place and here not in self._day.stores:
                continue
            arrives = clock + int(self._day.travel.duration[place, here])
            begins = max(arrives, visit.opens) if visit else arrives
            yield Stop(here, visit.id if visit else "", arrives, begins)
            clock, place = begins + (visit.work if visit else 0), here


def _teams(day: Day, known: set[str]) -> list[list[Technician]]:
    """Return the technicians, together those who differ in nothing but a name.

    Whom a visit is kept for, or who is `known` by his visits of before, is alone.
    """
    called = known.union(*(visit.only for visit in day.visits))
    teams: dict[tuple[object, ...], list[Technician]] = {}
    for who in day.technicians:
        parts = (getattr(who, name) for name in who.__struct_fields__ if name != "id")
        key = (who.id if who.id in called else "", *parts)
        teams.setdefault(key, []).append(who)
    return list(teams.values())


def _resting(who: Technician) -> int:
    """Return for how long somebody who is out all day rests."""
    return sum(rest.length for rest in due(who) if rest.closes < who.stops)


def _empty(day: Day) -> Plan:
    return Plan((), tuple(Unplanned(visit.id, why_nobody(day, visit)) for visit in day.visits))
