"""Orders and people of a day become a day of the routing engine.

An order is a visit, its place's number that of the order; then come the homes. Levels of skills
and units are words that the engine compares: whoever holds a skill at level 4 has its words 1 to
4. Parts are places in somebody's day, of which each has his share. A day is `strict` for the
search (shifts end, promises are kept, what is in hands stays there) and not strict for people,
who may let somebody work longer and come late, and are told so. Appointments hold for both.
"""

from collections.abc import Collection, Mapping, Sequence
from math import ceil
from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.routing.geography import Point, travel_between
from gongdan.engines.routing.model import FAR, Day, Rest, Stop, Technician, Visit
from gongdan.kernel.text import fold
from gongdan.rooms.planning.contract import Begun, Body, Work, Worker
from gongdan.rooms.planning.domain.agreed import window_of

OVERTIME: Final = 2 * 3_600
"""By so much somebody may be made to work longer; nobody plans it, a person may choose it."""
UNEVEN: Final = 1.25
"""Nobody gets more than so many times the fair share while others have room: the shortest ways
would let one drive all day and the others wait."""
_WORTH: Final = {3: 17, 4: 14, 5: 11}
"""What an order of lesser priority is worth, in longest ways: it is left out before others."""


class Facts(Struct, frozen=True, kw_only=True):
    """A day as it is planned: its orders and people; `midnight` is its first second (Unix)."""

    works: Mapping[UUID, Work]
    workers: Mapping[UUID, Worker]
    begun: Mapping[UUID, tuple[Begun, ...]]
    since: int
    midnight: int
    keep: bool = False


def facts_of(body: Body, workers: Collection[Worker], midnight: int) -> Facts:
    """Return the facts of a plan with people as they are now."""
    return Facts(
        works={each.order: each for each in body.works},
        workers={each.user: each for each in workers},
        begun=body.begun,
        since=body.since,
        midnight=midnight,
        keep=body.keep,
    )


def day_of(facts: Facts, *, strict: bool = False) -> Day:
    """Return the engine's day."""
    works, workers = list(facts.works.values()), at_work(facts)
    travel = travel_between(points_of(works, workers))
    longest = int(travel.distance.max(initial=0)) + 1
    begun = {stop.order for stops in facts.begun.values() for stop in stops}
    visits = [
        _visit(facts, at, work, strict=strict, begun=work.order in begun)
        for at, work in enumerate(works)
    ]
    return Day(
        visits=tuple(
            _worth(visit, work, longest) for visit, work in zip(visits, works, strict=True)
        ),
        technicians=tuple(
            _technician(facts, len(works) + at, each, strict=strict)
            for at, each in enumerate(workers)
        ),
        travel=travel,
    )


def points_of(works: Sequence[Work], workers: Sequence[Worker]) -> list[Point]:
    """Return the places of orders, then the homes."""
    orders = [_point(each.latitude, each.longitude) for each in works]
    return orders + [_point(each.latitude, each.longitude) for each in workers]


def at_work(facts: Facts) -> list[Worker]:
    """Return those who can be planned: there, and with some of the day left."""
    return [
        each
        for each in facts.workers.values()
        if not each.away and (each.stops > facts.since or facts.begun.get(each.user))
    ]


def due_of(work: Work, facts: Facts) -> int | None:
    """Return by when an order is due, in seconds after midnight."""
    return int(work.due_at.timestamp()) - facts.midnight if work.due_at else None


def lacking(work: Work, worker: Worker) -> list[str]:
    """Return the skills (with their level) that somebody has not, or not so well."""
    return [
        f"{skill} {level}"
        for skill, level in work.skills.items()
        if worker.skills.get(fold(skill), 0) < level
    ]


def lacking_tools(work: Work, worker: Worker) -> list[str]:
    """Return the tools that an order takes and somebody has not."""
    return [tool for tool in work.tools if fold(tool) not in worker.tools]


def is_there(work: Work, worker: Worker) -> bool:
    """Tell whether somebody works where the order is."""
    return worker.units is None or work.unit is None or work.unit in worker.units


def can_do(work: Work, worker: Worker) -> bool:
    """Tell whether no rule keeps an order from somebody who is there."""
    lacks = lacking(work, worker) or lacking_tools(work, worker)
    return not lacks and is_there(work, worker)


def _visit(facts: Facts, at: int, work: Work, *, strict: bool, begun: bool) -> Visit:
    lasts, due = work.minutes * 60, due_of(work, facts)
    opens, closes = (None if begun else window_of(work, facts)) or (0, FAR)
    if closes < facts.since:  # nobody came: what is left is to come soon
        closes = FAR
    elif closes == FAR and strict and due is not None and due - lasts >= facts.since:
        closes = due - lasts
    return Visit(
        id=str(work.order),
        place=at,
        work=lasts,
        opens=opens,
        closes=closes,
        tools=frozenset(map(fold, work.tools)),
        parts=(1,) if strict else (),
        skills=frozenset(_asked(work)),
        only=_kept_for(facts, work) if strict else frozenset(),
    )


def _worth(visit: Visit, work: Work, longest: int) -> Visit:
    often = _WORTH.get(work.priority)
    return replace(visit, must=False, worth=often * longest) if often else visit


def _asked(work: Work) -> list[str]:
    skills = [f"{fold(skill)} {level}" for skill, level in work.skills.items()]
    return [*skills, f"unit {work.unit}"] if work.unit else skills


def _kept_for(facts: Facts, work: Work) -> frozenset[str]:
    """Return who has the order and can do it, where he is to keep it."""
    holder = facts.workers.get(work.assignee) if work.assignee else None
    if not (facts.keep or work.started) or holder is None or holder.away:
        return frozenset()
    able = work.started or can_do(work, holder)
    return frozenset({str(holder.user)}) if able else frozenset()


def _technician(facts: Facts, home: int, worker: Worker, *, strict: bool) -> Technician:
    units = {each.unit for each in facts.works.values() if each.unit}
    where = units if worker.units is None else units & worker.units
    held = {
        f"{skill} {level}" for skill, most in worker.skills.items() for level in range(1, most + 1)
    }
    places = {order: at for at, order in enumerate(facts.works)}
    begun = facts.begun.get(worker.user, ())
    return Technician(
        id=str(worker.user),
        home=home,
        ends=home,
        starts=max(worker.starts, facts.since),
        stops=worker.stops + (0 if strict else OVERTIME),
        skills=frozenset(held) | {f"unit {each}" for each in where},
        tools=worker.tools,
        parts=(_share(facts, worker),) if strict else (),
        rests=tuple(Rest(*each) for each in worker.rests),
        begun=tuple(_stops(begun, places, home)),
    )


def _share(facts: Facts, worker: Worker) -> int:
    """Return how many orders somebody gets at most, as long as others have room."""
    mean = len(facts.works) / max(1, len(at_work(facts)))
    return min(worker.capacity, max(ceil(mean), int(UNEVEN * mean)))


def loosened(day: Day, firm: Collection[str] = ()) -> Day:
    """Return the day with nothing due and no shares: late or uneven is told, and is no fault.

    The windows of those that are `firm` still hold.
    """
    return replace(
        day,
        visits=tuple(
            replace(visit, closes=visit.closes if visit.id in firm else FAR, parts=())
            for visit in day.visits
        ),
    )


def is_awaited(work: Work, facts: Facts) -> bool:
    """Tell whether somebody waits for an order on this day, and the time is still to come."""
    window = window_of(work, facts)
    return window is not None and window[1] >= facts.since


def firm_of(facts: Facts) -> tuple[str, ...]:
    """Return the visits that are awaited."""
    return tuple(str(each.order) for each in facts.works.values() if is_awaited(each, facts))


def _stops(begun: Sequence[Begun], places: Mapping[UUID, int], home: int) -> list[Stop]:
    found: list[Stop] = []
    for each in begun:
        here = found[-1].place if found else home
        if each.order is None:
            found.append(Stop(here, "", each.arrives, each.begins, each.rest))
        elif each.order in places:
            found.append(Stop(places[each.order], str(each.order), each.arrives, each.begins))
    return found


def _point(latitude: float | None, longitude: float | None) -> Point:
    return None if latitude is None or longitude is None else (latitude, longitude)
