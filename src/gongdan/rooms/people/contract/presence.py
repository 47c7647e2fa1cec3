"""Which skills somebody holds on a day, and when they are at work: pure, for who gives out work."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from gongdan.kernel.text import fold
from gongdan.rooms.people.contract.work import (
    USUAL_LEVEL,
    Absence,
    RosteredDay,
    Shift,
    Work,
)

MOST_ROSTERED: Final = 60
"""Days ahead that are looked at where a roster may give many days off."""


def levels_on(work: Work, skills: Iterable[str], day: date) -> Mapping[str, int]:
    """Return the level of each skill by its folded name; what ran out before `day` is left out."""
    told = {fold(each.skill): each for each in work.levels}
    found: dict[str, int] = {}
    for skill in map(fold, skills):
        known = told.get(skill)
        if known is None:
            found[skill] = USUAL_LEVEL
        elif known.until is None or known.until >= day:
            found[skill] = known.level
    return found


def shift_at(
    work: Work, zone: ZoneInfo, at: datetime, rostered: Sequence[RosteredDay] = ()
) -> tuple[datetime, datetime] | None:
    """Return the shift that runs at an instant or begins next, None where none is set.

    A day of a published roster counts before the week. Shifts that touch are not joined: one
    ends, and the next begins.
    """
    today, days = at.astimezone(zone).date(), {each.day: each for each in rostered}
    spans = [
        span
        for ahead in range(-1, 8 if not days else MOST_ROSTERED)
        for span in _spans_on(work.shifts, days, today + timedelta(days=ahead), zone)
    ]
    return min((span for span in spans if span[1] > at), default=None)


def has_hours(work: Work, rostered: Sequence[RosteredDay] = ()) -> bool:
    """Tell whether it is set when somebody works; if not, they do whenever they are not away."""
    return bool(work.shifts or rostered)


def _spans_on(
    shifts: Iterable[Shift], rostered: Mapping[date, RosteredDay], day: date, zone: ZoneInfo
) -> Iterable[tuple[datetime, datetime]]:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    said = rostered.get(day)
    if said is not None:
        hours = [] if said.begins is None or said.ends is None else [(said.begins, said.ends)]
    elif shifts or not rostered:
        hours = [(each.begins, each.ends) for each in shifts if day.isoweekday() in each.days]
    else:  # a day of which neither the week nor a roster says anything: there all day
        hours = [(0, 1_440)]
    for begins, ends in hours:
        yield midnight + timedelta(minutes=begins), midnight + timedelta(minutes=ends)


def away_at(away: Iterable[Absence], at: datetime) -> Absence | None:
    """Return the absence that runs at an instant, None where somebody is there."""
    running = (each for each in away if each.begins <= at and (each.ends is None or each.ends > at))
    return next(running, None)
