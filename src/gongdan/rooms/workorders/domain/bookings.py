"""登记 冲销: numbers are exact decimals; an entry is never changed, only reversed."""

import re
from decimal import Decimal

from gongdan.kernel.canonical import decimal_text
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AnyBooking,
    AnyBookingEvent,
    BookingAdded,
    BookingReversed,
    BookOrder,
    OrderStatus,
    ReverseBooking,
)
from gongdan.rooms.workorders.domain.facts import BesideFacts
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState

HOURS = "h"
MOST_BOOKINGS = 500
_FINEST = -6
_LARGEST = 10**12
_CURRENCY = re.compile(r"[A-Z]{3}")


def book(
    state: OrderState, command: AnyBooking, facts: BesideFacts
) -> Accepted[AnyBookingEvent] | Refused:
    """Decide on a booking, or on taking one back (also after the order's end)."""
    if isinstance(command, ReverseBooking):
        return _reverse(state, command)
    if state.status not in (OrderStatus.OPEN, OrderStatus.SUSPENDED):
        return refuse(OrderCode.ORDER_ENDED, number=state.number)
    if len(state.beside.bookings) >= MOST_BOOKINGS:
        return malformed(OrderCode.TOO_MANY, "", most=MOST_BOOKINGS)
    return _fault(command, facts) or Accepted((_booked(command, facts),))


def _booked(command: BookOrder, facts: BesideFacts) -> BookingAdded:
    worked = command.kind == "time"
    return BookingAdded(
        booking=facts.event,
        kind=command.kind,
        quantity=decimal_text(command.quantity),
        unit=HOURS if worked else command.unit,
        item=command.item,
        amount="" if command.amount is None else decimal_text(command.amount),
        currency=command.currency,
        note=command.note,
        person=command.person or (facts.actor if worked else None),
    )


def _fault(command: BookOrder, facts: BesideFacts) -> Refused | None:
    if (fault := _number_fault(command.quantity, command.amount)) is not None:
        return fault
    if command.kind == "cost" and command.amount is None:
        return malformed(OrderCode.AMOUNT_MISSING, "/amount")
    if command.kind == "part" and not command.item.strip():
        return malformed(OrderCode.ITEM_MISSING, "/item")
    priced = command.amount is not None
    if priced != bool(_CURRENCY.fullmatch(command.currency)):
        return malformed(OrderCode.CURRENCY_UNUSABLE, "/currency")
    if command.person is not None and command.person not in facts.known_people:
        return malformed(OrderCode.ASSIGNEE_UNKNOWN, "/person")
    return None


def _number_fault(quantity: Decimal, amount: Decimal | None) -> Refused | None:
    if not _usable(quantity) or quantity <= 0:
        return malformed(OrderCode.NUMBER_OUT_OF_RANGE, "/quantity")
    if amount is not None and not (_usable(amount) and amount >= 0):
        return malformed(OrderCode.NUMBER_OUT_OF_RANGE, "/amount")
    return None


def _usable(number: Decimal) -> bool:
    # a number of a million digits is finite, too, and must not be written out
    if not number.is_finite() or number.adjusted() > 12:
        return False
    return abs(number) < _LARGEST and int(number.as_tuple().exponent) >= _FINEST


def _reverse(state: OrderState, command: ReverseBooking) -> Accepted[AnyBookingEvent] | Refused:
    if not command.reason.strip():
        return malformed(OrderCode.REASON_MISSING, "/reason")
    stands = {each.booking: each for each in state.beside.bookings}
    booked = stands.get(command.booking)
    if booked is None:
        return refuse(OrderCode.BOOKING_UNKNOWN, field="/booking", number=state.number)
    event = BookingReversed(
        booking=booked.booking,
        kind=booked.kind,
        quantity=decimal_text(-Decimal(booked.quantity)),
        unit=booked.unit,
        item=booked.item,
        amount=decimal_text(-Decimal(booked.amount)) if booked.amount else "",
        currency=booked.currency,
        reason=command.reason,
        person=booked.person,
    )
    return Accepted((event,))
