"""A plan that stands is changed as little as can be, when the day has changed.

Routes are kept in their order; what is new, and what nobody can do any more who had it, goes
where it costs least. Only if something that must be done finds no place so is the plan searched
anew, and then whatever goes to somebody else must be worth it.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from gongdan.engines.routing.fitness import fits
from gongdan.engines.routing.freezing import ahead, behind, without_begun
from gongdan.engines.routing.inserting import insert_left
from gongdan.engines.routing.model import Day, Plan, Route, Technician
from gongdan.engines.routing.solving import Until, of_routes, solve
from gongdan.engines.routing.timing import as_far_as_it_goes, places_of

MOVING: Final = 4
"""What giving a visit to somebody else costs in a new search: so often the mean way of the day."""


class Changes(Struct, frozen=True):
    """What is otherwise in a plan: visits that others do, at another time, new, and left out."""

    others: tuple[str, ...]
    later: tuple[str, ...]
    new: tuple[str, ...]
    left: tuple[str, ...]
    kept: int

    @property
    def moved(self) -> int:
        """How many visits that stay in the plan somebody else does, or at another time."""
        return len(self.others) + len(self.later)


def replan(day: Day, before: Plan, until: Until | None = None, seed: int = 0) -> Plan:
    """Return the plan for a day that has changed, as near to the plan before as it can be.

    Without `until` nothing is searched anew.
    """
    plan = insert_left(day, kept(day, before))
    if until is None or not _missing(day, plan):
        return plan
    mean = float(day.travel.distance.mean())
    found = solve(day, until, seed, before=plan, moving=int(MOVING * mean))
    return found if _missing(day, found) < _missing(day, plan) else plan


def kept(day: Day, before: Plan) -> Plan:
    """Return what still holds of a plan; all else is left out, with the reason."""
    rest, plan = ahead(day), without_begun(day, before)
    routes = {route.technician: route for route in plan.routes}
    return behind(day, of_routes(rest, list(_still(rest, routes))))


def changes(before: Plan, after: Plan, tolerated: int = 0) -> Changes:
    """Return what differs; a visit that begins at most `tolerated` earlier or later does not."""
    was, is_ = _told(before), _told(after)
    both = [visit for visit in was if visit in is_]
    others = tuple(visit for visit in both if was[visit][0] != is_[visit][0])
    later = tuple(
        visit
        for visit in both
        if visit not in others and abs(was[visit][1] - is_[visit][1]) > tolerated
    )
    return Changes(
        others=others,
        later=later,
        new=tuple(visit for visit in is_ if visit not in was),
        left=tuple(visit for visit in was if visit not in is_),
        kept=len(both) - len(others) - len(later),
    )


def _still(day: Day, routes: dict[str, Route]) -> Iterator[Route]:
    for who in day.technicians:
        route = routes.get(who.id)
        if route is not None and (found := _able(day, who, route)) is not None:
            yield found


def _able(day: Day, who: Technician, route: Route) -> Route | None:
    places = [
        (place, visit)
        for place, visit in places_of(day, route)
        if visit is None or fits(day, who, visit)
    ]
    return as_far_as_it_goes(day, who, places) if any(visit for _, visit in places) else None


def _missing(day: Day, plan: Plan) -> int:
    """Return how many visits are left out that must be done and could be."""
    must = {visit.id for visit in day.visits if visit.must}
    return sum(left.visit in must and left.why == "no_room" for left in plan.unplanned)


def _told(plan: Plan) -> dict[str, tuple[str, int]]:
    return {
        stop.visit: (route.technician, stop.begins)
        for route in plan.routes
        for stop in route.stops
        if stop.visit
    }
