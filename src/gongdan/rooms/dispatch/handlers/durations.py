"""How long an order is reckoned to take, and on what that rests."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.dispatch.contract import Category
from gongdan.rooms.dispatch.domain.durations import LEAST_CASES
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.store.durations import Usual, usual_durations

STEP = 5
"""Learned minutes are rounded to so many: nobody plans by the minute."""


class Reckoned(Struct, frozen=True):
    """Minutes, and from how many orders they come (0: somebody said they are usual)."""

    minutes: int
    cases: int


class Durations(Struct, frozen=True):
    """What is usual in a tenant just now."""

    learned: Mapping[tuple[str, str], Usual]
    categories: Mapping[str, Category]

    def of(self, type_key: str, category: str) -> Reckoned | None:
        """Return what orders like this one take; None: nobody knows.

        Learned of its type and category, else said of its category, else learned of its type.
        """
        known = self.categories.get(category)
        found = self._learned(type_key, category) if category else None
        if found is None and known is not None and known.minutes:
            return Reckoned(known.minutes, 0)
        return found or self._learned(type_key, "")

    def _learned(self, type_key: str, category: str) -> Reckoned | None:
        usual = self.learned.get((type_key, category))
        if usual is None or usual.cases < LEAST_CASES:
            return None
        return Reckoned(max(STEP, round(usual.minutes / STEP) * STEP), usual.cases)


class DurationDesk:
    """Reads what is usual."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def usual(self, tenant: UUID, categories: Mapping[str, Category]) -> Durations:
        """Return what is usual in a tenant."""
        async with self._means.database.reading(tenant) as reader:
            return Durations(await usual_durations(reader, tenant), categories)
