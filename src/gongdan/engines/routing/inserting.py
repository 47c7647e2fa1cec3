"""One visit more in a plan that stands: where it costs least, by whom, touching nothing else.

Also how a solver's plan gets what it left: it never begins a route with a call at a store.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.routing.fitness import has_parts, why_not
from gongdan.engines.routing.model import Day, Plan, Route, Stop, Technician, Unplanned, Visit


class Insertion(Struct, frozen=True):
    """A route with one visit more, and how much farther it is than before."""

    route: Route
    farther: int


def insertions(day: Day, plan: Plan, visit: Visit) -> Iterator[Insertion]:
    """Yield, for each technician who can take a visit on, the way that costs least."""
    routes = {route.technician: route for route in plan.routes}
    for who in day.technicians:
        if why_not(day, who, visit) is None:
            best = _cheapest(day, who, routes.get(who.id), visit)
            if best is not None:
                yield best


def insert_left(day: Day, plan: Plan) -> Plan:
    """Return the plan with all that was left out and can still be taken on, dearest last."""
    visits = {visit.id: visit for visit in day.visits}
    for left in plan.unplanned:
        visit = visits[left.visit]
        found = min(insertions(day, plan, visit), key=lambda each: each.farther, default=None)
        if found is not None and (visit.must or found.farther <= visit.worth):
            plan = _with(plan, found.route, left)
    return plan


def timed(day: Day, who: Technician, places: Sequence[tuple[int, Visit | None]]) -> Route | None:
    """Return a route along these places (None: a call at a store), or None where it can't be."""
    duration = day.travel.duration
    stops: list[Stop] = []
    clock, at, stock, stocked = who.starts, who.home, list(who.parts), False
    for place, visit in places:
        arrives = clock + int(duration[at, place])
        begins = max(arrives, visit.opens) if visit else arrives
        if visit is None:
            stocked = True
        elif begins > visit.closes or not (stocked or _carries(who, stock, visit)):
            return None
        else:
            stock = [had - need for had, need in zip(stock, _padded(visit, stock), strict=True)]
        stops.append(Stop(place, visit.id if visit else "", arrives, begins))
        clock, at = begins + (visit.work if visit else 0), place
    back = clock + int(duration[at, who.ends])
    return Route(who.id, tuple(stops), who.starts, back) if back <= who.stops else None


def _cheapest(day: Day, who: Technician, route: Route | None, visit: Visit) -> Insertion | None:
    visits = {each.id: each for each in day.visits}
    before = [(stop.place, visits.get(stop.visit)) for stop in route.stops] if route else []
    far = _length(day, who, before) if before else 0
    found = (
        Insertion(made, _length(day, who, places) - far)
        for places in _ways(day, before, visit)
        if (made := timed(day, who, places)) is not None
    )
    return min(found, key=lambda each: each.farther, default=None)


def _ways(
    day: Day, before: list[tuple[int, Visit | None]], visit: Visit
) -> Iterator[list[tuple[int, Visit | None]]]:
    """Yield every place in the route for the visit, alone and after a call at a store."""
    for at in range(len(before) + 1):
        yield [*before[:at], (visit.place, visit), *before[at:]]
        for store in day.stores:
            for call in range(at + 1):
                called = [*before[:call], (store, None), *before[call:at]]
                yield [*called, (visit.place, visit), *before[at:]]


def _length(day: Day, who: Technician, places: Sequence[tuple[int, Visit | None]]) -> int:
    way = [who.home, *(place for place, _ in places), who.ends]
    return sum(int(day.travel.distance[a, b]) for a, b in pairwise(way))


def _carries(who: Technician, stock: Sequence[int], visit: Visit) -> bool:
    return visit.tools <= who.tools and has_parts(tuple(stock), visit.parts)


def _padded(visit: Visit, stock: Sequence[int]) -> list[int]:
    return [visit.parts[kind] if kind < len(visit.parts) else 0 for kind in range(len(stock))]


def _with(plan: Plan, route: Route, taken: Unplanned) -> Plan:
    others = tuple(each for each in plan.routes if each.technician != route.technician)
    left = tuple(each for each in plan.unplanned if each != taken)
    return replace(plan, routes=(*others, route), unplanned=left)
