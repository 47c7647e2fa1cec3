"""What an import has counted so far; kept outside of it, so that a stop can still be told."""

from collections import Counter

from msgspec import Struct, field


class Tally(Struct, kw_only=True):
    """Counts of one run. Orders and acts are those that this run stored."""

    rows: int = 0
    cases: int = 0
    orders: int = 0
    acts: int = 0
    open_orders: int = 0
    known: int = 0
    later: int = 0
    bad_rows: int = 0
    refused_cases: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def reject(self, reason: str, rows: int = 1) -> None:
        """Count rows that were not taken."""
        self.bad_rows += rows
        self.reasons[reason] += rows

    def stored(self, *, acts: int, ended: bool) -> None:
        """Count an order that was stored."""
        self.orders += 1
        self.acts += acts
        self.open_orders += not ended

    def figures(self) -> dict[str, object]:
        """Return the counts by name."""
        names = (name for name in self.__struct_fields__ if name != "reasons")
        return {**{name: getattr(self, name) for name in names}, "reasons": dict(self.reasons)}
