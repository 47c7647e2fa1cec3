"""Days of the proleptic Gregorian calendar for any year, before 1 and after 9999 too.

FEEL's dates reach from -999999999 to 999999999, `datetime` only from 1 to 9999. Algorithm:
H. Hinnant, "chrono-compatible low-level date algorithms" (days counted from 1970-01-01).

    >>> to_days(1970, 1, 1), from_days(-1), weekday(0)
    (0, (1969, 12, 31), 4)
"""

from typing import Final

FARTHEST_YEAR: Final = 999_999_999
_DAYS_OF_ERA: Final = 146_097  # 400 years
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def to_days(year: int, month: int, day: int) -> int:
    """Return the number of a day, 0 for 1970-01-01."""
    shifted = year - (month <= 2)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_OF_ERA + day_of_era - 719_468


def from_days(days: int) -> tuple[int, int, int]:
    """Return year, month and day of a day's number."""
    era, day_of_era = divmod(days + 719_468, _DAYS_OF_ERA)
    year_of_era = (
        day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + (3 if shifted_month < 10 else -9)
    return year_of_era + era * 400 + (month <= 2), month, day


def weekday(days: int) -> int:
    """Return the day of the week of a day's number: 1 is Monday, 7 Sunday (ISO 8601)."""
    return (days + 3) % 7 + 1


def is_leap(year: int) -> bool:
    """Tell whether a year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the length of a month, in days."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day within FEEL's years."""
    if not (-FARTHEST_YEAR <= year <= FARTHEST_YEAR and 1 <= month <= 12):
        return False
    return 1 <= day <= days_in_month(year, month)
