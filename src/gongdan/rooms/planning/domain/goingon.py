"""A day that is under way, or planned anew: what is begun, and what stays as it was."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from gongdan.engines.routing.freezing import frozen, locked
from gongdan.engines.routing.model import FAR, Day, Stop
from gongdan.rooms.planning.contract import Arrangement, Begun, Work
from gongdan.rooms.planning.domain.days import Facts, firm_of
from gongdan.rooms.planning.domain.timeline import Ground, drawn

PROMISED: Final = 1_800
"""What is locked is begun so much earlier or later at most."""
STEP: Final = 300


def since_of(now: int) -> int:
    """Return from when on a day is planned: the next five minutes, or its beginning."""
    return max(0, -(-now // STEP) * STEP)


def begun_by(ground: Ground, since: int) -> dict[UUID, tuple[Begun, ...]]:
    """Return, by person, the stops of a plan that are begun at a time, or on the way to which
    somebody is.
    """
    day = frozen(ground.day, ground.plan, since)
    return {UUID(who.id): tuple(map(_begun, who.begun)) for who in day.technicians if who.begun}


def still_begun(
    begun: Mapping[UUID, Sequence[Begun]], works: Mapping[UUID, Work]
) -> dict[UUID, tuple[Begun, ...]]:
    """Return what is begun, without orders that somebody else has by now."""
    return {
        user: kept
        for user, stops in begun.items()
        if (
            kept := tuple(
                stop
                for stop in stops
                if stop.order is None
                or stop.order not in works
                or works[stop.order].assignee == user
            )
        )
    }


def with_started(
    begun: Mapping[UUID, tuple[Begun, ...]],
    works: Collection[Work],
    there: Collection[UUID],
    since: int,
) -> dict[UUID, tuple[Begun, ...]]:
    """Return what is begun, with orders at which somebody is though no plan says so."""
    found = dict(begun)
    known = {stop.order for stops in begun.values() for stop in stops}
    lasting = {each.order: each.minutes * 60 for each in works}
    for work in works:
        user = work.assignee
        if not work.started or work.ended or work.order in known:
            continue
        if user is None or user not in there:
            continue
        before = found.get(user, ())
        last = before[-1] if before else None
        done = (
            last.begins + (lasting.get(last.order, 0) if last.order else last.rest) if last else 0
        )
        at = max(since, done)
        found[user] = (*before, Begun(work.order, at, at))
    return found


def kept_day(day: Day, facts: Facts, ground: Ground, holds: Arrangement) -> Day:
    """Return a strict day that lets stand what stood: late orders, overtime, shares, locks.

    An appointment that a person let go of is not taken up again.
    """
    awaited = set(firm_of(facts)) - set(map(str, holds.released))
    late = {str(order) for order in (*ground.meaning.late, *holds.released)} - awaited
    over = {str(user): seconds for user, seconds in ground.meaning.overtime.items()}
    had = {str(user): len(route) for user, route in holds.routes.items()}
    loose = replace(
        day,
        visits=tuple(
            replace(visit, closes=FAR) if visit.id in late else visit for visit in day.visits
        ),
        technicians=tuple(
            replace(
                who,
                stops=who.stops + over.get(who.id, 0),
                parts=(max(who.parts[0], len(who.begun) + had.get(who.id, 0)),),
            )
            for who in day.technicians
        ),
    )
    fixed = {str(order) for order in holds.locked if order in facts.works}
    return locked(loose, drawn(loose, holds), fixed, PROMISED) if fixed else loose


def _begun(stop: Stop) -> Begun:
    return Begun(UUID(stop.visit) if stop.visit else None, stop.arrives, stop.begins, stop.rest)
