"""Public holidays from the library `holidays` (MIT): some 200 countries, kept up to date.

For China it knows the State Council's yearly notice: holidays, and the weekend days that are
worked in their place. A year for which no notice has been given has the statutory days only.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from gongdan.rooms.calendars.contract import MONDAY, Pattern, SpecialDay


class LibraryHolidays:
    """`PublicHolidays` over the library's tables."""

    def special_days(
        self, country: str, years: range, pattern: Pattern, *, worked_like: int = 0
    ) -> Mapping[date, SpecialDay]:
        """Return the days that differ from the pattern; raises `ValueError` for no country."""
        off, worked = _days(country, years.start, years.stop)
        like = pattern.on(date.fromordinal(MONDAY.toordinal() + worked_like))
        days = {day: SpecialDay((), name) for day, name in off}
        days.update({day: SpecialDay(like, "") for day in worked})
        return days

    def countries(self) -> tuple[str, ...]:
        """Return the countries that are known, as ISO 3166-1 codes of two letters."""
        # the library also knows codes of three letters, and UK beside GB
        known = holidays.list_supported_countries()
        return tuple(sorted(code for code in known if len(code) == 2 and code != "UK"))


@lru_cache(maxsize=256)
def _days(
    country: str, first: int, behind: int
) -> tuple[tuple[tuple[date, str], ...], tuple[date, ...]]:
    if country not in holidays.list_supported_countries():
        raise ValueError(f"no country of this code is known: {country}")
    found = holidays.country_holidays(country, years=range(first, behind))
    off = tuple(sorted(found.items()))
    years = range(first, behind)
    worked: frozenset[date] = getattr(found, "weekend_workdays", frozenset())
    return off, tuple(sorted(day for day in worked if day.year in years))
