"""A stop is moved: what forbids it, and what it would mean. Nothing is kept here."""

from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.routing.inserting import insertions
from gongdan.engines.routing.model import Day, Route
from gongdan.kernel.messages import Refused
from gongdan.rooms.planning.contract import Arrangement, MoveStop, Work, Worker
from gongdan.rooms.planning.domain.days import (
    OVERTIME,
    Facts,
    at_work,
    is_awaited,
    is_there,
    lacking,
    lacking_tools,
)
from gongdan.rooms.planning.domain.refusals import Refusal, refused
from gongdan.rooms.planning.domain.timeline import Ground, Meaning, rearranged

SHIFTED: Final = 300
"""An order that begins up to so many seconds earlier or later has not moved."""


class Effects(Struct, frozen=True, kw_only=True):
    """What a move changes: seconds and metres of way, overtime by person (after it, where it
    grew), lateness by order (the same), by how much appointments are missed (the same), orders
    of others that shift, and whether somebody gets more than he takes at once.
    """

    travel: int
    metres: int
    begins: int | None
    overtime: dict[UUID, int]
    late: dict[UUID, int]
    missed: dict[UUID, int]
    shifted: tuple[UUID, ...]
    over_capacity: bool


class Moved(Struct, frozen=True):
    """An arrangement after a move, and what the move means."""

    arrangement: Arrangement
    effects: Effects


class Option(Struct, frozen=True):
    """Where somebody would take an order on (`at` null: a rule forbids it, `why` says which)."""

    user: UUID
    at: int | None
    effects: Effects | None
    why: Refused | None


def moved(ground: Ground, move: MoveStop) -> Moved | Refused:
    """Return what holds after a move, or the rule that it would break.

    Appointments that it would not keep are told, and let go of.
    """
    facts, holds = ground.facts, ground.holds
    work = facts.works.get(move.order)
    if work is None or work.ended:
        return refused(Refusal.ORDER_UNKNOWN)
    wrong = _fixed(facts, holds, work) or _barred(facts, work, move.to)
    if wrong is not None:
        return wrong
    after = _tried(ground, _put(holds, move), move)
    if after is None:
        return refused(Refusal.NO_TIME, hours=OVERTIME // 3_600)
    return Moved(after.holds, _effects(facts, move, ground.meaning, after.meaning))


def options(ground: Ground, order: UUID) -> list[Option] | Refused:
    """Return, for everybody, the best place for an order, or why he can't have it."""
    facts = ground.facts
    work = facts.works.get(order)
    if work is None or work.ended:
        return refused(Refusal.ORDER_UNKNOWN)
    fixed = _fixed(facts, ground.holds, work)
    if fixed is not None:
        return fixed
    out = rearranged(ground, _put(ground.holds, MoveStop(order=order, to=None)))
    best = places_for(out, order)
    if is_awaited(work, facts) and len(best) < len(facts.workers):
        free = replace(out.holds, released=(*out.holds.released, order))
        best = {**places_for(rearranged(out, free), order), **best}
    return [_option(ground, work, user=user, at=best.get(user)) for user in facts.workers]


def _tried(ground: Ground, wanted: Arrangement, move: MoveStop) -> Ground | None:
    """Return the ground after a move, with appointments let go of where there is no other way."""
    while lost := _lost(ground, found := rearranged(ground, wanted), move):
        agreed = [each for each in lost if is_awaited(ground.facts.works[each], ground.facts)]
        more = tuple(each for each in agreed if each not in wanted.released)
        if not more:
            return None
        wanted = replace(wanted, released=(*wanted.released, *more))
    missed = found.meaning.missed
    kept = tuple(order for order in wanted.released if order in missed)
    return replace(found, holds=replace(wanted, released=kept))


def _lost(before: Ground, after: Ground, move: MoveStop) -> set[UUID]:
    """Return the orders for which a move leaves no time."""
    lost = set(before.meaning.begins) - set(after.meaning.begins) - {move.order}
    there = move.to is None or move.order in after.meaning.begins
    return lost if there else {*lost, move.order}


def places_for(ground: Ground, order: UUID) -> dict[UUID, int]:
    """Return at which stop each of those who can would take on an order that is with nobody."""
    visit = next(each for each in ground.day.visits if each.id == str(order))
    return {
        UUID(each.route.technician): _index(ground.day, each.route, visit.id)
        for each in insertions(ground.day, ground.plan, visit)
    }


def _option(ground: Ground, work: Work, *, user: UUID, at: int | None) -> Option:
    barred = _barred(ground.facts, work, user)
    if barred is not None:
        return Option(user, None, None, barred)
    if at is None:
        return Option(user, None, None, refused(Refusal.NO_TIME, hours=OVERTIME // 3_600))
    found = moved(ground, MoveStop(order=work.order, to=user, at=at))
    if isinstance(found, Refused):
        return Option(user, None, None, found)
    return Option(user, at, found.effects, None)


def _fixed(facts: Facts, holds: Arrangement, work: Work) -> Refused | None:
    begun = {stop.order for stops in facts.begun.values() for stop in stops}
    if work.started or work.order in begun:
        return refused(Refusal.STARTED, order=work.number)
    if work.order in holds.locked:
        return refused(Refusal.LOCKED, order=work.number)
    return None


def _barred(facts: Facts, work: Work, to: UUID | None) -> Refused | None:
    """Return the rule that keeps an order from somebody."""
    if to is None:
        return None
    worker: Worker | None = facts.workers.get(to)
    if worker is None:
        return refused(Refusal.PERSON_UNKNOWN)
    return refused(Refusal.AWAY) if worker not in at_work(facts) else _unable(work, worker)


def _unable(work: Work, worker: Worker) -> Refused | None:
    skills = lacking(work, worker)
    if skills:
        return refused(Refusal.SKILL, order=work.number, skills=skills)
    tools = lacking_tools(work, worker)
    if tools:
        return refused(Refusal.TOOL, order=work.number, tools=tools)
    there = is_there(work, worker)
    return None if there else refused(Refusal.TERRITORY, order=work.number)


def _put(holds: Arrangement, move: MoveStop) -> Arrangement:
    routes = {
        user: tuple(each for each in route if each != move.order)
        for user, route in holds.routes.items()
    }
    if move.to is not None:
        route = routes.get(move.to, ())
        at = min(max(move.at, 0), len(route))
        routes[move.to] = (*route[:at], move.order, *route[at:])
    return replace(holds, routes={user: route for user, route in routes.items() if route})


def _index(day: Day, route: Route, visit: str) -> int:
    """Return which of the stops that are not begun an order would be."""
    who = next(each for each in day.technicians if each.id == route.technician)
    ahead = [stop.visit for stop in route.stops[len(who.begun) :] if stop.visit]
    return ahead.index(visit)


def _effects(facts: Facts, move: MoveStop, was: Meaning, meant: Meaning) -> Effects:
    route = sum(user == move.to for user in meant.who.values())
    worker = facts.workers.get(move.to) if move.to else None
    return Effects(
        travel=meant.travel - was.travel,
        metres=meant.metres - was.metres,
        begins=meant.begins.get(move.order),
        overtime={
            user: over for user, over in meant.overtime.items() if over > was.overtime.get(user, 0)
        },
        late={order: late for order, late in meant.late.items() if late > was.late.get(order, 0)},
        missed={order: by for order, by in meant.missed.items() if by > was.missed.get(order, 0)},
        shifted=tuple(
            order
            for order, begins in meant.begins.items()
            if order != move.order and abs(begins - was.begins.get(order, begins)) > SHIFTED
        ),
        over_capacity=worker is not None and route > worker.capacity,
    )
