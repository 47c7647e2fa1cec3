"""Appointments: a promise to a customer that holds on a day, until a person lets go of it.

Work begins within the window. Whoever is there early waits; nobody plans it later, but a person
who was told may (`Arrangement.released`).
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from msgspec.structs import replace

from gongdan.engines.routing.model import FAR, Day
from gongdan.rooms.planning.contract import Work

DAY: Final = 86_400

Window = tuple[int, int]
"""From when to when an order's work may begin, in seconds after midnight."""


class Midnight(Protocol):
    """A day, by its first second (Unix)."""

    @property
    def midnight(self) -> int:
        """The first second of the day."""
        ...


def window_of(work: Work, day: Midnight) -> Window | None:
    """Return the window of an order's appointment on a day; None: none, or it is on another day."""
    if work.agreed is None:
        return None
    opens, closes = (int(each.timestamp()) - day.midnight for each in work.agreed)
    return (max(0, opens), closes) if closes > 0 and opens < DAY else None


def is_later(agreed: tuple[datetime, datetime] | None, midnight: int) -> bool:
    """Tell whether an appointment lies on a day to come: until then it is nobody's work."""
    return agreed is not None and agreed[0].timestamp() >= midnight + DAY


def let_go(day: Day, released: Collection[UUID]) -> Day:
    """Return the day without the ends of these windows."""
    free = {str(order) for order in released}
    if not free:
        return day
    visits = (replace(visit, closes=FAR) if visit.id in free else visit for visit in day.visits)
    return replace(day, visits=tuple(visits))
