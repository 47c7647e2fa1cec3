"""A plan is checked against the day alone: nothing of the solver is believed.

Walks every route place by place and reckons times, skills, tools and parts anew.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.routing.model import Day, Plan, Route, Technician, Visit

Wrong: TypeAlias = Literal[
    "unknown_technician",
    "technician_twice",
    "unknown_visit",
    "visit_twice",
    "visit_lost",
    "wrong_place",
    "no_store",
    "leaves_early",
    "too_fast",
    "begins_early",
    "begins_late",
    "returns_late",
    "skills",
    "reserved",
    "tools",
    "parts",
]


class Violation(Struct, frozen=True):
    """What is wrong with a plan, with whom, and at which visit."""

    what: Wrong
    technician: str = ""
    visit: str = ""


def check(day: Day, plan: Plan) -> tuple[Violation, ...]:
    """Return everything that is wrong with a plan (empty: nothing)."""
    return (*_counted(day, plan), *(bad for route in plan.routes for bad in _walk(day, route)))


def _counted(day: Day, plan: Plan) -> Iterator[Violation]:
    """Find visits that are done twice or lost, and routes of the same technician."""
    known = {visit.id for visit in day.visits}
    done = Counter(stop.visit for route in plan.routes for stop in route.stops if stop.visit)
    done.update(each.visit for each in plan.unplanned)
    yield from (Violation("unknown_visit", visit=each) for each in done if each not in known)
    yield from (Violation("visit_twice", visit=each) for each in done if done[each] > 1)
    yield from (Violation("visit_lost", visit=each) for each in known if each not in done)
    people = {who.id for who in day.technicians}
    routes = Counter(route.technician for route in plan.routes)
    yield from (Violation("unknown_technician", each) for each in routes if each not in people)
    yield from (Violation("technician_twice", each) for each in routes if routes[each] > 1)


def _walk(day: Day, route: Route) -> Iterator[Violation]:
    who = next((each for each in day.technicians if each.id == route.technician), None)
    if who is None:
        return
    visits = {visit.id: visit for visit in day.visits}
    yield from _times(day, who, route, visits)
    yield from _things(day, who, route, visits)


def _times(
    day: Day, who: Technician, route: Route, visits: dict[str, Visit]
) -> Iterator[Violation]:
    clock, place = route.leaves, who.home
    if clock < who.starts:
        yield Violation("leaves_early", who.id)
    for stop in route.stops:
        visit = visits.get(stop.visit)
        clock += int(day.travel.duration[place, stop.place])
        if stop.arrives < clock or stop.begins < stop.arrives:
            yield Violation("too_fast", who.id, stop.visit)
        clock, place = stop.begins, stop.place
        if visit is None:
            continue
        if visit.place != stop.place:
            yield Violation("wrong_place", who.id, visit.id)
        if stop.begins < visit.opens:
            yield Violation("begins_early", who.id, visit.id)
        if stop.begins > visit.closes:
            yield Violation("begins_late", who.id, visit.id)
        clock += visit.work
    back = clock + int(day.travel.duration[place, who.ends])
    if back > who.stops or route.returns < back:
        yield Violation("returns_late", who.id)


def _things(
    day: Day, who: Technician, route: Route, visits: dict[str, Visit]
) -> Iterator[Violation]:
    stocked, used = False, [0] * len(who.parts)
    for stop in route.stops:
        visit = visits.get(stop.visit)
        if visit is None:
            stocked = stocked or stop.place in day.stores
            if stop.place not in day.stores:
                yield Violation("no_store", who.id)
            continue
        if visit.only and who.id not in visit.only:
            yield Violation("reserved", who.id, visit.id)
        if not visit.skills <= who.skills:
            yield Violation("skills", who.id, visit.id)
        if stocked:
            continue
        if not visit.tools <= who.tools:
            yield Violation("tools", who.id, visit.id)
        used = [had + need for had, need in zip_longest(used, visit.parts, fillvalue=0)]
        if any(had > own for had, own in zip_longest(used, who.parts, fillvalue=0)):
            yield Violation("parts", who.id, visit.id)
