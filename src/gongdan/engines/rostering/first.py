"""A first roster at once, from which the search goes on: the largest gap first, whoever is freest.

It keeps the law, so that it is also what stands if there is no time to search.
"""

from collections import defaultdict

from gongdan.engines.rostering.gaps import cover, why_not
from gongdan.engines.rostering.model import DAY, Duty, Kind, Period, Person, begins, ends


def first_roster(period: Period) -> tuple[Duty, ...]:
    """Return duties that keep the law: fixed ones, those of before, then what fills most."""
    people = {who.id: who for who in period.people}
    of: defaultdict[str, list[Duty]] = defaultdict(list)
    for duty in (*period.fixed, *period.before):
        _take(period, people.get(duty.person), of, duty)
    for day in range(period.days):
        for kind in period.kinds:
            _fill(period, day, kind, of)
    return tuple(sorted(duty for own in of.values() for duty in own))


def _take(period: Period, who: Person | None, of: defaultdict[str, list[Duty]], duty: Duty) -> None:
    known = who is not None and any(kind.id == duty.kind for kind in period.kinds)
    inside = 0 <= duty.day < period.days
    if known and inside and who and why_not(period, who, of[who.id], duty) == "free":
        of[who.id].append(duty)


def _fill(period: Period, day: int, kind: Kind, of: defaultdict[str, list[Duty]]) -> None:
    """Give one shift of a day to people until no need is short for half of it."""
    for need in period.needs:
        there = cover(period, [each for own in of.values() for each in own], need)
        hours = range(begins(kind, day), min(ends(kind, day), period.days * DAY))
        # more people until half of the hours have enough
        short = sorted(need.hours[hour] - there[hour] for hour in hours)[len(hours) // 2]
        for who in sorted(period.people, key=lambda each: len(of[each.id])):
            if short <= 0:
                break
            duty = Duty(day, who.id, kind.id, need.place, need.skill)
            if why_not(period, who, of[who.id], duty) == "free":
                of[who.id].append(duty)
                short -= 1
