"""`POST /orders/{order}/migrate` and `/migrate-back`: one order to another version, and back."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.api.orders import answer
from gongdan.rooms.workorders.api.requests import CommandId, IdempotencyKey, IfMatch, sent_act
from gongdan.rooms.workorders.contract import MigrateOrder, MigrateOrderBack
from gongdan.rooms.workorders.handlers.moving import AnyMigration, Mover
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.shown import OrderShown


def moving_route(act: str, command: type[AnyMigration]) -> HTTPRouteHandler:
    """Make the route of one direction; its body is the command."""

    async def do(  # noqa: PLR0913 - what a request carries
        request: Request[Any, Any, Any],
        order: FromPath[UUID],
        data: JSONBody[command],  # type: ignore[valid-type] # the route's own type
        principal: Given[Principal],
        mover: Given[Mover],
        order_views: Given[OrderViews],
        if_match: IfMatch = None,
        key: IdempotencyKey = None,
        command_id: CommandId = None,
    ) -> Response[OrderShown]:
        sent = sent_act(
            principal.actor,
            order=order,
            act=act,
            if_match=if_match,
            key=key,
            command_id=command_id,
            body=await request.body(),
        )
        done = granted(await mover.act(principal, order, data, sent))
        return await answer(order_views, principal, done)

    do.__name__ = f"{act}_order"
    do.__doc__ = (command.__doc__ or "").strip()
    return post(
        f"/orders/{{order:uuid}}/{act.replace('_', '-')}",
        opt=needs("order.migrate"),
        status_code=200,
        summary=f"{act.capitalize().replace('_', ' ')} an order",
        tags=("orders",),
    )(do)


MOVING_ROUTES = (
    moving_route("migrate", MigrateOrder),
    moving_route("migrate_back", MigrateOrderBack),
)
"""The routes of a single order's migration."""
