"""A roster as the desk shows it: people by name, needs beside cover, what is wrong and why."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.engines.rostering.checking import Violation
from gongdan.engines.rostering.gaps import cover
from gongdan.engines.rostering.model import Gap, Period
from gongdan.rooms.rosters.contract import ANYBODY, KeptRoster, ShiftKind
from gongdan.rooms.rosters.views.names import NamedKey, Names

MOST_WEIGHT: Final = 100
"""What weighs more is no wish, but a day off that a planner locked."""


class WishMet(Struct, frozen=True):
    """What somebody wishes for on a day of the span; `met`: the roster grants it."""

    day: int
    kind: str
    met: bool


class RosteredPerson(Struct, frozen=True):
    """Somebody in a roster, with the days on which he is away."""

    id: str
    name: str
    skills: list[str]
    places: list[str]
    absent: list[int]
    wishes: list[WishMet]
    most_hours: int


class DutyShown(Struct, frozen=True):
    """Who has which shift on a day."""

    person: str
    day: int
    kind: str
    place: str
    skill: str
    locked: bool


class BrokenRule(Struct, frozen=True):
    """A rule that does not hold: which, with whom (a person, or "place/skill"), on which day."""

    what: str
    who: str
    day: int


class GapShown(Struct, frozen=True):
    """Hours with fewer people than needed; `blocked` counts people by what keeps them away."""

    place: str
    skill: str
    day: int
    begins: int
    hours: int
    need: int
    cover: int
    blocked: dict[str, int]


class NeedShown(Struct, frozen=True):
    """People needed and there, hour by hour of the span."""

    place: str
    skill: str
    need: list[int]
    cover: list[int]


class RosterShown(Struct, frozen=True, kw_only=True):
    """One roster. `elapsed` are seconds of the search so far, `today` a day of the span."""

    id: UUID
    version: int
    unit: UUID | None
    first: date
    days: int
    today: int
    state: str
    search: str
    seconds: int
    elapsed: int
    bound: float
    repairs: UUID | None
    made_at: datetime
    published_at: datetime | None
    kinds: list[ShiftKind]
    places: list[NamedKey]
    skills: list[NamedKey]
    people: list[RosteredPerson]
    duties: list[DutyShown]
    free_locked: list[DutyShown]
    needs: list[NeedShown]
    gaps: list[GapShown]
    wrong: list[BrokenRule]
    stale: list[BrokenRule]
    given_up: list[BrokenRule]
    moved: int


class Instant(Struct, frozen=True):
    """When a roster is looked at."""

    now: datetime
    today: date


def roster_shown(
    roster: KeptRoster, names: Names, stale: Sequence[Violation], at: Instant
) -> RosterShown:
    """Return a roster with all that the page shows."""
    period, found = (
        roster.period or Period(days=roster.days, kinds=(), people=(), needs=()),
        roster.found,
    )
    elapsed = (at.now - roster.begun_at).total_seconds() if roster.begun_at else 0.0
    before = set(period.before)
    places = dict.fromkeys(each.place for each in period.needs)
    skills = dict.fromkeys(each.skill for each in period.needs)
    return RosterShown(
        id=roster.id,
        version=roster.version,
        unit=roster.unit,
        first=roster.first,
        days=roster.days,
        today=(at.today - roster.first).days,
        state=roster.state,
        search=roster.search,
        seconds=roster.seconds,
        elapsed=min(max(int(elapsed), 0), roster.seconds),
        bound=found.bound if found else 1.0,
        repairs=roster.repairs,
        made_at=roster.made_at,
        published_at=roster.published_at,
        kinds=_kinds(period, names),
        places=[NamedKey(each, names.place(each)) for each in places],
        skills=[NamedKey(each, names.skill(each)) for each in skills],
        people=_people(roster, period, names),
        duties=_duties(roster),
        free_locked=_free_locked(roster),
        needs=_needs(roster, period),
        gaps=_gaps(found.gaps if found else ()),
        wrong=_wrong(roster.wrong),
        stale=_wrong(stale),
        given_up=[
            BrokenRule(each.what, each.person or f"{each.place}/{each.skill}", each.day)
            for each in (found.relaxed if found else ())
        ],
        moved=len(before ^ set(roster.duties)) if before else 0,
    )


def _people(roster: KeptRoster, period: Period, names: Names) -> list[RosteredPerson]:
    has = {(each.person, each.day): each.kind for each in roster.duties}
    return [
        RosteredPerson(
            id=who.id,
            name=names.person(who.id),
            skills=sorted(names.skill(each) for each in who.skills if each != ANYBODY),
            places=sorted(who.places),
            absent=sorted(who.absent),
            wishes=[
                WishMet(each.day, each.kind, has.get((who.id, each.day), "") == each.kind)
                for each in who.wishes
                if each.weight < MOST_WEIGHT
            ],
            most_hours=who.most_hours,
        )
        for who in period.people
    ]


def _duties(roster: KeptRoster) -> list[DutyShown]:
    locked = {(each.person, each.day) for each in roster.locked}
    return [
        DutyShown(
            each.person,
            each.day,
            each.kind,
            each.place,
            each.skill,
            (each.person, each.day) in locked,
        )
        for each in roster.duties
    ]


def _free_locked(roster: KeptRoster) -> list[DutyShown]:
    worked = {(each.person, each.day) for each in roster.duties}
    return [
        DutyShown(each.person, each.day, "", "", "", locked=True)
        for each in roster.locked
        if (each.person, each.day) not in worked
    ]


def _needs(roster: KeptRoster, period: Period) -> list[NeedShown]:
    return [
        NeedShown(each.place, each.skill, list(each.hours), cover(period, roster.duties, each))
        for each in period.needs
    ]


def _wrong(found: Iterable[Violation]) -> list[BrokenRule]:
    return [BrokenRule(each.what, each.who, each.day) for each in found]


def _gaps(found: Iterable[Gap]) -> list[GapShown]:
    return [
        GapShown(
            each.place,
            each.skill,
            each.day,
            each.begins,
            each.hours,
            each.need,
            each.cover,
            {str(rule): count for rule, count in each.blocked.items()},
        )
        for each in found
    ]


def _kinds(period: Period, names: Names) -> list[ShiftKind]:
    return [
        ShiftKind(
            kind.id,
            names.kinds[kind.id].name if kind.id in names.kinds else "",
            kind.begins,
            kind.hours,
        )
        for kind in period.kinds
    ]
