"""One visit more in a plan that stands: where it costs least, by whom, touching nothing else.

Also how a solver's plan gets what it left: it never begins a route with a call at a store.
"""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.routing.fitness import fits
from gongdan.engines.routing.freezing import ahead, behind, joined, without_begun
from gongdan.engines.routing.model import Day, Plan, Route, Technician, Unplanned, Visit
from gongdan.engines.routing.timing import Places, places_of, timed


class Insertion(Struct, frozen=True):
    """A route with one visit more, and how much farther it is than before."""

    route: Route
    farther: int


def insertions(day: Day, plan: Plan, visit: Visit) -> Iterator[Insertion]:
    """Yield, for each technician who can take a visit on, the way that costs least."""
    begun = {who.id: who for who in day.technicians if who.begun}
    for found in _insertions(ahead(day), without_begun(day, plan), visit):
        who = begun.get(found.route.technician)
        yield found if who is None else replace(found, route=joined(day, who, found.route))


def insert_left(day: Day, plan: Plan) -> Plan:
    """Return the plan with all that was left out and can still be taken on.

    What must be done comes first, then what fewest people can do.
    """
    rest, plan = ahead(day), without_begun(day, plan)
    visits = {visit.id: visit for visit in rest.visits}
    able = {
        left.visit: sum(fits(rest, who, visits[left.visit]) for who in rest.technicians)
        for left in plan.unplanned
    }
    for left in sorted(
        plan.unplanned, key=lambda each: (not visits[each.visit].must, able[each.visit])
    ):
        visit = visits[left.visit]
        found = min(_insertions(rest, plan, visit), key=lambda each: each.farther, default=None)
        if found is not None and (visit.must or found.farther <= visit.worth):
            plan = _with(plan, found.route, left)
    return behind(day, plan)


def _insertions(day: Day, plan: Plan, visit: Visit) -> Iterator[Insertion]:
    routes = {route.technician: route for route in plan.routes}
    for who in day.technicians:
        if fits(day, who, visit):
            best = _cheapest(day, who, routes.get(who.id), visit)
            if best is not None:
                yield best


def _cheapest(day: Day, who: Technician, route: Route | None, visit: Visit) -> Insertion | None:
    before = list(places_of(day, route)) if route else []
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


def _length(day: Day, who: Technician, places: Places) -> int:
    way = [who.home, *(place for place, _ in places), who.ends]
    return sum(int(day.travel.distance[a, b]) for a, b in pairwise(way))


def _with(plan: Plan, route: Route, taken: Unplanned) -> Plan:
    others = tuple(each for each in plan.routes if each.technician != route.technician)
    left = tuple(each for each in plan.unplanned if each != taken)
    return replace(plan, routes=(*others, route), unplanned=left)
