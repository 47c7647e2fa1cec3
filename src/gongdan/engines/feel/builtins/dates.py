"""Functions of dates, times and durations."""

from decimal import Decimal

from gongdan.engines.feel.builtins.signature import builtin
from gongdan.engines.feel.civil import is_day, to_days, weekday
from gongdan.engines.feel.evaluation import Run
from gongdan.engines.feel.temporal import (
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    date_of,
    is_zone,
    midnight,
)
from gongdan.engines.feel.temporal_reading import (
    FARTHEST_OFFSET,
    read_date,
    read_date_time,
    read_duration,
    read_time,
)
from gongdan.engines.feel.values import Value

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _date_from_text(_run: Run, text: str) -> Value:
    return read_date(text)


def _date_from_moment(_run: Run, moment: DateTime) -> Value:
    return moment.date


def _date(_run: Run, year: Decimal, month: Decimal, day: Decimal) -> Value:
    parts = tuple(int(part) for part in (year, month, day))
    whole = all(part == int(part) for part in (year, month, day))
    return Date(*parts) if whole and is_day(*parts) else None


def _time_from_text(_run: Run, text: str) -> Value:
    return read_time(text)


def _time_from_moment(_run: Run, moment: DateTime) -> Value:
    return moment.time


def _time_from_date(_run: Run, _date: Date) -> Value:
    return Time(0, 0)


def _time(
    _run: Run, hour: Decimal, minute: Decimal, second: Decimal, offset: DaysDuration | None = None
) -> Value:
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    if hour != int(hour) or minute != int(minute):
        return None
    seconds = None if offset is None else offset.nanos // NANOS
    if seconds is not None and abs(seconds) > FARTHEST_OFFSET:
        return None
    nanos = (int(hour) * 3_600 + int(minute) * 60) * NANOS + int(second * NANOS)
    return Time(nanos, seconds)


def _moment_from_text(_run: Run, text: str) -> Value:
    return read_date_time(text)


def _moment_from_date(_run: Run, date: Date) -> Value:
    return midnight(date)


def _moment(_run: Run, date: Date, time: Time) -> Value:
    return DateTime(date, time)


def _moment_of_moment(_run: Run, moment: DateTime, time: Time) -> Value:
    return DateTime(moment.date, time)


def _moment_in_zone(_run: Run, moment: DateTime, zone: str) -> Value:
    if not is_zone(zone):
        return None
    return DateTime(moment.date, Time(moment.time.nanos, zone=zone))


def _duration(_run: Run, text: str) -> Value:
    return read_duration(text)


def _same(_run: Run, value: Value) -> Value:
    return value


def _months_between(_run: Run, begin: Date | DateTime, end: Date | DateTime) -> Value:
    """Return the whole months from one day to another."""
    a, b = _day(begin), _day(end)
    months = (b.year - a.year) * 12 + b.month - a.month
    if months > 0 and b.day < a.day:
        months -= 1
    elif months < 0 and b.day > a.day:
        months += 1
    return MonthsDuration(months)


def _now(run: Run) -> Value:
    return run.moment.now


def _today(run: Run) -> Value:
    return run.moment.today


def _day(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value


def _day_of_year(_run: Run, value: Date | DateTime) -> Value:
    day = _day(value)
    return Decimal(day.days - to_days(day.year, 1, 1) + 1)


def _day_of_week(_run: Run, value: Date | DateTime) -> Value:
    return DAY_NAMES[weekday(_day(value).days) - 1]


def _month_of_year(_run: Run, value: Date | DateTime) -> Value:
    return MONTH_NAMES[_day(value).month - 1]


def _week_of_year(_run: Run, value: Date | DateTime) -> Value:
    """Return the week by ISO 8601: the one that holds the year's first Thursday is the first."""
    days = _day(value).days
    thursday = days - weekday(days) + 4
    return Decimal((thursday - to_days(date_of(thursday).year, 1, 1)) // 7 + 1)


_FROM_TO = (
    ("from: date, to: date", _months_between),
    ("from: date and time, to: date and time", _months_between),
)
DATES = (
    builtin(
        "date",
        ("from: string", _date_from_text),
        ("from: date", _same),
        ("from: date and time", _date_from_moment),
        ("year: number, month: number, day: number", _date),
    ),
    builtin(
        "time",
        ("from: string", _time_from_text),
        ("from: time", _same),
        ("from: date", _time_from_date),
        ("from: date and time", _time_from_moment),
        ("hour: number, minute: number, second: number, offset?: days and time duration?", _time),
    ),
    builtin(
        "date and time",
        ("from: string", _moment_from_text),
        ("from: date", _moment_from_date),
        ("from: date and time", _same),
        ("date: date, time: time", _moment),
        ("date: date and time, time: time", _moment_of_moment),
        ("date: date and time, timezone: string", _moment_in_zone),
    ),
    builtin(
        "duration",
        ("from: string", _duration),
        ("from: days and time duration", _same),
        ("from: years and months duration", _same),
    ),
    builtin("years and months duration", *_FROM_TO),
    builtin("now", ("", _now)),
    builtin("today", ("", _today)),
    builtin("day of year", ("date: date", _day_of_year), ("date: date and time", _day_of_year)),
    builtin("day of week", ("date: date", _day_of_week), ("date: date and time", _day_of_week)),
    builtin(
        "month of year", ("date: date", _month_of_year), ("date: date and time", _month_of_year)
    ),
    builtin("week of year", ("date: date", _week_of_year), ("date: date and time", _week_of_year)),
)
