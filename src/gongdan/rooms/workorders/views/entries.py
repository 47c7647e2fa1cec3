"""An order's comments and bookings, read from its events."""

from collections.abc import Iterable
from uuid import UUID

from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.messages import Recorded, RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    BookingAdded,
    BookingReversed,
    CommentAdded,
)
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.domain.rights import sees_internal
from gongdan.rooms.workorders.ports import Directory
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.beside import totals_of
from gongdan.rooms.workorders.views.entries_shown import (
    Bookings,
    BookingShown,
    Comments,
    CommentShown,
)
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.outside import comments_outside
from gongdan.rooms.workorders.views.shown import Named
from gongdan.rooms.workorders.views.timeline import actor_shown

PAGE = 500
"""Events that are looked through for one page of comments."""


class EntryViews:
    """Shows comments and bookings of orders that a reader may see."""

    def __init__(self, views: OrderViews, store: EventStore, directory: Directory) -> None:
        self._views = views
        self._store = store
        self._directory = directory

    async def comments(
        self, principal: Principal, order: UUID, *, after: int = 0
    ) -> Comments | Refused:
        """Return the comments after event `after`; internal ones to insiders alone."""
        head = await self._views.head(principal, order)
        if isinstance(head, Refused):
            return head
        inside = sees_internal(principal)
        history = await self._history(principal.tenant, order, after=after, limit=PAGE)
        said = [
            (one, one.event)
            for one in history
            if isinstance(one.event, CommentAdded) and (inside or not one.event.internal)
        ]
        people = {each for one, event in said for each in _people(one, event)}
        names = await self._directory.users(principal.tenant, people)

        def named(ids: Iterable[UUID]) -> tuple[Named, ...]:
            return tuple(Named(each, names.get(each, "")) for each in ids)

        items = tuple(
            CommentShown(
                seq=one.seq,
                at=one.recorded_at,
                actor=actor_shown(one.actor, names),
                text=event.text,
                internal=event.internal,
                mentions=named(event.mentions),
                told=named(event.told),
            )
            for one, event in said
        )
        more = history and history[-1].seq < head.versioned.version
        told = Comments(items, history[-1].seq if more else None)
        return comments_outside(told) if principal.bound else told

    async def bookings(self, principal: Principal, order: UUID) -> Bookings | Refused:
        """Return all entries and their totals; they are the house's own business."""
        head = await self._views.head(principal, order)
        if isinstance(head, Refused):
            return head
        if not sees_internal(principal):
            return Refused(OrderCode.INTERNAL_NOT_YOURS, RefusalKind.FORBIDDEN)
        history = await self._history(principal.tenant, order, after=0, limit=10_000)
        found = [
            (one, one.event)
            for one in history
            if isinstance(one.event, BookingAdded | BookingReversed)
        ]
        people = {each for one, entry in found for each in (one.actor.id, entry.person) if each}
        names = await self._directory.users(principal.tenant, people)
        gone = {entry.booking for _one, entry in found if isinstance(entry, BookingReversed)}
        items = tuple(
            BookingShown(
                seq=one.seq,
                at=one.recorded_at,
                actor=actor_shown(one.actor, names),
                booking=entry.booking,
                kind=entry.kind,
                quantity=entry.quantity,
                unit=entry.unit,
                item=entry.item,
                amount=entry.amount,
                currency=entry.currency,
                note=entry.reason if isinstance(entry, BookingReversed) else entry.note,
                person=Named(entry.person, names.get(entry.person, "")) if entry.person else None,
                reverses=isinstance(entry, BookingReversed),
                reversed=isinstance(entry, BookingAdded) and entry.booking in gone,
            )
            for one, entry in found
        )
        return Bookings(items, totals_of(entry for _one, entry in found))

    async def _history(
        self, tenant: UUID, order: UUID, *, after: int, limit: int
    ) -> list[Recorded[AnyOrderEvent]]:
        stored = await self._store.history(tenant, order, after=after, limit=limit)
        return [ORDERS.codec.decode(tenant, one) for one in stored]


def _people(one: Recorded[AnyOrderEvent], event: CommentAdded) -> Iterable[UUID]:
    yield from event.mentions
    yield from event.told
    if one.actor.id:
        yield one.actor.id
