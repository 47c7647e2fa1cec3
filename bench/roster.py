"""A made-up period of 40 people and two weeks, rostered, and again when somebody falls ill."""

import time

from msgspec.structs import replace

from bench.results import Figure, keep_plain, show
from gongdan.engines.rostering.checking import check
from gongdan.engines.rostering.model import Period, Roster
from gongdan.engines.rostering.sample import made_period
from gongdan.engines.rostering.solving import Effort, changed, solve

PEOPLE, DAYS, ILL_FOR = 40, 14, 3


def bench_roster(command: str, seconds: float) -> None:
    """Print and keep the figures; `seconds` on the clock for each search."""
    period = made_period(PEOPLE, DAYS, seed=1)
    at_once = solve(period, Effort(seconds=1e-3))
    figures = show(_told("at once", period, at_once))
    begun = time.perf_counter()
    found = solve(period, Effort(seconds=seconds))
    figures += show(_told(f"{PEOPLE} people, {DAYS} days", period, found))
    figures += show([Figure(name="seconds", value=time.perf_counter() - begun, unit="s")])
    duty = found.duties[len(found.duties) // 3]
    ill = frozenset(range(duty.day, duty.day + ILL_FOR))
    people = tuple(
        replace(who, absent=who.absent | ill) if who.id == duty.person else who
        for who in period.people
    )
    past = tuple(each for each in found.duties if each.day < duty.day)
    later = replace(period, people=people, before=found.duties, fixed=past)
    again = solve(later, Effort(seconds=seconds))
    gone, new = changed(found.duties, again.duties)
    figures += show(_told("one falls ill", later, again))
    figures += show(
        [
            Figure(name="one falls ill: duties taken away", value=len(gone), unit=""),
            Figure(name="one falls ill: duties new", value=len(new), unit=""),
        ]
    )
    keep_plain("roster", command, figures)


def _told(name: str, period: Period, found: Roster) -> list[Figure]:
    short = sum((gap.need - gap.cover) * gap.hours for gap in found.gaps)
    needed = sum(sum(need.hours) for need in period.needs)
    return [
        Figure(name=f"{name}: duties", value=len(found.duties), unit=""),
        Figure(name=f"{name}: person-hours short of {needed:,}", value=short, unit="h"),
        Figure(name=f"{name}: at most from the best", value=100 * found.bound, unit="%"),
        Figure(name=f"{name}: violations", value=len(check(period, found)), unit="", limit=0),
    ]
