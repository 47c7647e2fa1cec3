"""What a calendar is: a zone, a pattern of days, and days that are different."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from msgspec import Struct

DAY_MINUTES: Final = 1_440
LONGEST_SPAN: Final = 2 * DAY_MINUTES
"""A span ends at the latest with the next day."""

MONDAY: Final = date(2024, 1, 1)
"""Some Monday: where a week's pattern is anchored."""


class Span(Struct, frozen=True, order=True):
    """A part of a day in minutes after its midnight; past 1,440 it lies in the next day."""

    begin: int
    end: int


class SpecialDay(Struct, frozen=True):
    """A day that stands in place of the pattern's: without spans it is a day off."""

    spans: tuple[Span, ...] = ()
    name: str = ""


class Pattern(Struct, frozen=True):
    """The spans of each day of a cycle that begins on `anchor` and repeats for ever."""

    anchor: date
    days: tuple[tuple[Span, ...], ...]

    def on(self, day: date) -> tuple[Span, ...]:
        """Return the spans of a day."""
        return self.days[(day - self.anchor).days % len(self.days)]


class Calendar(Struct, frozen=True):
    """When it is worked: `zone` is of the IANA database; `special` days go before the pattern."""

    zone: str
    pattern: Pattern
    special: Mapping[date, SpecialDay] = MappingProxyType({})

    def on(self, day: date) -> tuple[Span, ...]:
        """Return the spans that begin on a local day."""
        special = self.special.get(day)
        return self.pattern.on(day) if special is None else special.spans


def week(
    spans: Sequence[Span], *, weekend: Sequence[Span] = (), saturday: Sequence[Span] | None = None
) -> Pattern:
    """Return a pattern of five equal days, and of what is worked at the weekend."""
    on_saturday = weekend if saturday is None else saturday
    return Pattern(MONDAY, (*(tuple(spans) for _ in range(5)), tuple(on_saturday), tuple(weekend)))


def rota(anchor: date, *days: Sequence[Span]) -> Pattern:
    """Return a pattern of any length, as shifts have it: four days on, two off."""
    return Pattern(anchor, tuple(tuple(spans) for spans in days))
