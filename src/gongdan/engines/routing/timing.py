"""When a technician is where, along a sequence of visits and calls at stores.

Everything is done as early as it can be; breaks are put where the rest of the route suffers
least. After each place, for each number of breaks taken so far, only the earliest time is kept:
whoever is earlier can do all that a later one can, so that nothing is lost.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TypeAlias

from msgspec.structs import replace

from gongdan.engines.routing.fitness import has_parts
from gongdan.engines.routing.model import Day, Rest, Route, Stop, Technician, Visit

Places: TypeAlias = Sequence[tuple[int, Visit | None]]
"""Places in their order, each with its visit (None: a call at a store)."""

_Made: TypeAlias = "tuple[int, str, int, int, int, _Made] | None"
"""The last stop's members, and the stops before it."""
_Way: TypeAlias = tuple[int, _Made] | None
"""The earliest time with a number of breaks taken, and the stops so far (None: no way)."""


def timed(day: Day, who: Technician, places: Places) -> Route | None:
    """Return a route along these places, or None where it can't be."""
    if not _supplied(who, places):
        return None
    rests, at = due(who), who.home
    ways: list[_Way] = [(who.starts, None), *[None] * len(rests)]
    for place, visit in places:
        _rest(rests, ways, at)
        takes = int(day.travel.duration[at, place])
        ways = [way and (way[0] + takes, way[1]) for way in ways]
        _rest(rests, ways, place)
        ways = [way and _work(way, place, visit) for way in ways]
        at = place
        if not any(ways):
            return None
    _rest(rests, ways, at)
    found = _home(who, rests, ways, int(day.travel.duration[at, who.ends]))
    return found and _late(day, who, found)


def places_of(day: Day, route: Route) -> Iterator[tuple[int, Visit | None]]:
    """Yield the places of a route whose visits are still there; breaks are taken anew."""
    visits = {visit.id: visit for visit in day.visits}
    for stop in route.stops:
        if not stop.rest and (not stop.visit or stop.visit in visits):
            yield stop.place, visits.get(stop.visit)


def as_far_as_it_goes(day: Day, who: Technician, places: Places) -> Route | None:
    """Return the route along these places, without those that would make it impossible."""
    kept: list[tuple[int, Visit | None]] = []
    found: Route | None = timed(day, who, places)
    if found is not None:
        return found
    for each in places:
        made = timed(day, who, [*kept, each])
        if made is not None:
            kept.append(each)
            found = made
    return found if any(visit for _, visit in kept) else None


def due(who: Technician) -> tuple[Rest, ...]:
    """Return the breaks that can't be had before the day begins."""
    return tuple(each for each in who.rests if each.opens + each.length > who.starts)


def _supplied(who: Technician, places: Places) -> bool:
    """Tell whether tools and parts last until the first call at a store."""
    stock = list(who.parts)
    for _, visit in places:
        if visit is None:
            return True
        if not (visit.tools <= who.tools and has_parts(tuple(stock), visit.parts)):
            return False
        for kind, need in enumerate(visit.parts[: len(stock)]):
            stock[kind] -= need
    return True


def _rest(rests: Sequence[Rest], ways: list[_Way], place: int) -> None:
    """Take a break here for each number of breaks, where it is earlier so than any other way."""
    for taken, rest in enumerate(rests):
        way, other = ways[taken], ways[taken + 1]
        if way is None:
            continue
        begins = max(way[0], rest.opens)
        done = begins + rest.length
        if begins <= rest.closes and (other is None or done < other[0]):
            ways[taken + 1] = (done, (place, "", way[0], begins, rest.length, way[1]))


def _work(way: tuple[int, _Made], place: int, visit: Visit | None) -> _Way:
    arrives, made = way
    if visit is None:
        return arrives, (place, "", arrives, arrives, 0, made)
    begins = max(arrives, visit.opens)
    if begins > visit.closes:
        return None
    return begins + visit.work, (place, visit.id, arrives, begins, 0, made)


def _home(who: Technician, rests: Sequence[Rest], ways: Sequence[_Way], takes: int) -> Route | None:
    """Return the way that is home first; breaks not taken are those that can be had there."""
    found: tuple[int, _Made] | None = None
    for taken, way in enumerate(ways):
        if way is None or way[0] + takes > who.stops:
            continue
        back = way[0] + takes
        if all(back <= each.closes for each in rests[taken:]) and not (found and found[0] <= back):
            found = back, way[1]
    return None if found is None else Route(who.id, _stops(found[1]), who.starts, found[0])


def _late(day: Day, who: Technician, route: Route) -> Route:
    """Let whoever would wait at the first visit leave home so much later.

    Breaks before it that are over by then are had at home.
    """
    before = sum(1 for _ in takewhile(lambda stop: stop.rest, route.stops))
    if before == len(route.stops) or (before and who.out):
        return route
    first, *others = route.stops[before:]
    leaves = first.begins - int(day.travel.duration[who.home, first.place])
    if any(leaves < each.opens + each.length for each in due(who)[:before]):
        return route
    first = replace(first, arrives=first.begins)
    return replace(route, stops=(first, *others), leaves=leaves)


def _stops(made: _Made) -> tuple[Stop, ...]:
    found: list[Stop] = []
    while made is not None:
        place, visit, arrives, begins, rest, made = made
        found.append(Stop(place, visit, arrives, begins, rest))
    return tuple(reversed(found))
