"""How an order's number reads, and which orders count together.

A series is what a number says beside its counter: `WO-2026-{n}`. Order types that write the same
share it, so that no number is given twice; a pattern without a year counts on over the years.
"""

import re
from datetime import date

_COUNTER = re.compile(r"\{n[^}]*\}")


def series_of(pattern: str, day: date) -> str:
    """Return the series of a pattern such as `WO-{year}-{n:06}` on a day."""
    return _dated(_COUNTER.sub("{{n}}", pattern), day, 0)


def number_of(pattern: str, day: date, n: int) -> str:
    """Return the number that a pattern gives for the counter `n` on a day."""
    return _dated(pattern, day, n)


def _dated(pattern: str, day: date, n: int) -> str:
    return pattern.format(year=day.year, month=f"{day.month:02}", day=f"{day.day:02}", n=n)
