"""`POST /orders/{order}/{act}` for what leaves the loop where it is; and what is read of it."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.api.orders import answer
from gongdan.rooms.workorders.api.requests import (
    CommandId,
    IdempotencyKey,
    IfMatch,
    sent_act,
    sent_addition,
)
from gongdan.rooms.workorders.contract import (
    AddComment,
    AddHelper,
    AnyPairing,
    BookOrder,
    LinkOrder,
    MergeOrder,
    RemoveHelper,
    ReverseBooking,
    SplitOrder,
    UnlinkOrder,
    UnmergeOrder,
    UnwatchOrder,
    WatchOrder,
)
from gongdan.rooms.workorders.contract.needs import (
    ScheduleOrder,
)
from gongdan.rooms.workorders.handlers.beside import BESIDE_ACT_OF, AnyBeside, BesideHandlers
from gongdan.rooms.workorders.handlers.ties import PAIR_ACT_OF, TieHandlers
from gongdan.rooms.workorders.views.entries import EntryViews
from gongdan.rooms.workorders.views.entries_shown import Bookings, Comments
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.shown import OrderShown

AnyRequest = Request[Any, Any, Any]

ADDITIONS: dict[str, type[AnyBeside]] = {
    "comment": AddComment,
    "watch": WatchOrder,
    "unwatch": UnwatchOrder,
    "add-helper": AddHelper,
    "remove-helper": RemoveHelper,
    "book": BookOrder,
    "reverse-booking": ReverseBooking,
    "schedule": ScheduleOrder,
}
"""Each addition's name in the API; none takes `If-Match`."""

PAIRINGS: dict[str, type[AnyPairing]] = {
    "link": LinkOrder,
    "unlink": UnlinkOrder,
    "merge": MergeOrder,
    "unmerge": UnmergeOrder,
}
"""Each act on two orders; a merge and its undoing take `If-Match`, a link does not."""

_ADDITIVE = (LinkOrder, UnlinkOrder)


def addition_route(name: str, command: type[AnyBeside]) -> HTTPRouteHandler:
    """Make the route of one addition."""

    async def do(  # noqa: PLR0913 - what a request carries
        request: AnyRequest,
        order: FromPath[UUID],
        data: JSONBody[command],  # type: ignore[valid-type] # the route's own type, from the table
        principal: Given[Principal],
        beside: Given[BesideHandlers],
        order_views: Given[OrderViews],
        key: IdempotencyKey = None,
        command_id: CommandId = None,
    ) -> Response[OrderShown]:
        body = await request.body()
        sent = sent_addition(
            principal.actor, order=order, act=name, key=key, command_id=command_id, body=body
        )
        done = granted(await beside.act(principal, order, data, sent))
        return await answer(order_views, principal, done)

    return _route(do, name, command, BESIDE_ACT_OF[command])


def pairing_route(name: str, command: type[AnyPairing]) -> HTTPRouteHandler:
    """Make the route of one act on two orders."""
    additive = issubclass(command, _ADDITIVE)

    async def do(  # noqa: PLR0913 - what a request carries
        request: AnyRequest,
        order: FromPath[UUID],
        data: JSONBody[command],  # type: ignore[valid-type] # the route's own type, from the table
        principal: Given[Principal],
        ties: Given[TieHandlers],
        order_views: Given[OrderViews],
        if_match: IfMatch = None,
        key: IdempotencyKey = None,
        command_id: CommandId = None,
    ) -> Response[OrderShown]:
        body = await request.body()
        sent = (
            sent_addition(
                principal.actor, order=order, act=name, key=key, command_id=command_id, body=body
            )
            if additive
            else sent_act(
                principal.actor,
                order=order,
                act=name,
                if_match=if_match,
                key=key,
                command_id=command_id,
                body=body,
            )
        )
        done = granted(await ties.pair(principal, order, data, sent))
        return await answer(order_views, principal, done)

    return _route(do, name, command, PAIR_ACT_OF[command])


def _route(do: Any, name: str, command: type[object], act: str) -> HTTPRouteHandler:
    do.__name__ = f"{name.replace('-', '_')}_order"
    do.__doc__ = (command.__doc__ or "").strip()
    words = name.replace("-", " ").capitalize()
    return post(
        f"/orders/{{order:uuid}}/{name}",
        opt=needs(f"order.{act}"),
        status_code=200,
        summary=f"{words}: an order",
        tags=("orders",),
    )(do)


BESIDE_ROUTES = (
    *(addition_route(name, command) for name, command in ADDITIONS.items()),
    *(pairing_route(name, command) for name, command in PAIRINGS.items()),
)
"""The routes of all additions and ties."""


class BesideController(Controller):
    """Splitting an order, and reading its comments and bookings."""

    path = "/orders/{order:uuid}"
    tags = ("orders",)

    @post("/split", opt=needs("order.split"), status_code=200, summary="Split an order")
    async def split_order(  # noqa: PLR0913 - what a request carries
        self,
        request: AnyRequest,
        order: FromPath[UUID],
        data: JSONBody[SplitOrder],
        principal: Given[Principal],
        ties: Given[TieHandlers],
        order_views: Given[OrderViews],
        if_match: IfMatch = None,
        key: IdempotencyKey = None,
        command_id: CommandId = None,
    ) -> Response[OrderShown]:
        """Report each part of the work as an order of its own; the answer is the parent."""
        sent = sent_act(
            principal.actor,
            order=order,
            act="split",
            if_match=if_match,
            key=key,
            command_id=command_id,
            body=await request.body(),
        )
        done = granted(await ties.split(principal, order, data, sent))
        return await answer(order_views, principal, done)

    @get("/comments", opt=needs("order.read"), summary="Read an order's comments")
    async def comments(
        self,
        order: FromPath[UUID],
        principal: Given[Principal],
        entries: Given[EntryViews],
        after: FromQuery[int] = 0,
    ) -> Comments:
        """Return what was said, oldest first; internal comments to insiders alone."""
        return granted(await entries.comments(principal, order, after=max(0, after)))

    @get("/bookings", opt=needs("order.book"), summary="Read what was booked on an order")
    async def bookings(
        self, order: FromPath[UUID], principal: Given[Principal], entries: Given[EntryViews]
    ) -> Bookings:
        """Return time, cost and parts with their reversals, and what they come to."""
        return granted(await entries.bookings(principal, order))
