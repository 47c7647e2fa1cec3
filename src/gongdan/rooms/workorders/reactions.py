"""What the work orders do when they hear of themselves: children are made, copies given."""

from gongdan.kernel.log.entries import LogEvent
from gongdan.kernel.outbox.reaction import Reaction
from gongdan.rooms.workorders.contract import (
    KIND,
    ORDER_EVENTS,
    CommentAdded,
    OrderCancelled,
    OrderImported,
)
from gongdan.rooms.workorders.handlers.children import ChildOrders
from gongdan.rooms.workorders.handlers.copies import Copies
from gongdan.rooms.workorders.handlers.notices import Notices
from gongdan.rooms.workorders.store import ORDERS

_DEMAND = b'"ChildDemanded"'
_COPY = b'"CopySent"'
_TELLING = frozenset(
    event.__name__ for event in ORDER_EVENTS if not issubclass(event, CommentAdded | OrderImported)
)
_ENDS = frozenset({"OrderArchived", "OrderCancelled", "OrderTimerFired", "SignerRemoved"})


def order_reactions(
    children: ChildOrders, copies: Copies, notices: Notices | None = None
) -> tuple[Reaction, ...]:
    """Return the reactions of the room to its own events."""

    async def when_children_are_demanded_report_them(event: LogEvent) -> None:
        if _DEMAND in event.stored.body:
            told = ORDERS.codec.decode(event.tenant, event.stored).event
            await children.make(event.tenant, event.stored.stream, told)

    async def when_copies_are_sent_let_people_watch(event: LogEvent) -> None:
        if _COPY in event.stored.body:
            told = ORDERS.codec.decode(event.tenant, event.stored).event
            await copies.give(event.tenant, event.stored.stream, told)

    async def when_an_order_ended_tell_its_parent(event: LogEvent) -> None:
        await children.ended(event.tenant, event.stored.stream)

    async def when_an_order_goes_on_tell_it_what_ended(event: LogEvent) -> None:
        await children.catch_up(event.tenant, event.stored.stream)

    async def when_an_order_was_cancelled_with_its_children_cancel_them(event: LogEvent) -> None:
        told = ORDERS.codec.decode(event.tenant, event.stored).event
        if isinstance(told, OrderCancelled) and told.with_children:
            await children.cancel(event.tenant, event.stored.stream, told.reason)

    told = (_telling(notices),) if notices else ()
    return (
        *told,
        Reaction(name="children.report", kind=KIND, hear=when_children_are_demanded_report_them),
        Reaction(name="copies.watch", kind=KIND, hear=when_copies_are_sent_let_people_watch),
        Reaction(
            name="children.end", kind=KIND, hear=when_an_order_ended_tell_its_parent, types=_ENDS
        ),
        Reaction(
            name="children.catch_up",
            kind=KIND,
            hear=when_an_order_goes_on_tell_it_what_ended,
            types=frozenset({"OrderResumed"}),
        ),
        Reaction(
            name="children.cancel",
            kind=KIND,
            hear=when_an_order_was_cancelled_with_its_children_cancel_them,
            types=frozenset({"OrderCancelled"}),
        ),
    )


def _telling(notices: Notices) -> Reaction:
    return Reaction(name="notices.tell", kind=KIND, hear=notices.tell, types=_TELLING)
