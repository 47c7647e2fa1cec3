"""Where fewer people are on duty than needed, and which rule keeps everybody else away."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from gongdan.engines.rostering.model import (
    DAY,
    WEEK,
    Blocked,
    Duty,
    Gap,
    Kind,
    Need,
    Period,
    Person,
    begins,
    ends,
)

_HARDEST_FIRST: Final[tuple[Blocked, ...]] = (
    "no_shift",
    "absent",
    "on_duty",
    "rest",
    "week_hours",
    "days_in_row",
    "free",
)
"""Of several shifts that would cover an hour, the one that came farthest gives the reason."""


def cover(period: Period, duties: Sequence[Duty], need: Need) -> list[int]:
    """Return how many people are on duty for a need in each hour of the period."""
    kinds = {kind.id: kind for kind in period.kinds}
    there = [0] * (period.days * DAY)
    for duty in duties:
        if (duty.place, duty.skill) == (need.place, need.skill):
            kind = kinds[duty.kind]
            for hour in range(begins(kind, duty.day), min(ends(kind, duty.day), len(there))):
                there[hour] += 1
    return there


def gaps(period: Period, duties: Sequence[Duty]) -> tuple[Gap, ...]:
    """Return all gaps, the hours of a day that are alike taken together."""
    of = _by_person(duties)
    return tuple(gap for need in period.needs for gap in _gaps(period, duties, need, of))


def why_not(period: Period, who: Person, own: Sequence[Duty], duty: Duty) -> Blocked:
    """Return which rule keeps somebody from a duty more than his `own` (`free`: none)."""
    kinds = {kind.id: kind for kind in period.kinds}
    kind = kinds[duty.kind]
    tests: tuple[tuple[Blocked, bool], ...] = (
        ("skill", duty.skill not in who.skills),
        ("place", duty.place not in who.places),
        ("no_shift", bool(who.kinds) and kind.id not in who.kinds),
        ("absent", _absent(who, kind, duty.day)),
        ("on_duty", any(each.day == duty.day for each in own)),
    )
    for reason, holds in tests:
        if holds:
            return reason
    return _law(period, who, [(each.day, kinds[each.kind]) for each in own], (duty.day, kind))


def _law(
    period: Period, who: Person, own: Sequence[tuple[int, Kind]], more: tuple[int, Kind]
) -> Blocked:
    """Return which labour rule one shift more would break."""
    day, kind = more
    first, last, rest = begins(kind, day), ends(kind, day), period.rules.rest
    spans = [(who.ended, who.ended), *((begins(each, on), ends(each, on)) for on, each in own)]
    if any(one < last + rest and first < other + rest for one, other in spans):
        return "rest"
    hours = sum(each.hours for on, each in own if on // WEEK == day // WEEK)
    if hours + kind.hours > who.most_hours:
        return "week_hours"
    days = {on for on, _ in own} | {day, *range(-who.days_before, 0)}
    return "days_in_row" if _run(days, day) > period.rules.days_in_row else "free"


def _gaps(
    period: Period, duties: Sequence[Duty], need: Need, of: dict[str, list[Duty]]
) -> Iterator[Gap]:
    there = cover(period, duties, need)
    short = [hour for hour, has in enumerate(there) if has < need.hours[hour]]
    blocked = {hour: _blocked(period, need, hour, of) for hour in short}
    alike = groupby(
        enumerate(short),
        key=lambda at: (
            at[1] - at[0],
            at[1] // DAY,
            need.hours[at[1]],
            there[at[1]],
            tuple(sorted(blocked[at[1]].items())),
        ),
    )
    for _, run in alike:
        hours = [hour for _, hour in run]
        first = hours[0]
        yield Gap(
            need.place,
            need.skill,
            first // DAY,
            first % DAY,
            len(hours),
            need.hours[first],
            there[first],
            blocked[first],
        )


def _blocked(
    period: Period, need: Need, hour: int, of: dict[str, list[Duty]]
) -> dict[Blocked, int]:
    """Count those who could have been there by what kept them away."""
    found: Counter[Blocked] = Counter()
    for who in period.people:
        if need.skill in who.skills and need.place in who.places:
            if not _is_there(period, of.get(who.id, ()), need, hour):
                found[_why(period, who, of.get(who.id, ()), (need, hour))] += 1
        elif need.skill in who.skills:
            found["place"] += 1
    return dict(found) or {"skill": len(period.people)}


def _why(period: Period, who: Person, own: Sequence[Duty], at: tuple[Need, int]) -> Blocked:
    need, hour = at
    reasons = {
        why_not(period, who, own, Duty(day, who.id, kind.id, need.place, need.skill))
        for kind in period.kinds
        for day in range(max(0, hour // DAY - 1), hour // DAY + 1)
        if begins(kind, day) <= hour < ends(kind, day)
    }
    return next((each for each in reversed(_HARDEST_FIRST) if each in reasons), "no_shift")


def _is_there(period: Period, own: Sequence[Duty], need: Need, hour: int) -> bool:
    kinds = {kind.id: kind for kind in period.kinds}
    return any(
        (duty.place, duty.skill) == (need.place, need.skill)
        and begins(kinds[duty.kind], duty.day) <= hour < ends(kinds[duty.kind], duty.day)
        for duty in own
    )


def _absent(who: Person, kind: Kind, day: int) -> bool:
    """Tell whether a shift touches a day of absence, also with its end after midnight."""
    last = (ends(kind, day) - 1) // DAY
    return any(each in who.absent for each in range(day, last + 1))


def _run(days: set[int], day: int) -> int:
    """Return how many days without one off there are about a day."""
    first = last = day
    while first - 1 in days:
        first -= 1
    while last + 1 in days:
        last += 1
    return last - first + 1


def _by_person(duties: Sequence[Duty]) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        found.setdefault(duty.person, []).append(duty)
    return found
