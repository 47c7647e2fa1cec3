"""The best roster that is found in the time given."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from ortools.sat.python import cp_model

from gongdan.engines.rostering.building import Asked, Model
from gongdan.engines.rostering.first import first_roster
from gongdan.engines.rostering.gaps import gaps, why_not
from gongdan.engines.rostering.model import (
    Blocked,
    Duty,
    Period,
    Relaxed,
    Roster,
)

_FOUND: Final = {cp_model.OPTIMAL, cp_model.FEASIBLE}
_REST: Final = 600.0
"""Seconds to reckon what a roster that is given gives up: it takes none of them."""


class Effort(Struct, frozen=True):
    """How long is searched (seconds on the clock), by how many threads, from which seed."""

    seconds: float = 10.0
    threads: int = 2
    seed: int = 0


def solve(period: Period, effort: Effort = Effort()) -> Roster:  # noqa: B008 - frozen
    """Return a roster that keeps the law, whatever was asked for.

    What it gives up and where people are missing stands in it. Where the search found nothing in
    its time, the first roster stands.
    """
    model, start = Model(period), frozenset(first_roster(period))
    for duty, chosen in model.duties.items():
        model.cp.add_hint(chosen, duty in start)
    solver = _solver(effort)
    searched = solver.solve(model.cp) in _FOUND
    if not searched:
        for duty, chosen in model.duties.items():
            model.cp.add(chosen == (duty in start))
        solver = _solver(Effort(seconds=_REST))
        solver.solve(model.cp)
    duties = tuple(sorted(duty for duty, chosen in model.duties.items() if solver.value(chosen)))
    given = tuple(asked for asked, up in model.given_up.items() if solver.value(up))
    points = max(abs(solver.objective_value), 1.0)
    bound = (points - solver.best_objective_bound) / points if searched else 1.0
    return _told(period, duties, given, bound)


def changed(before: Sequence[Duty], after: Sequence[Duty]) -> tuple[tuple[Duty, ...], ...]:
    """Return which duties are gone, and which are new."""
    was, is_ = set(before), set(after)
    return tuple(sorted(was - is_)), tuple(sorted(is_ - was))


def _solver(effort: Effort) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = effort.seconds
    solver.parameters.num_workers = effort.threads
    solver.parameters.random_seed = effort.seed
    return solver


def _told(period: Period, duties: tuple[Duty, ...], given: Sequence[Asked], bound: float) -> Roster:
    return Roster(
        duties=duties,
        relaxed=tuple(
            Relaxed(
                what=asked.what,
                day=asked.day,
                person=asked.person,
                place=asked.place,
                skill=asked.skill,
                why=_why(period, duties, asked),
            )
            for asked in given
        ),
        gaps=gaps(period, duties),
        bound=max(0.0, bound),
    )


def _why(period: Period, duties: Sequence[Duty], asked: Asked) -> Blocked:
    """Return the rule that a fixed duty met in the days about it; for the others the gaps tell."""
    who = next((each for each in period.people if each.id == asked.person), None)
    wanted = next(
        (each for each in period.fixed if (each.person, each.day) == (asked.person, asked.day)),
        None,
    )
    if asked.what != "fixed" or who is None or wanted is None:
        return "free"
    others = [duty for duty in duties if duty.person == who.id and duty.day != wanted.day]
    return why_not(period, who, others, wanted)
