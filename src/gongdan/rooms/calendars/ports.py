"""What the calendars need from outside."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from gongdan.rooms.calendars.contract import Pattern, SpecialDay


class PublicHolidays(Protocol):
    """The public holidays of a country (ISO 3166-1), and the days worked in their place.

    A holiday comes as a day without spans; a day off that is worked (China's adjusted working
    days) with the spans that the pattern has on `worked_like`, a day of the week (0 is Monday).
    """

    def special_days(
        self, country: str, years: range, pattern: Pattern, *, worked_like: int = 0
    ) -> Mapping[date, SpecialDay]: ...

    def countries(self) -> tuple[str, ...]: ...
