"""Why an order is with nobody, and what would make it possible."""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.engines.routing.inserting import insertions
from gongdan.engines.routing.model import Unplanned
from gongdan.rooms.planning.contract import Work
from gongdan.rooms.planning.domain.days import (
    at_work,
    is_awaited,
    is_there,
    lacking,
    lacking_tools,
)
from gongdan.rooms.planning.domain.timeline import Ground

TRIED: Final = 600
"""So many routes are tried to say what would make orders possible; then the reason must do."""

Why: TypeAlias = Literal[
    "nobody", "skills", "tools", "territory", "appointment", "hours", "full", "free"
]
"""Nobody is at work; nobody has the skills, or the tools, or not there; nobody has room within its
appointment; nobody can be there in time; the day is full; or somebody has room for it."""


class Left(Struct, frozen=True, kw_only=True):
    """An order with nobody. `skills` (or `tools`) are those that nobody has together; `user` could
    take it on and would work `over` seconds longer for it.
    """

    order: UUID
    why: Why
    skills: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    user: UUID | None = None
    over: int = 0


def left_of(ground: Ground) -> tuple[Left, ...]:
    """Return what is with nobody, the most urgent first."""
    return tuple(_told(ground))


def _told(ground: Ground) -> Iterator[Left]:
    tries = TRIED // max(1, len(ground.day.technicians))
    works = ground.facts.works
    for each in sorted(ground.plan.unplanned, key=lambda one: works[UUID(one.visit)].priority):
        work = works[UUID(each.visit)]
        if work.ended:
            continue
        found = _barred(ground, work, each)
        if found.why in {"full", "appointment"} and tries:
            tries -= 1
            found = _possible(ground, work)
        yield found


def _barred(ground: Ground, work: Work, each: Unplanned) -> Left:
    people = at_work(ground.facts)
    if not people:
        return Left(order=work.order, why="nobody")
    able = [who for who in people if not lacking(work, who)]
    if not able:
        skills = tuple(f"{skill} {level}" for skill, level in work.skills.items())
        return Left(order=work.order, why="skills", skills=skills)
    equipped = [who for who in able if not lacking_tools(work, who)]
    if not equipped:
        return Left(order=work.order, why="tools", tools=work.tools)
    if not any(is_there(work, who) for who in equipped):
        return Left(order=work.order, why="territory")
    if is_awaited(work, ground.facts):
        return Left(order=work.order, why="appointment")
    return Left(order=work.order, why="hours" if each.why == "hours" else "full")


def _possible(ground: Ground, work: Work) -> Left:
    """Look for whoever would have to work least longer."""
    visit = next(each for each in ground.day.visits if each.id == str(work.order))
    people = ground.facts.workers
    overs = {
        user: max(0, found.route.returns - people[user].stops)
        for found in insertions(ground.day, ground.plan, visit)
        for user in (UUID(found.route.technician),)
    }
    if not overs:
        taken = is_awaited(work, ground.facts)
        return Left(order=work.order, why="appointment" if taken else "full")
    user, over = min(overs.items(), key=lambda each: each[1])
    return Left(order=work.order, why="full" if over else "free", user=user, over=over)
