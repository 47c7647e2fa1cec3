"""What a planner changes in a draft, and whether it still holds when it is published.

A shift that breaks a rule is not taken: the law is kept in every roster, whoever made it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.rostering.checking import Violation, check
from gongdan.engines.rostering.gaps import cover, gaps, why_not
from gongdan.engines.rostering.model import (
    DAY,
    Blocked,
    Duty,
    Need,
    Period,
    Person,
    Roster,
    begins,
    ends,
)
from gongdan.kernel.messages import Refused
from gongdan.rooms.rosters.contract import (
    ANYBODY,
    EVERYWHERE,
    ChangeDuty,
    Held,
    KeptRoster,
    LockDay,
)
from gongdan.rooms.rosters.domain.refusals import Refusal, breaks, malformed

MOST_WEEKS = 4
MOST_LOCKS = 2_000


class Choice(Struct, frozen=True):
    """A shift that somebody could have on a day, and what is in its way ("free": nothing)."""

    kind: str
    place: str
    skill: str
    verdict: Blocked


def decide_change(roster: KeptRoster, command: ChangeDuty, passed: int = 0) -> KeptRoster | Refused:
    """Give somebody another shift on a day, or the rule that it would break.

    What a person set stays when it is solved again. Days before `passed` stay as they were.
    """
    period = _open(roster, command.person, command.day)
    if command.day < passed:
        return malformed(Refusal.DAY_UNKNOWN, "/day")
    if isinstance(period, Refused):
        return period
    rest = tuple(each for each in roster.duties if not _is(each, command.person, command.day))
    if not command.kind:
        return _with(roster, period, rest, command)
    if command.kind not in {kind.id for kind in period.kinds}:
        return malformed(Refusal.KIND_UNKNOWN, "/kind")
    who = _who(period, command.person)
    place, skill = _role(period, who, rest, command)
    duty = Duty(command.day, command.person, command.kind, place, skill)
    verdict = why_not(period, who, _own(rest, command.person), duty)
    if verdict != "free":
        return breaks(verdict, **_limits(period))
    return _with(roster, period, tuple(sorted((*rest, duty))), command)


def decide_lock(roster: KeptRoster, command: LockDay) -> KeptRoster | Refused:
    """Keep somebody's day as it is when it is solved again, or no more."""
    period = _open(roster, command.person, command.day)
    if isinstance(period, Refused):
        return period
    held = Held(command.person, command.day)
    others = tuple(each for each in roster.locked if each != held)
    locked = tuple(sorted((*others, held))) if command.locked else others
    return replace(roster, locked=locked[:MOST_LOCKS])


def choices(roster: KeptRoster, person: str, day: int) -> list[Choice] | Refused:
    """Return each shift that somebody could have on a day, with what is in its way."""
    period = _open(roster, person, day)
    if isinstance(period, Refused):
        return period
    who = _who(period, person)
    own = [each for each in _own(roster.duties, person) if each.day != day]
    roles = [
        (need.place, need.skill)
        for need in period.needs
        if need.place in who.places and need.skill in who.skills
    ]
    return [
        Choice(
            kind.id,
            place,
            skill,
            why_not(period, who, own, Duty(day, person, kind.id, place, skill)),
        )
        for kind in period.kinds
        for place, skill in dict.fromkeys(roles)
    ]


def no_longer_right(roster: KeptRoster, now: Period) -> tuple[Violation, ...]:
    """Return what is wrong with a roster by what is true now; days that have passed count too."""
    return check(
        replace(now, needs=(), fixed=(), before=()), replace(Roster(()), duties=roster.duties)
    )


def to_solve_again(roster: KeptRoster) -> tuple[tuple[Duty, ...], tuple[Held, ...]]:
    """Return the duties that are kept when it is solved again, and the days off that are."""
    locked = {(each.person, each.day) for each in roster.locked}
    fixed = tuple(each for each in roster.duties if (each.person, each.day) in locked)
    worked = {(each.person, each.day) for each in fixed}
    return fixed, tuple(each for each in roster.locked if (each.person, each.day) not in worked)


def to_repair(roster: KeptRoster, today: date) -> tuple[tuple[Duty, ...], tuple[Duty, ...]]:
    """Return the duties that have begun and stay, and all that should change least."""
    passed = (today - roster.first).days
    return tuple(each for each in roster.duties if each.day < passed), roster.duties


def overlapping(
    roster: KeptRoster, published: Iterable[KeptRoster]
) -> tuple[list[KeptRoster], KeptRoster | None]:
    """Return the published rosters that this one takes the place of, and one that is in its way.

    The same team and span is replaced; another one that shares days and people is in the way.
    """
    replaced = []
    for each in published:
        shift = (each.first - roster.first).days
        if shift + each.days <= 0 or shift >= roster.days:
            continue
        if (each.unit, each.first, each.days) == (roster.unit, roster.first, roster.days):
            replaced.append(each)
        elif _nested(each.unit_path, roster.unit_path):
            return replaced, each
    return replaced, None


def _nested(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _open(roster: KeptRoster, person: str, day: int) -> Period | Refused:
    """Return the period of a draft that can be changed on this day."""
    if roster.state != "draft":
        return Refused(Refusal.NOT_A_DRAFT)
    if roster.period is None or roster.found is None:
        return Refused(Refusal.NOT_SOLVED)
    if roster.search in {"waiting", "searching"}:
        return Refused(Refusal.SEARCHING)
    if all(each.id != person for each in roster.period.people):
        return malformed(Refusal.PERSON_UNKNOWN, "/person")
    if not 0 <= day < roster.days:
        return malformed(Refusal.DAY_UNKNOWN, "/day")
    return roster.period


def _with(
    roster: KeptRoster, period: Period, duties: tuple[Duty, ...], command: ChangeDuty
) -> KeptRoster:
    held = Held(command.person, command.day)
    locked = {*roster.locked, held} if command.keep else {*roster.locked} - {held}
    found = Roster(duties, gaps=gaps(period, duties), bound=1.0)
    return replace(
        roster,
        found=found,
        wrong=check(replace(period, fixed=()), found),
        locked=tuple(sorted(locked)),
    )


def _role(
    period: Period, who: Person, duties: tuple[Duty, ...], command: ChangeDuty
) -> tuple[str, str]:
    """Return the work of a shift: what was said, else what he can do that is shortest of people."""
    if command.place is not None and command.skill is not None:
        return command.place, command.skill
    kind = next(each for each in period.kinds if each.id == command.kind)
    hours = range(begins(kind, command.day), min(ends(kind, command.day), period.days * DAY))

    def short(need: Need) -> int:
        there = cover(period, duties, need)
        return sum(max(0, need.hours[hour] - there[hour]) for hour in hours)

    fits = [each for each in period.needs if each.skill in who.skills and each.place in who.places]
    best = max(fits, key=short, default=None)
    return (best.place, best.skill) if best else (EVERYWHERE, ANYBODY)


def _limits(period: Period) -> Mapping[str, int]:
    hours = max((who.most_hours for who in period.people), default=0)
    return {"rest": period.rules.rest, "days": period.rules.days_in_row, "hours": hours}


def _who(period: Period, person: str) -> Person:
    return next(each for each in period.people if each.id == person)


def _own(duties: Iterable[Duty], person: str) -> list[Duty]:
    return [each for each in duties if each.person == person]


def _is(duty: Duty, person: str, day: int) -> bool:
    return (duty.person, duty.day) == (person, day)
