"""What stands beside an order's loop: who helps and watches, to what it is tied, what it took.

Texts of comments are not kept here: they are read from the events. A state stays small.
"""

from typing import assert_never
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.rooms.workorders.contract import (
    AnyBesideEvent,
    BookingAdded,
    BookingKind,
    BookingReversed,
    ChildEnded,
    ChildMade,
    CommentAdded,
    DuplicateMerged,
    DuplicateReleased,
    HelperAdded,
    HelperRemoved,
    LinkKind,
    OrderLinked,
    OrderMerged,
    OrderSplit,
    OrderUnlinked,
    OrderUnmerged,
    WatcherAdded,
    WatcherRemoved,
)
from gongdan.rooms.workorders.contract.needs import (
    Needs,
    OrderScheduled,
)


class Other(Struct, frozen=True):
    """Another order, by id and number."""

    order: UUID
    number: str


class Link(Struct, frozen=True):
    """How this order stands to another one."""

    order: UUID
    number: str
    kind: LinkKind


class Booked(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A booking that stands: it was not taken back. Numbers are decimals as text."""

    booking: UUID
    kind: BookingKind
    quantity: str
    unit: str = ""
    item: str = ""
    amount: str = ""
    currency: str = ""
    person: UUID | None = None


class Beside(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`stood` is where the order stood into which this one was merged, at that moment.

    `rested_before`: this one was suspended then, and is so again after an undoing.
    """

    helpers: tuple[UUID, ...] = ()
    watchers: tuple[UUID, ...] = ()
    comments: int = 0
    internal_comments: int = 0
    links: tuple[Link, ...] = ()
    parent: Other | None = None
    children: tuple[ChildMade, ...] = ()
    merged_into: Other | None = None
    stood: str = ""
    rested_before: bool = False
    duplicates: tuple[Other, ...] = ()
    bookings: tuple[Booked, ...] = ()
    needs: Needs = Needs()


def evolve_beside(beside: Beside, event: AnyBesideEvent) -> Beside:
    """Fold an event that leaves the loop where it is."""
    changed: dict[str, object]
    match event:
        case CommentAdded(internal=True):
            changed = {"internal_comments": beside.internal_comments + 1}
        case CommentAdded():
            changed = {"comments": beside.comments + 1}
        case WatcherAdded(who=who):
            changed = {"watchers": (*beside.watchers, who)}
        case WatcherRemoved(who=who):
            changed = {"watchers": tuple(each for each in beside.watchers if each != who)}
        case HelperAdded(who=who):
            changed = {"helpers": (*beside.helpers, who)}
        case HelperRemoved(who=who):
            changed = {"helpers": tuple(each for each in beside.helpers if each != who)}
        case BookingAdded() | BookingReversed():
            changed = {"bookings": _booked(beside, event)}
        case OrderScheduled(needs=needs):
            changed = {"needs": needs}
        case _:
            return _tied(beside, event)
    return msgspec.structs.replace(beside, **changed)


def _tied(
    beside: Beside,
    event: OrderLinked
    | OrderUnlinked
    | OrderMerged
    | OrderUnmerged
    | DuplicateMerged
    | DuplicateReleased
    | OrderSplit
    | ChildEnded,
) -> Beside:
    changed: dict[str, object]
    match event:
        case OrderLinked(order=order, number=number, kind=kind):
            changed = {"links": (*beside.links, Link(order, number, kind))}
        case OrderUnlinked(order=order, number=number, kind=kind):
            gone = Link(order, number, kind)
            changed = {"links": tuple(each for each in beside.links if each != gone)}
        case OrderMerged(order=order, number=number, stood=stood):
            rested = not event.moves
            into = Other(order, number)
            changed = {"merged_into": into, "stood": stood, "rested_before": rested}
        case OrderUnmerged():
            changed = {"merged_into": None, "stood": "", "rested_before": False}
        case DuplicateMerged(order=order, number=number):
            changed = {"duplicates": (*beside.duplicates, Other(order, number))}
        case DuplicateReleased(order=order):
            changed = {"duplicates": tuple(one for one in beside.duplicates if one.order != order)}
        case ChildEnded():
            return beside
        case OrderSplit(children=children):
            changed = {"children": (*beside.children, *children)}
        case _:
            assert_never(event)
    return msgspec.structs.replace(beside, **changed)


def _booked(beside: Beside, event: BookingAdded | BookingReversed) -> tuple[Booked, ...]:
    if isinstance(event, BookingReversed):
        return tuple(each for each in beside.bookings if each.booking != event.booking)
    booked = Booked(
        booking=event.booking,
        kind=event.kind,
        quantity=event.quantity,
        unit=event.unit,
        item=event.item,
        amount=event.amount,
        currency=event.currency,
        person=event.person,
    )
    return (*beside.bookings, booked)
