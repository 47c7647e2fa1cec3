"""A day becomes a problem for PyVRP, and its solution a plan (Wouda, Lan, Kool 2024).

Skills and reservations are kept by profiles: for whoever can't do a visit, every way to its
place is beyond any day. Tools and parts are loads: a van begins the day full of what it has not
got, so that only its own stock is free; a call at a store empties that ballast.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pyvrp

from gongdan.engines.routing.fitness import why_nobody, why_not
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

if TYPE_CHECKING:
    from pyvrp import Client, Depot, Location, ProblemData, VehicleType

MUST: Final = 20
"""What leaving out a visit that must be done costs: so often the longest way of the day."""
NO_WAY: Final = 50
"""How far it is to a visit that a technician can't do: leaving it out is always better."""

Until = Callable[[], bool]


def solve(day: Day, until: Until, seed: int = 0, before: Plan | None = None) -> Plan:
    """Return the best plan found until it is time; `before` is where the search begins."""
    if not day.visits or not day.technicians:
        return _empty(day)
    shape = _Shape(day)
    data = shape.data()
    start = shape.start(data, before) if before else None
    found = pyvrp.solve(
        data, lambda _cost: until(), seed=seed, collect_stats=False, initial_solution=start
    )
    plan = shape.plan(found.best) if found.best.is_feasible() else _empty(day)
    return insert_left(day, plan)


class _Shape:
    """The day in PyVRP's numbers: places, clients in the order of visits, a type a technician."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._tools = sorted({tool for visit in day.visits for tool in visit.tools})
        self._kinds = max((len(visit.parts) for visit in day.visits), default=0)
        homes = [place for who in day.technicians for place in (who.home, who.ends)]
        self._depots = list(dict.fromkeys([*homes, *day.stores]))
        self._teams = _teams(day)
        self._longest = int(day.travel.distance.max()) + 1
        # a van has room for all that the day needs of anything: more would blur the scale
        needs = np.array([self._needs(visit) for visit in day.visits], dtype=np.int64)
        self._room = [int(each) for each in needs.sum(axis=0)]

    def data(self) -> "ProblemData":
        """Return the whole problem."""
        types: list[VehicleType] = []
        distances: list[Matrix] = []
        durations: list[Matrix] = []
        for team in self._teams:
            distance, duration = self._ways(team[0])
            types.append(self._type(team, len(distances)))
            distances.append(distance)
            durations.append(duration)
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
                prize=self._prize(visit),
                required=False,
            )
            for index, visit in enumerate(self._day.visits)
        ]

    def _prize(self, visit: Visit) -> int:
        most = MUST * self._longest
        return most if visit.must else min(visit.worth, most)

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
            tw_late=who.stops,
            reload_depots=[self._depots.index(store) for store in self._day.stores],
            max_reloads=1 if self._day.stores else 0,
            profile=profile,
        )

    def _stock(self, who: Technician) -> list[int]:
        room = self._room[len(self._tools) :]
        has = [*who.parts, *[0] * self._kinds]
        return [min(own, most) for own, most in zip(has, room, strict=False)]

    def _ways(self, who: Technician) -> tuple[Matrix, Matrix]:
        """Return travel as one technician sees it: no way leads to what he can't do."""
        day, first = self._day, len(self._depots)
        places = np.array([*self._depots, *(visit.place for visit in day.visits)])
        distance = day.travel.distance[np.ix_(places, places)].copy()
        duration = day.travel.duration[np.ix_(places, places)].copy()
        shut = [
            first + index
            for index, visit in enumerate(day.visits)
            if why_not(day, who, visit) is not None
        ]
        distance[:, shut] = NO_WAY * self._longest
        np.fill_diagonal(distance, 0)
        np.fill_diagonal(duration, 0)
        return distance, duration

    def start(self, data: "ProblemData", before: Plan) -> "pyvrp.Solution":
        """Return an earlier plan, as far as its visits and technicians are still there."""
        index = {visit.id: at for at, visit in enumerate(self._day.visits)}
        kind = {who.id: at for at, team in enumerate(self._teams) for who in team}
        routes = [
            pyvrp.Route(data, visits, kind[route.technician])
            for route in before.routes
            if route.technician in kind
            and (visits := [index[stop.visit] for stop in route.stops if stop.visit in index])
        ]
        return pyvrp.Solution(data, routes)

    def plan(self, found: "pyvrp.Solution") -> Plan:
        """Return the solution as a plan, each route with the next technician of its team."""
        waiting = [iter(team) for team in self._teams]
        routes = tuple(
            self._route(route, next(waiting[route.vehicle_type()])) for route in found.routes()
        )
        done = {stop.visit for route in routes for stop in route.stops}
        left = (visit for visit in self._day.visits if visit.id not in done)
        return Plan(
            routes, tuple(Unplanned(visit.id, why_nobody(self._day, visit)) for visit in left)
        )

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


def _teams(day: Day) -> list[list[Technician]]:
    """Return the technicians, together those who differ in nothing but a name that none calls."""
    called = {name for visit in day.visits for name in visit.only}
    teams: dict[tuple[object, ...], list[Technician]] = {}
    for who in day.technicians:
        parts = (getattr(who, name) for name in who.__struct_fields__ if name != "id")
        key = (who.id if who.id in called else "", *parts)
        teams.setdefault(key, []).append(who)
    return list(teams.values())


def _empty(day: Day) -> Plan:
    return Plan((), tuple(Unplanned(visit.id, why_nobody(day, visit)) for visit in day.visits))
