"""What a planner changes in a draft, and whether it still holds when it is published.

A shift that breaks a rule is not taken: the law is kept in every roster, whoever made it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.rostering.checking import Violation, check
from gongdan.engines.rostering.gaps import gaps, why_not
from gongdan.engines.rostering.model import Blocked, Duty, Period, Person, Roster
from gongdan.kernel.messages import Refused
from gongdan.rooms.rosters.contract import ChangeDuty, Held, KeptRoster, LockDay
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
    duty = Duty(command.day, command.person, command.kind, command.place, command.skill)
    verdict = why_not(period, _who(period, command.person), _own(rest, command.person), duty)
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
        begins, ends = (
            (each.first - roster.first).days,
            (each.first - roster.first).days + each.days,
        )
        if ends <= 0 or begins >= roster.days:
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
    found = Roster(duties, gaps=gaps(period, duties), bound=1.0)
    return replace(
        roster,
        found=found,
        wrong=check(replace(period, fixed=()), found),
        locked=tuple(sorted({*roster.locked, held})),
    )


def _limits(period: Period) -> Mapping[str, int]:
    hours = max((who.most_hours for who in period.people), default=0)
    return {"rest": period.rules.rest, "days": period.rules.days_in_row, "hours": hours}


def _who(period: Period, person: str) -> Person:
    return next(each for each in period.people if each.id == person)


def _own(duties: Iterable[Duty], person: str) -> list[Duty]:
    return [each for each in duties if each.person == person]


def _is(duty: Duty, person: str, day: int) -> bool:
    return (duty.person, duty.day) == (person, day)
