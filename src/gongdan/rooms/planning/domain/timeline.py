"""An arrangement becomes a plan with times, and what it means: ways, overtime, lateness."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from msgspec import Struct

from gongdan.engines.routing.fitness import why_nobody
from gongdan.engines.routing.freezing import ahead, behind, without_begun
from gongdan.engines.routing.model import Day, Plan, Route, Technician, Unplanned, Visit
from gongdan.engines.routing.timing import as_far_as_it_goes
from gongdan.rooms.planning.contract import Arrangement, Placed
from gongdan.rooms.planning.domain.agreed import let_go, window_of
from gongdan.rooms.planning.domain.days import Facts, day_of, due_of


class Share(Struct, frozen=True, kw_only=True):
    """What one route comes to: as in `Meaning`, and by how much it goes
    over the shift (below 0: so much is left of it).
    """

    travel: int
    metres: int
    over: int
    begins: dict[UUID, int]
    late: dict[UUID, int]
    missed: dict[UUID, int]


class Meaning(Struct, frozen=True, kw_only=True):
    """What a plan comes to, all in seconds and metres: `overtime` by person, `late` by order.

    `missed` is by how much work begins after the end of its appointment, by order.
    """

    travel: int
    metres: int
    overtime: dict[UUID, int]
    late: dict[UUID, int]
    missed: dict[UUID, int]
    begins: dict[UUID, int]
    who: dict[UUID, UUID]
    shares: dict[UUID, Share]


class Ground(Struct, frozen=True, kw_only=True):
    """A day with what holds on it: the arrangement, as a plan with times, and what it means."""

    facts: Facts
    day: Day
    holds: Arrangement
    plan: Plan
    meaning: Meaning


def ground_of(facts: Facts, holds: Arrangement) -> Ground:
    """Return the ground on which people move stops."""
    day = let_go(day_of(facts), holds.released)
    plan = drawn(day, holds)
    meaning = meaning_of(facts, day, plan)
    return Ground(
        facts=facts,
        day=day,
        holds=arranged(plan, day, holds, meaning),
        plan=plan,
        meaning=meaning,
    )


def rearranged(ground: Ground, holds: Arrangement) -> Ground:
    """Return the ground with another arrangement; only routes that differ are timed anew."""
    was = ground.holds.routes
    same = {user for user, route in was.items() if holds.routes.get(user) == route}
    day, facts = let_go(ground.day, holds.released), ground.facts
    plan = drawn(day, holds, {str(user) for user in same}, ground.plan)
    known = {user: each for user, each in ground.meaning.shares.items() if user in same}
    meaning = meaning_of(facts, day, plan, known)
    return Ground(facts=facts, day=day, holds=holds, plan=plan, meaning=meaning)


def drawn(
    day: Day, arrangement: Arrangement, same: Collection[str] = (), before: Plan | None = None
) -> Plan:
    """Return the plan of an arrangement; what can't be done (any more) is left out.

    The routes of those who are the `same` are taken from the plan before.
    """
    rest = ahead(day)
    visits = {each.id: each for each in rest.visits}
    known = {each.technician: each for each in without_begun(day, before).routes} if before else {}
    routes = (
        known.get(who.id) if who.id in same else _route(rest, who, arrangement, visits)
        for who in rest.technicians
    )
    found = [route for route in routes if route is not None]
    done = {stop.visit for route in found for stop in route.stops}
    left = [each for each in rest.visits if each.id not in done]
    unplanned = tuple(Unplanned(each.id, why_nobody(rest, each)) for each in left)
    return behind(day, Plan(tuple(found), unplanned))


def arranged(plan: Plan, day: Day, holds: Arrangement, meaning: Meaning) -> Arrangement:
    """Return who does what in a plan, in which order; without what is begun.

    Locks stay as they were, and so do appointments let go of that are still not kept.
    """
    begun = {stop.visit for who in day.technicians for stop in who.begun}
    return Arrangement(
        {
            UUID(route.technician): tuple(
                UUID(stop.visit) for stop in route.stops if stop.visit and stop.visit not in begun
            )
            for route in plan.routes
        },
        holds.locked,
        tuple(order for order in holds.released if order in meaning.missed),
    )


def meaning_of(
    facts: Facts, day: Day, plan: Plan, known: Mapping[UUID, Share] | None = None
) -> Meaning:
    """Return what a plan comes to; the shares of those whose routes did not change are `known`."""
    people = {each.id: each for each in day.technicians}
    had = known or {}
    shares = {
        user: had.get(user) or _share(facts, day, people[route.technician], route)
        for route in plan.routes
        for user in (UUID(route.technician),)
    }
    return Meaning(
        travel=sum(each.travel for each in shares.values()),
        metres=sum(each.metres for each in shares.values()),
        overtime={user: each.over for user, each in shares.items() if each.over > 0},
        late={order: by for each in shares.values() for order, by in each.late.items()},
        missed={order: by for each in shares.values() for order, by in each.missed.items()},
        begins={order: at for each in shares.values() for order, at in each.begins.items()},
        who={order: user for user, each in shares.items() for order in each.begins},
        shares=shares,
    )


def _share(facts: Facts, day: Day, who: Technician, route: Route) -> Share:
    begins = {UUID(stop.visit): stop.begins for stop in route.stops if stop.visit}
    ways = list(legs(day, who, route))
    return Share(
        travel=sum(seconds for seconds, _ in ways),
        metres=sum(way for _, way in ways),
        over=route.returns - facts.workers[UUID(who.id)].stops,
        begins=begins,
        late={order: by for order, at in begins.items() if (by := lateness(facts, order, at))},
        missed={order: by for order, at in begins.items() if (by := _missed(facts, order, at))},
    )


def lateness(facts: Facts, order: UUID, begins: int) -> int:
    """Return by how much an order is done after it was due (0: in time, or never due)."""
    work = facts.works[order]
    due = due_of(work, facts)
    return max(0, begins + work.minutes * 60 - due) if due is not None and not work.ended else 0


def _missed(facts: Facts, order: UUID, begins: int) -> int:
    work = facts.works[order]
    window = None if work.ended else window_of(work, facts)
    return max(0, begins - window[1]) if window else 0


def legs(day: Day, who: Technician, route: Route) -> Iterator[tuple[int, int]]:
    """Yield the ways of a route, one before each stop and the one home, as (s, m)."""
    at = who.home
    for place in (*(stop.place for stop in route.stops), who.ends):
        yield int(day.travel.duration[at, place]), int(day.travel.distance[at, place])
        at = place


def placed(facts: Facts, meaning: Meaning) -> tuple[Placed, ...]:
    """Return who does which order when."""
    return tuple(
        Placed(order, facts.works[order].number, meaning.who[order], begins)
        for order, begins in meaning.begins.items()
    )


def _route(
    day: Day, who: Technician, arrangement: Arrangement, visits: dict[str, Visit]
) -> Route | None:
    wanted = (visits.get(str(order)) for order in arrangement.routes.get(UUID(who.id), ()))
    places = [
        (visit.place, visit) for visit in wanted if visit is not None and visit.skills <= who.skills
    ]
    return as_far_as_it_goes(day, who, places) if places else None
