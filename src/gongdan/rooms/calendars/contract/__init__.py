"""The door of the calendars: when it is worked, how long, until when.

>>> from datetime import date, datetime, timedelta, UTC
>>> office = Calendar("Asia/Shanghai", week((Span(9 * 60, 12 * 60), Span(13 * 60, 18 * 60))))
>>> friday = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)  # 17:00 in Shanghai
>>> add_working_time(office, friday, timedelta(hours=2)).isoformat()
'2026-11-30T02:00:00+00:00'
"""

from gongdan.rooms.calendars.contract.arithmetic import (
    FARTHEST,
    add_working_time,
    is_working,
    next_working,
    working_days,
    working_intervals,
    working_time,
)
from gongdan.rooms.calendars.contract.calendar import (
    MONDAY,
    Calendar,
    Pattern,
    Span,
    SpecialDay,
    rota,
    week,
)
from gongdan.rooms.calendars.contract.intervals import Interval, difference, intersection, union

__all__ = [
    "FARTHEST",
    "MONDAY",
    "Calendar",
    "Interval",
    "Pattern",
    "Span",
    "SpecialDay",
    "add_working_time",
    "difference",
    "intersection",
    "is_working",
    "next_working",
    "rota",
    "union",
    "week",
    "working_days",
    "working_intervals",
    "working_time",
]
