"""When a timer fires: ISO 8601 durations and instants, by the clock or in working time.

In working time a day is a worked day: `P2D` from Friday 15:00 is Tuesday 15:00. Hours and less
are hours that are worked. Longer units have no working time: whoever means ten days says so.
"""

from datetime import MAXYEAR, datetime, timedelta
from zoneinfo import ZoneInfo

from gongdan.engines.flow.due import DURATION
from gongdan.engines.flow.model import FlowState
from gongdan.rooms.calendars.contract import (
    FARTHEST,
    Calendar,
    add_working_time,
    next_working,
    working_time,
)
from gongdan.rooms.workorders.contract import TimerRuns


def reckon(due: str, now: datetime, calendar: Calendar, *, working: bool) -> datetime | None:
    """Return the instant of a timer's `due`; None where the text is none that can be reckoned.

    A cycle (`R3/PT10M`) is reckoned by its last part: each time is set anew. A date and time
    without a zone are those of the calendar's zone.

    >>> from datetime import UTC
    >>> from gongdan.rooms.calendars.contract import Span, week
    >>> office = Calendar("Asia/Shanghai", week((Span(9 * 60, 18 * 60),)))
    >>> friday = datetime(2026, 11, 27, 7, tzinfo=UTC)  # 15:00 in Shanghai
    >>> reckon("P2D", friday, office, working=True).isoformat()
    '2026-12-01T07:00:00+00:00'
    """
    text = due.rpartition("/")[2] if due.startswith("R") else due
    if is_fixed(due):
        return _instant(text, calendar)
    found = DURATION.fullmatch(text)
    if found is None or text.endswith(("P", "T")):
        return None
    years, months, weeks, days, hours, minutes, seconds = (
        int(part or 0) for part in found.groups()
    )
    rest = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    try:
        if working:
            return None if years or months or weeks else _worked(now, calendar, days, rest)
        return _months_on(now, years * 12 + months) + timedelta(weeks=weeks, days=days) + rest
    except OverflowError:
        return None


def is_fixed(due: str) -> bool:
    """Tell whether a timer names an instant, and no span of time."""
    return not due.startswith(("P", "R"))


def held(runs: TimerRuns, now: datetime, calendar: Calendar) -> TimerRuns:
    """Return a timer whose order rests from now on: what is left of it stands still."""
    left = working_time(calendar, now, runs.at) if runs.working else runs.at - now
    return TimerRuns(
        timer=runs.timer,
        at=runs.at,
        working=runs.working,
        fixed=runs.fixed,
        left=max(0, int(left.total_seconds())),
    )


def taken_up(runs: TimerRuns, now: datetime, calendar: Calendar) -> TimerRuns:
    """Return a timer whose order goes on: what was left of it begins now."""
    left = timedelta(seconds=runs.left or 0)
    if runs.fixed:
        at = runs.at
    elif runs.working:
        at = add_working_time(calendar, now, left) or now + FARTHEST
    else:
        at = now + left
    return TimerRuns(timer=runs.timer, at=at, working=runs.working, fixed=runs.fixed)


def running(
    timers: tuple[TimerRuns, ...], changed: tuple[TimerRuns, ...], flow: FlowState
) -> tuple[TimerRuns, ...]:
    """Return the timers of an order after an event that changed some of them."""
    by_id = {each.timer: each for each in (*timers, *changed)}
    return tuple(by_id[each.id] for each in flow.timers if each.id in by_id)


def _instant(text: str, calendar: Calendar) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(calendar.zone))


def _worked(now: datetime, calendar: Calendar, days: int, rest: timedelta) -> datetime | None:
    zone = ZoneInfo(calendar.zone)
    local = now.astimezone(zone)
    day, left = local.date(), days
    for _ in range(FARTHEST.days):
        if not left:
            break
        day += timedelta(days=1)
        left -= bool(calendar.on(day))
    if left:
        return None
    at = datetime.combine(day, local.time(), zone).astimezone(now.tzinfo)
    return add_working_time(calendar, at, rest) if rest else next_working(calendar, at)


def _months_on(at: datetime, months: int) -> datetime:
    if not months:
        return at
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    if year > MAXYEAR:
        raise OverflowError
    first = at.replace(year=year, month=month + 1, day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=at.day - 1), last)
