"""What an order took: time, money, parts. Booked once, corrected only by a reversing entry."""

from decimal import Decimal
from typing import Literal, TypeAlias
from uuid import UUID

from gongdan.kernel.messages import Command
from gongdan.rooms.workorders.contract.order import OrderEvent

BookingKind: TypeAlias = Literal["time", "cost", "part"]


class BookOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """登记: hours of work (`quantity` in h), a cost, or parts that were used.

    `amount` is the whole sum in `currency` (ISO 4217); a cost has one, the others may.
    `person` is whose time it was, left out it is one's own.
    """

    kind: BookingKind
    quantity: Decimal = Decimal(1)
    unit: str = ""
    item: str = ""
    amount: Decimal | None = None
    currency: str = ""
    note: str = ""
    person: UUID | None = None


class ReverseBooking(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """冲销: take a booking back by an entry of the opposite sign, with the reason."""

    booking: UUID
    reason: str


class BookingAdded(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Time, cost or parts were booked; numbers are decimals as text."""

    booking: UUID
    kind: BookingKind
    quantity: str
    unit: str = ""
    item: str = ""
    amount: str = ""
    currency: str = ""
    note: str = ""
    person: UUID | None = None


class BookingReversed(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """A booking was taken back: the same entry with the signs turned round."""

    booking: UUID
    kind: BookingKind
    quantity: str
    unit: str = ""
    item: str = ""
    amount: str = ""
    currency: str = ""
    reason: str
    person: UUID | None = None


AnyBooking: TypeAlias = BookOrder | ReverseBooking
AnyBookingEvent: TypeAlias = BookingAdded | BookingReversed
