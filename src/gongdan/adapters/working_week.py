"""Working days without a calendar: Monday to Friday, no holidays, in one zone.

Stands in until the house has calendars of its own.
"""

from datetime import datetime, timedelta, timezone

_BEIJING = timezone(timedelta(hours=8))
_SATURDAY = 5


class MondayToFriday:
    """Fulfils the work orders' port `WorkingDays`."""

    def between(self, start: datetime, end: datetime) -> int:
        """Return how many working days have begun after the day of `start`, up to that of `end`.

        >>> from datetime import UTC
        >>> friday = datetime(2026, 11, 27, 9, tzinfo=UTC)
        >>> MondayToFriday().between(friday, friday + timedelta(days=3))
        1
        """
        first, last = start.astimezone(_BEIJING).date(), end.astimezone(_BEIJING).date()
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(day.weekday() < _SATURDAY for day in days)
