"""A day that is under way: what is begun stays as it is, and only the rest is planned.

What has begun shortens the day: its technician sets out from where he is done, with what is
left in the van. What comes of that day gets the begun stops put before it again.
"""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from gongdan.engines.routing.model import Day, Plan, Rest, Route, Stop, Technician, Visit
from gongdan.engines.routing.timing import timed


def frozen(day: Day, plan: Plan, until: int) -> Day:
    """Return the day with all stops begun to which somebody was on the way at this time.

    Nobody who is not yet out leaves before it.
    """
    routes = {route.technician: route for route in plan.routes}
    return replace(
        day, technicians=tuple(_under_way(day, who, routes, until) for who in day.technicians)
    )


def locked(day: Day, plan: Plan, visits: Collection[str], by: int = 0) -> Day:
    """Return the day with these visits promised: to who does them, at their time (give or take)."""
    told = {
        stop.visit: (route.technician, stop.begins)
        for route in plan.routes
        for stop in route.stops
        if stop.visit in visits
    }
    return replace(
        day,
        visits=tuple(
            _promised(each, *told[each.id], by) if each.id in told else each for each in day.visits
        ),
    )


def ahead(day: Day) -> Day:
    """Return the day without what is begun: it is planned as any other."""
    if not any(who.begun for who in day.technicians):
        return day
    done = {stop.visit for who in day.technicians for stop in who.begun}
    visits = {visit.id: visit for visit in day.visits}
    return replace(
        day,
        visits=tuple(each for each in day.visits if each.id not in done),
        technicians=tuple(_from_now(day, who, visits) for who in day.technicians),
    )


def behind(day: Day, plan: Plan) -> Plan:
    """Return a plan of what is ahead with the begun stops before it."""
    begun = {who.id: who for who in day.technicians if who.begun}
    if not begun:
        return plan
    routes = {route.technician: route for route in plan.routes}
    whole = (joined(day, who, routes.get(who.id)) for who in begun.values())
    others = (each for each in plan.routes if each.technician not in begun)
    return replace(plan, routes=(*whole, *others))


def without_begun(day: Day, plan: Plan) -> Plan:
    """Return the plan as one of `ahead(day)`: each route without the stops that are begun."""
    begun = {who.id: len(who.begun) for who in day.technicians}
    known = {visit.id for visit in ahead(day).visits}
    routes = (
        replace(route, stops=route.stops[begun.get(route.technician, 0) :]) for route in plan.routes
    )
    left = (each for each in plan.unplanned if each.visit in known)
    return Plan(tuple(each for each in routes if each.stops), tuple(left))


def joined(day: Day, who: Technician, route: Route | None) -> Route:
    """Return the whole route of somebody who is under way.

    With nothing ahead he goes home, after the breaks that are due before he would be there.
    """
    duration, visits = day.travel.duration, {visit.id: visit for visit in day.visits}
    first, last = who.begun[0], who.begun[-1]
    leaves = first.arrives - int(duration[who.home, first.place])
    if route is None:
        route = timed(day, _from_now(day, who, visits), ())
    if route is not None:
        return Route(who.id, (*who.begun, *route.stops), leaves, route.returns)
    back = done_at(last, visits) + int(duration[last.place, who.ends])
    return Route(who.id, who.begun, leaves, back)


def done_at(stop: Stop, visits: dict[str, Visit]) -> int:
    """Return when somebody is done at a stop."""
    visit = visits.get(stop.visit)
    return stop.begins + (visit.work if visit else stop.rest)


def _under_way(day: Day, who: Technician, routes: dict[str, Route], until: int) -> Technician:
    route = routes.get(who.id)
    if route is None:
        return replace(who, starts=max(who.starts, until))
    visits = {visit.id: visit for visit in day.visits}
    sets_out, begun = route.leaves, 0
    for stop in route.stops:
        if sets_out > until:
            break
        begun += 1
        sets_out = done_at(stop, visits)
    if not begun:
        return replace(who, starts=max(who.starts, until))
    return replace(who, begun=route.stops[:begun])


def _promised(visit: Visit, who: str, begins: int, by: int) -> Visit:
    opens, closes = max(visit.opens, begins - by), min(visit.closes, begins + by)
    return replace(visit, only=frozenset({who}), opens=opens, closes=closes)


def _from_now(day: Day, who: Technician, visits: dict[str, Visit]) -> Technician:
    if not who.begun:
        return who
    last = who.begun[-1]
    now = done_at(last, visits)
    called = any(not stop.visit and not stop.rest for stop in who.begun)
    return replace(
        who,
        home=last.place,
        starts=now,
        stops=max(who.stops, now + int(day.travel.duration[last.place, who.ends])),
        parts=tuple(_most(day, who)) if called else _left(who, visits),
        tools=frozenset(_all_tools(day)) if called else who.tools,
        rests=tuple(_not_yet(who, now)),
        begun=(),
        out=True,
    )


def _not_yet(who: Technician, now: int) -> Iterator[Rest]:
    """Yield the breaks that are neither taken nor past."""
    taken = sum(bool(stop.rest) for stop in who.begun)
    for rest in who.rests[taken:]:
        if rest.closes >= now:
            yield replace(rest, opens=max(rest.opens, now))


def _left(who: Technician, visits: dict[str, Visit]) -> tuple[int, ...]:
    stock = list(who.parts)
    for stop in who.begun:
        parts = visits[stop.visit].parts if stop.visit in visits else ()
        for kind, need in enumerate(parts[: len(stock)]):
            stock[kind] = max(0, stock[kind] - need)
    return tuple(stock)


def _most(day: Day, who: Technician) -> list[int]:
    """Return what a van holds after a call at a store: all that the day can need."""
    kinds = max(len(who.parts), *(len(visit.parts) for visit in day.visits), 0)
    return [
        sum(visit.parts[kind] for visit in day.visits if kind < len(visit.parts))
        for kind in range(kinds)
    ]


def _all_tools(day: Day) -> set[str]:
    return {tool for visit in day.visits for tool in visit.tools}
