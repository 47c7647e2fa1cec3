"""Which skills somebody holds on a day, and when they are at work: pure, for who gives out work."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gongdan.kernel.text import fold
from gongdan.rooms.people.contract.work import USUAL_LEVEL, Absence, Shift, Work


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


def shift_at(work: Work, zone: ZoneInfo, at: datetime) -> tuple[datetime, datetime] | None:
    """Return the shift that runs at an instant or begins next, None where none is set.

    Shifts that touch are not joined: one ends, and the next begins.
    """
    today = at.astimezone(zone).date()
    spans = [
        span
        for ahead in range(-1, 8)
        for span in _spans_on(work.shifts, today + timedelta(days=ahead), zone)
    ]
    return min((span for span in spans if span[1] > at), default=None)


def _spans_on(
    shifts: Iterable[Shift], day: date, zone: ZoneInfo
) -> Iterable[tuple[datetime, datetime]]:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    for each in shifts:
        if day.isoweekday() in each.days:
            yield (
                midnight + timedelta(minutes=each.begins),
                midnight + timedelta(minutes=each.ends),
            )


def away_at(away: Iterable[Absence], at: datetime) -> Absence | None:
    """Return the absence that runs at an instant, None where somebody is there."""
    running = (each for each in away if each.begins <= at and (each.ends is None or each.ends > at))
    return next(running, None)
