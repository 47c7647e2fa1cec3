"""Whether a period can be read as one: what makes no sense is said before anything is solved."""

from collections.abc import Iterator

from msgspec import Struct

from gongdan.engines.rostering.model import DAY, Period

MOST_DAYS = 62
MOST_PEOPLE = 2_000
LONGEST_SHIFT = 24


class Senseless(Struct, frozen=True):
    """What makes no sense: where it stands, and a code."""

    where: str
    why: str


def senseless(period: Period) -> tuple[Senseless, ...]:
    """Return all that makes no sense in a period (empty: nothing)."""
    return (*_sizes(period), *_kinds(period), *_people(period), *_duties(period))


def _sizes(period: Period) -> Iterator[Senseless]:
    if not 1 <= period.days <= MOST_DAYS:
        yield Senseless("days", "out_of_range")
    if not 0 <= period.weekday <= 6:
        yield Senseless("weekday", "out_of_range")
    if len(period.people) > MOST_PEOPLE:
        yield Senseless("people", "too_many")
    for at, need in enumerate(period.needs):
        if len(need.hours) != period.days * DAY:
            yield Senseless(f"needs[{at}].hours", "other_length")
        if any(not 0 <= each <= MOST_PEOPLE for each in need.hours):
            yield Senseless(f"needs[{at}].hours", "out_of_range")
    if any(each < 0 for each in (period.rules.rest, period.rules.days_in_row)):
        yield Senseless("rules", "out_of_range")


def _kinds(period: Period) -> Iterator[Senseless]:
    for at, kind in enumerate(period.kinds):
        if not (0 <= kind.begins < DAY and 1 <= kind.hours <= LONGEST_SHIFT):
            yield Senseless(f"kinds[{at}]", "out_of_range")
    if len({kind.id for kind in period.kinds}) < len(period.kinds):
        yield Senseless("kinds", "twice")


def _people(period: Period) -> Iterator[Senseless]:
    if len({who.id for who in period.people}) < len(period.people):
        yield Senseless("people", "twice")
    for at, who in enumerate(period.people):
        if who.ended > 0 or who.most_hours < 0 or who.days_before < 0:
            yield Senseless(f"people[{at}]", "out_of_range")


def _duties(period: Period) -> Iterator[Senseless]:
    """Fixed duties of unknown people, kinds or days; those of a roster before may be old."""
    people, kinds = {who.id for who in period.people}, {kind.id for kind in period.kinds}
    for at, duty in enumerate(period.fixed):
        if duty.person not in people or duty.kind not in kinds:
            yield Senseless(f"fixed[{at}]", "unknown")
        if not 0 <= duty.day < period.days:
            yield Senseless(f"fixed[{at}].day", "out_of_range")
