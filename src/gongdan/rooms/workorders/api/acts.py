"""`POST /orders/{order}/{act}`: one route for each act, made from one table."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.api.orders import answer
from gongdan.rooms.workorders.api.requests import CommandId, IdempotencyKey, IfMatch, sent_act
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AdditiveCommand,
    AddSigners,
    AnyAct,
    ArchiveOrder,
    AssignOrder,
    CancelOrder,
    ClaimOrder,
    CompleteWork,
    DelegateOrder,
    DeliverMessage,
    HandBackOrder,
    JumpOrder,
    RejectOrder,
    RemindOrder,
    RemoveSigner,
    ReopenOrder,
    ResubmitOrder,
    ResumeOrder,
    ReturnOrder,
    SignOrder,
    SuspendOrder,
    TakeBackStep,
    TransferOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.handlers.acts import ACT_OF
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.shown import OrderShown

ACTS: dict[str, type[AnyAct]] = {
    "resubmit": ResubmitOrder,
    "accept": AcceptOrder,
    "complete": CompleteWork,
    "verify": VerifyOrder,
    "archive": ArchiveOrder,
    "assign": AssignOrder,
    "claim": ClaimOrder,
    "transfer": TransferOrder,
    "delegate": DelegateOrder,
    "hand_back": HandBackOrder,
    "add_sign": AddSigners,
    "remove_sign": RemoveSigner,
    "take_back": TakeBackStep,
    "jump": JumpOrder,
    "reject": RejectOrder,
    "return": ReturnOrder,
    "suspend": SuspendOrder,
    "resume": ResumeOrder,
    "cancel": CancelOrder,
    "reopen": ReopenOrder,
    "remind": RemindOrder,
    "sign": SignOrder,
    "deliver": DeliverMessage,
}
"""Each act's name in the API, and the command that its body is."""


def act_route(act: str, command: type[AnyAct]) -> HTTPRouteHandler:
    """Make the route of one act; its body is the command, its header the version that was seen."""

    async def do(  # noqa: PLR0913 - what a request carries
        request: Request[Any, Any, Any],
        order: FromPath[UUID],
        data: JSONBody[command],  # type: ignore[valid-type] # the route's own type, from the table
        principal: Given[Principal],
        orders: Given[OrderHandlers],
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
            additive=issubclass(command, AdditiveCommand),
        )
        done = granted(await orders.act(principal, order, data, sent))
        return await answer(order_views, principal, done)

    do.__name__ = f"{act}_order"
    do.__doc__ = (command.__doc__ or "").strip()
    return post(
        f"/orders/{{order:uuid}}/{act.replace('_', '-')}",
        opt=needs(f"order.{ACT_OF[command]}"),
        status_code=200,
        summary=f"{act.capitalize().replace('_', ' ')} an order",
        tags=("orders",),
    )(do)


ACT_ROUTES = tuple(act_route(act, command) for act, command in ACTS.items())
"""The routes of all acts."""
