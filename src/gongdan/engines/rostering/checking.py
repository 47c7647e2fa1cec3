"""A roster is checked against the period alone: nothing of the solver is believed.

Every person's duties are laid on one line of hours and days, and the law is reckoned there.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.rostering.model import (
    DAY,
    WEEK,
    Duty,
    GivenUp,
    Kind,
    Period,
    Person,
    Roster,
    least_of,
)

Wrong: TypeAlias = Literal[
    "unknown",
    "outside",
    "skill",
    "place",
    "kind",
    "absent",
    "two_a_day",
    "rest",
    "week_hours",
    "days_in_row",
    "fixed_lost",
    "least_hours",
    "must_short",
]


_ASKED: Final[dict[Wrong, GivenUp]] = {
    "fixed_lost": "fixed",
    "least_hours": "least_hours",
    "must_short": "must",
}


class Violation(Struct, frozen=True):
    """What is wrong, with whom (or, for a need, where), and on which day."""

    what: Wrong
    who: str
    day: int


def check(period: Period, roster: Roster) -> tuple[Violation, ...]:
    """Return everything that is wrong with a roster; what it says it gave up is not."""
    people = {who.id: who for who in period.people}
    kinds = {kind.id: kind for kind in period.kinds}
    known = [each for each in roster.duties if each.person in people and each.kind in kinds]
    strange = (each for each in roster.duties if each not in known)
    wrong = [Violation("unknown", each.person, each.day) for each in strange]
    for who in period.people:
        own = sorted(each for each in known if each.person == who.id)
        wrong += [*_fit(period, who, own, kinds), *_law(period, who, own, kinds)]
    told = {
        (each.what, each.person or f"{each.place}/{each.skill}", each.day)
        for each in roster.relaxed
    }
    asked = [*_fixed(period, roster), *_least(period, known, kinds), *_must(period, known, kinds)]
    return (
        *wrong,
        *(each for each in asked if (_ASKED[each.what], each.who, each.day) not in told),
    )


def _fit(
    period: Period, who: Person, own: Sequence[Duty], kinds: dict[str, Kind]
) -> Iterator[Violation]:
    for duty in own:
        kind = kinds[duty.kind]
        if not 0 <= duty.day < period.days:
            yield Violation("outside", who.id, duty.day)
        if duty.skill not in who.skills:
            yield Violation("skill", who.id, duty.day)
        if duty.place not in who.places:
            yield Violation("place", who.id, duty.day)
        if who.kinds and duty.kind not in who.kinds:
            yield Violation("kind", who.id, duty.day)
        touched = {(duty.day * DAY + kind.begins + hour) // DAY for hour in range(kind.hours)}
        if touched & who.absent:
            yield Violation("absent", who.id, duty.day)


def _law(
    period: Period, who: Person, own: Sequence[Duty], kinds: dict[str, Kind]
) -> Iterator[Violation]:
    days = Counter(duty.day for duty in own)
    yield from (Violation("two_a_day", who.id, day) for day, count in days.items() if count > 1)
    spans = [(duty.day * DAY + kinds[duty.kind].begins, kinds[duty.kind].hours) for duty in own]
    line = [(who.ended, 0), *sorted(spans)]
    for (one, lasts), (other, _) in pairwise(line):
        if other - (one + lasts) < period.rules.rest:
            yield Violation("rest", who.id, other // DAY)
    weeks: Counter[int] = Counter()
    for duty in own:
        weeks[duty.day // WEEK] += kinds[duty.kind].hours
    for week, hours in weeks.items():
        if hours > who.most_hours:
            yield Violation("week_hours", who.id, week * WEEK)
    run = who.days_before
    for day in range(period.days):
        run = run + 1 if day in days else 0
        if run > period.rules.days_in_row and day in days:
            yield Violation("days_in_row", who.id, day)


def _fixed(period: Period, roster: Roster) -> Iterator[Violation]:
    kept = set(roster.duties)
    yield from (
        Violation("fixed_lost", each.person, each.day) for each in period.fixed if each not in kept
    )


def _least(period: Period, duties: Sequence[Duty], kinds: dict[str, Kind]) -> Iterator[Violation]:
    """Least hours are asked of whole weeks only."""
    for who in period.people:
        for week in range(period.days // WEEK):
            hours = sum(
                kinds[duty.kind].hours
                for duty in duties
                if duty.person == who.id and duty.day // WEEK == week
            )
            if hours < least_of(who, week * WEEK):
                yield Violation("least_hours", who.id, week * WEEK)


def _must(period: Period, duties: Sequence[Duty], kinds: dict[str, Kind]) -> Iterator[Violation]:
    for need in period.needs:
        if not need.must:
            continue
        there: Counter[int] = Counter()
        for duty in duties:
            if (duty.place, duty.skill) == (need.place, need.skill):
                first = duty.day * DAY + kinds[duty.kind].begins
                there.update(range(first, first + kinds[duty.kind].hours))
        short = {hour // DAY for hour, wanted in enumerate(need.hours) if there[hour] < wanted}
        yield from (
            Violation("must_short", f"{need.place}/{need.skill}", day) for day in sorted(short)
        )
