"""From temporal values to text, as FEEL's `string` gives it."""

from gongdan.engines.feel.temporal import (
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
)


def date_text(date: Date) -> str:
    """Return `2017-08-30`; years have at least four digits."""
    sign = "-" if date.year < 0 else ""
    return f"{sign}{abs(date.year):04}-{date.month:02}-{date.day:02}"


def time_text(time: Time) -> str:
    """Return `11:00:00` with fraction, offset or zone where there is one."""
    seconds, nanos = divmod(time.nanos, NANOS)
    fraction = f".{nanos:09}".rstrip("0") if nanos else ""
    clock = f"{seconds // 3_600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{fraction}"
    if time.zone:
        return f"{clock}@{time.zone}"
    return clock + ("" if time.offset is None else _offset_text(time.offset))


def _offset_text(offset: int) -> str:
    if offset == 0:
        return "Z"
    minutes, seconds = divmod(abs(offset), 60)
    tail = f":{seconds:02}" if seconds else ""
    return f"{'-' if offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}{tail}"


def date_time_text(moment: DateTime) -> str:
    """Return `2017-08-30T11:00:00` and what stands behind the time."""
    return f"{date_text(moment.date)}T{time_text(moment.time)}"


def days_text(duration: DaysDuration) -> str:
    """Return `P1DT2H`; nothing at all is `PT0S`."""
    seconds, nanos = divmod(abs(duration.nanos), NANOS)
    days, rest = divmod(seconds, 86_400)
    fraction = f".{nanos:09}".rstrip("0") if nanos else ""
    parts = (
        f"{rest // 3_600}H" if rest // 3_600 else "",
        f"{rest // 60 % 60}M" if rest // 60 % 60 else "",
        f"{rest % 60}{fraction}S" if rest % 60 or fraction else "",
    )
    clock = "".join(parts)
    day = f"{days}D" if days else ""
    if not (day or clock):
        return "PT0S"
    return f"{'-' if duration.nanos < 0 else ''}P{day}{'T' if clock else ''}{clock}"


def months_text(duration: MonthsDuration) -> str:
    """Return `P1Y2M`; nothing at all is `P0M`."""
    years, months = divmod(abs(duration.months), 12)
    text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return f"{'-' if duration.months < 0 else ''}P{text or '0M'}"
