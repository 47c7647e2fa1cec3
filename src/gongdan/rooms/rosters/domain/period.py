"""From people, settings and needs to the period that the engine solves.

Who is away for any part of a day has no shift on it. A skill counts if it holds up to the last
day of the span. Who serves no place in particular serves all of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from gongdan.engines.rostering.model import (
    DAY,
    WEEK,
    Duty,
    Kind,
    Need,
    Period,
    Person,
    Wish,
)
from gongdan.rooms.people.contract import Absence, CrewMember, levels_on
from gongdan.rooms.rosters import contract
from gongdan.rooms.rosters.contract import ANYBODY, EVERYWHERE, RosterSettings
from gongdan.rooms.rosters.domain.rules import engine_kinds, engine_rules

LOOKED_BACK: Final = 28
"""Days of published rosters before the span that fairness and rest look back upon."""
KEPT_FREE: Final = 1_000
"""The weight of a day off that a planner locked: more than any hour that is short."""


class Span(Struct, frozen=True):
    """The days of a roster, in the tenant's zone."""

    first: date
    days: int
    zone: ZoneInfo

    def day_of(self, at: date) -> int:
        """Return which day of the span a date is (outside: below 0, or past the last)."""
        return (at - self.first).days

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days - 1)


class Past(Struct, frozen=True):
    """A duty of a published roster before the span: days before its first (1 and more), hours."""

    person: str
    days_before: int
    begins: int
    hours: int
    night: bool
    weekend: bool


class Asked(Struct, frozen=True, kw_only=True):
    """All that a period is made of."""

    span: Span
    settings: RosterSettings
    crew: Sequence[CrewMember]
    paths: Mapping[UUID, str]
    """The path of each unit that is a place or a territory."""
    needs: tuple[Need, ...]
    wishes: Sequence[contract.ShiftWish] = ()
    past: Sequence[Past] = ()
    fixed: tuple[Duty, ...] = ()
    kept_free: Sequence[contract.Held] = ()
    before: tuple[Duty, ...] = ()


def period_of(asked: Asked) -> Period:
    """Return the period to solve; people in the order of their names."""
    crew = sorted(asked.crew, key=lambda each: (each.name, each.user))
    return Period(
        days=asked.span.days,
        kinds=engine_kinds(asked.settings),
        people=tuple(_person(asked, member) for member in crew),
        needs=asked.needs,
        rules=engine_rules(asked.settings.rules),
        weekday=asked.span.first.weekday(),
        fixed=asked.fixed,
        before=asked.before,
    )


def past_of(duties: Iterable[tuple[date, Duty]], kinds: Sequence[Kind], span: Span) -> list[Past]:
    """Return duties of older rosters as the new one looks back upon them; `duties` with dates."""
    known = {kind.id: kind for kind in kinds}
    return [
        Past(
            person=duty.person,
            days_before=(span.first - day).days,
            begins=known[duty.kind].begins,
            hours=known[duty.kind].hours,
            night=known[duty.kind].night,
            weekend=day.weekday() >= 5,
        )
        for day, duty in duties
        if duty.kind in known and 0 < (span.first - day).days <= LOOKED_BACK
    ]


def places_of(member: CrewMember, settings: RosterSettings, paths: Mapping[UUID, str]) -> set[str]:
    """Return where somebody can be planned: places that lie in his territories or hold them."""
    named = {str(place): paths[place] for place in settings.places if place in paths}
    territories = [paths[each] for each in member.working.territories if each in paths]
    if not member.working.territories or not named:
        return {EVERYWHERE, *named}
    found = {
        place
        for place, path in named.items()
        if any(path.startswith(own) or own.startswith(path) for own in territories)
    }
    return found or {EVERYWHERE}


def _person(asked: Asked, member: CrewMember) -> Person:
    span, rules = asked.span, asked.settings.rules
    who = str(member.user)
    own = sorted((each for each in asked.past if each.person == who), key=lambda e: e.days_before)
    ended = max(
        (each.begins + each.hours - each.days_before * DAY for each in own), default=-DAY * WEEK
    )
    return Person(
        id=who,
        skills=frozenset({ANYBODY, *levels_on(member.working, member.skills, span.last)}),
        places=frozenset(places_of(member, asked.settings, asked.paths)),
        most_hours=rules.week_hours,
        absent=absent_days(member.away, span),
        wishes=(*_wishes(asked, member.user), *_kept_free(asked, who)),
        # a night that reaches into the span's first day ends after its midnight
        ended=min(ended, 0),
        days_before=_run_before(each.days_before for each in own),
        nights=sum(each.night for each in own),
        weekends=sum(each.weekend for each in own),
    )


def absent_days(away: Iterable[Absence], span: Span) -> frozenset[int]:
    """Return the days of the span that an absence touches."""
    found: set[int] = set()
    for each in away:
        begins = each.begins.astimezone(span.zone)
        ends = each.ends.astimezone(span.zone) if each.ends else None
        first = span.day_of(begins.date())
        last = span.days - 1 if ends is None else span.day_of(_last_day(ends))
        found.update(range(max(first, 0), min(last, span.days - 1) + 1))
    return frozenset(found)


def _last_day(ends: datetime) -> date:
    """Return the last day that a time before `ends` lies in: midnight belongs to the day before."""
    return (ends - timedelta(microseconds=1)).date()


def _wishes(asked: Asked, user: UUID) -> Iterable[Wish]:
    kinds = {kind.id for kind in asked.settings.kinds}
    for each in asked.wishes:
        day = asked.span.day_of(each.day)
        if each.user == user and 0 <= day < asked.span.days and each.kind in {"", *kinds}:
            yield Wish(day, each.kind, 2)


def _kept_free(asked: Asked, who: str) -> Iterable[Wish]:
    return (Wish(each.day, "", KEPT_FREE) for each in asked.kept_free if each.person == who)


def _run_before(days_before: Iterable[int]) -> int:
    """Return how many days without one off lie right before the span."""
    worked, run = set(days_before), 0
    while run + 1 in worked:
        run += 1
    return run
