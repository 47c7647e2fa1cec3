"""A plan is checked against the day alone: nothing of the solver is believed.

Walks every route place by place and reckons times, skills, tools and parts anew.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.routing.model import Day, Plan, Rest, Route, Stop, Technician, Visit

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
    "begun_changed",
    "rest_missed",
    "rest_outside",
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
    lost = (who.id for who in day.technicians if who.begun and who.id not in routes)
    yield from (Violation("begun_changed", each) for each in lost)
    yield from (Violation("unknown_technician", each) for each in routes if each not in people)
    yield from (Violation("technician_twice", each) for each in routes if routes[each] > 1)


def _walk(day: Day, route: Route) -> Iterator[Violation]:
    who = next((each for each in day.technicians if each.id == route.technician), None)
    if who is None:
        return
    visits = {visit.id: visit for visit in day.visits}
    if route.stops[: len(who.begun)] != who.begun:
        yield Violation("begun_changed", who.id)
        return
    yield from _times(day, who, route, visits)
    yield from _rests(who, route, visits)
    yield from _things(day, who, route, visits)


def _times(
    day: Day, who: Technician, route: Route, visits: dict[str, Visit]
) -> Iterator[Violation]:
    """Walk on from home, or from what is begun: that is as it is, late or not."""
    clock, place = route.leaves, who.home
    if clock < who.starts and not who.begun:
        yield Violation("leaves_early", who.id)
    if who.begun:
        clock, place = _done(who.begun[-1], visits), who.begun[-1].place
    latest = max(who.stops, clock + int(day.travel.duration[place, who.ends]) * bool(who.begun))
    for stop in route.stops[len(who.begun) :]:
        visit = visits.get(stop.visit)
        clock += int(day.travel.duration[place, stop.place])
        if stop.arrives < clock or stop.begins < stop.arrives:
            yield Violation("too_fast", who.id, stop.visit)
        clock, place = _done(stop, visits), stop.place
        if visit is None:
            continue
        if visit.place != stop.place:
            yield Violation("wrong_place", who.id, visit.id)
        if stop.begins < visit.opens:
            yield Violation("begins_early", who.id, visit.id)
        if stop.begins > visit.closes:
            yield Violation("begins_late", who.id, visit.id)
    back = clock + int(day.travel.duration[place, who.ends])
    if back > latest or route.returns < back:
        yield Violation("returns_late", who.id)


def _rests(who: Technician, route: Route, visits: dict[str, Visit]) -> Iterator[Violation]:
    """Find breaks that are missed: nobody on the road when one is due may go without it."""
    since = _done(who.begun[-1], visits) if who.begun else 0
    missed = [
        rest
        for rest in who.rests
        if route.leaves < rest.opens + rest.length and route.returns > rest.closes >= since
    ]
    for number, stop in enumerate(route.stops):
        if not stop.rest:
            continue
        if not any(_is(stop, rest) for rest in who.rests) and number >= len(who.begun):
            yield Violation("rest_outside", who.id)
        taken = next((rest for rest in missed if _is(stop, rest)), None)
        if taken is not None:
            missed.remove(taken)
    yield from (Violation("rest_missed", who.id) for _ in missed)


def _is(stop: Stop, rest: Rest) -> bool:
    return rest.opens <= stop.begins <= rest.closes and stop.rest >= rest.length


def _done(stop: Stop, visits: dict[str, Visit]) -> int:
    visit = visits.get(stop.visit)
    return stop.begins + (visit.work if visit else stop.rest)


def _things(
    day: Day, who: Technician, route: Route, visits: dict[str, Visit]
) -> Iterator[Violation]:
    """Find visits for which somebody is not made; what is begun uses parts and is not judged."""
    stocked, used = False, [0] * len(who.parts)
    for number, stop in enumerate(route.stops):
        visit = visits.get(stop.visit)
        if visit is None:
            stocked = stocked or (stop.place in day.stores and not stop.rest)
            if stop.place not in day.stores and not stop.rest:
                yield Violation("no_store", who.id)
            continue
        used = [had + need for had, need in zip_longest(used, visit.parts, fillvalue=0)]
        if number >= len(who.begun):
            short = any(had > own for had, own in zip_longest(used, who.parts, fillvalue=0))
            yield from _lacks(who, visit, short=short and not stocked, stocked=stocked)


def _lacks(who: Technician, visit: Visit, *, short: bool, stocked: bool) -> Iterator[Violation]:
    if visit.only and who.id not in visit.only:
        yield Violation("reserved", who.id, visit.id)
    if not visit.skills <= who.skills:
        yield Violation("skills", who.id, visit.id)
    if not stocked and not visit.tools <= who.tools:
        yield Violation("tools", who.id, visit.id)
    if short:
        yield Violation("parts", who.id, visit.id)
