"""How comments and bookings are shown."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.workorders.views.shown import Named
from gongdan.rooms.workorders.views.tied import Totals
from gongdan.rooms.workorders.views.told import TimelineActor


class CommentShown(Struct, frozen=True, kw_only=True):
    """One comment; `told` are those to whom it was told."""

    seq: int
    at: datetime
    actor: TimelineActor
    text: str
    internal: bool
    mentions: tuple[Named, ...]
    told: tuple[Named, ...]


class Comments(Struct, frozen=True):
    """An order's comments, oldest first; `next` is the seq to go on after."""

    items: tuple[CommentShown, ...]
    next: int | None


class BookingShown(Struct, frozen=True, kw_only=True):
    """One entry: a booking, or the reversal of one (`reverses`); numbers are decimals as text."""

    seq: int
    at: datetime
    actor: TimelineActor
    booking: UUID
    kind: str
    quantity: str
    unit: str
    item: str
    amount: str
    currency: str
    note: str
    person: Named | None
    reverses: bool
    reversed: bool


class Bookings(Struct, frozen=True):
    """Everything that was booked on an order, oldest first, and what it comes to."""

    items: tuple[BookingShown, ...]
    totals: Totals
