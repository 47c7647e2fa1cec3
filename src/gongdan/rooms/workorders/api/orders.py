"""`/orders`: the list, a new order, one order and its timeline, a correction."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.decider import Versioned
from gongdan.kernel.http import Given, etag, granted, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.api.filters import read_question, within_unit
from gongdan.rooms.workorders.api.list_operation import ListOperation
from gongdan.rooms.workorders.api.requests import (
    CommandId,
    IdempotencyKey,
    IfMatch,
    IfNoneMatch,
    sent_act,
    sent_new,
)
from gongdan.rooms.workorders.contract import AmendOrder, Json, ReportOrder
from gongdan.rooms.workorders.handlers.intended import intended
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.sent import OrderDone
from gongdan.rooms.workorders.ports import Directory
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.orders import list_orders
from gongdan.rooms.workorders.views.shown import OrderPage, OrderShown, StatementShown
from gongdan.rooms.workorders.views.timeline import TimelineViews
from gongdan.rooms.workorders.views.told import Timeline

AnyRequest = Request[Any, Any, Any]


class ReadStatement(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody is about to answer at the step `node` ("": the open one), and sign."""

    language: str = "zh"
    node: str = ""
    outcome: str = ""
    answers: dict[str, Json] = {}


class OrdersController(Controller):
    """Orders as a collection, and each order by its id."""

    path = "/orders"
    tags = ("orders",)

    @get(
        "/",
        opt=needs("order.read"),
        summary="List the orders that you may read",
        operation_class=ListOperation,
    )
    async def list(
        self,
        request: AnyRequest,
        principal: Given[Principal],
        database: Given[Database],
        directory: Given[Directory],
    ) -> OrderPage:
        """Newest first; filter by stage, status, type, assignee, reporter, unit, urgency, asset,
        `q` (words or a number) and `field.<name>`; page on with `cursor`.
        """
        question = granted(read_question(request.query_params, principal))
        wanted = await within_unit(question, principal, directory)
        return granted(
            await list_orders(database, directory, principal, wanted, words=question.words)
        )

    @post("/", opt=needs("order.report"), summary="Report an order")
    async def report(
        self,
        request: AnyRequest,
        data: JSONBody[ReportOrder],
        principal: Given[Principal],
        orders: Given[OrderHandlers],
        order_views: Given[OrderViews],
        key: IdempotencyKey = None,
    ) -> Response[OrderShown]:
        """Take a new order in; it gets its number, and waits to be accepted."""
        sent = sent_new(principal.actor, key, await request.body())
        done = granted(await orders.report(principal, data, sent))
        return await answer(order_views, principal, done)

    @get("/{order:uuid}", opt=needs("order.read"), summary="Read an order")
    async def read(
        self,
        order: FromPath[UUID],
        principal: Given[Principal],
        order_views: Given[OrderViews],
        if_none_match: IfNoneMatch = None,
        at: Annotated[int | None, QueryParameter(ge=1, le=2**31)] = None,
    ) -> Response[OrderShown]:
        """Return the order as you may see it, with the acts that you may do now.

        With `at` it is the order as it was after its event of that number (its `seq` in the
        timeline): under the masks of today, and with no acts.
        """
        if at is not None:
            return Response(granted(await order_views.past(principal, order, at)))
        shown = granted(await order_views.show(principal, order))
        tag = etag(shown.version)
        headers = {"ETag": tag}
        if if_none_match is not None and if_none_match.strip().removeprefix("W/") == tag:
            return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type] # no body
        return Response(shown, headers=headers)

    @patch("/{order:uuid}", opt=needs("order.amend"), summary="Correct an order")
    async def amend(  # noqa: PLR0913 - what a request carries
        self,
        request: AnyRequest,
        order: FromPath[UUID],
        data: JSONBody[AmendOrder],
        principal: Given[Principal],
        orders: Given[OrderHandlers],
        order_views: Given[OrderViews],
        if_match: IfMatch = None,
        key: IdempotencyKey = None,
        command_id: CommandId = None,
    ) -> Response[OrderShown]:
        """Change what was reported; what you leave out stays, and the history keeps both."""
        sent = sent_act(
            principal.actor,
            order=order,
            act="amend",
            if_match=if_match,
            key=key,
            command_id=command_id,
            body=await request.body(),
        )
        done = granted(await orders.act(principal, order, data, sent))
        return await answer(order_views, principal, done)

    @get(
        "/{order:uuid}/statement",
        opt=needs("order.sign") | {"refuses": (409,)},
        summary="Read what there is to sign",
    )
    async def statement(
        self,
        order: FromPath[UUID],
        principal: Given[Principal],
        order_views: Given[OrderViews],
        language: FromQuery[str] = "zh",
    ) -> StatementShown:
        """Return the text that a signature would be put under, and the digest to send back."""
        return granted(await order_views.statement(principal, order, language))

    @post(
        "/{order:uuid}/statement",
        opt=needs("order.sign") | {"refuses": (409,)},
        status_code=200,
        summary="Read what there is to sign with your answers",
    )
    async def statement_of(
        self,
        order: FromPath[UUID],
        data: JSONBody[ReadStatement],
        principal: Given[Principal],
        order_views: Given[OrderViews],
    ) -> StatementShown:
        """Return the text as it will be when the step is verified with these answers.

        Nothing is kept of them; send them along with the signature and with the verification.
        """
        answered = partial(
            intended, principal, node=data.node, outcome=data.outcome, answers=data.answers
        )
        return granted(await order_views.statement(principal, order, data.language, answered))

    @get("/{order:uuid}/timeline", opt=needs("order.read"), summary="Read an order's history")
    async def timeline(
        self,
        order: FromPath[UUID],
        principal: Given[Principal],
        timelines: Given[TimelineViews],
        after: FromQuery[int] = 0,
    ) -> Timeline:
        """Return everything that happened to the order, oldest first."""
        return granted(await timelines.show(principal, order, after=after))


async def answer(
    order_views: OrderViews, principal: Principal, done: OrderDone
) -> Response[OrderShown]:
    """Answer an act with the order as it was decided (a repeated one: as it was then)."""
    versioned = Versioned(done.state, done.version)
    shown = granted(await order_views.after(principal, done.order, versioned, at=done.at))
    headers = {"ETag": etag(done.version), "Location": f"/api/v1/orders/{done.order}"}
    if done.replayed:
        headers["Idempotency-Replayed"] = "true"
    return Response(shown, status_code=done.status, headers=headers)
