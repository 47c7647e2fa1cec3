"""`POST /orders/{order}/evidence` and `/check-in`: what proves a step, added beside its flow."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath, JSONBody

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.api.orders import answer
from gongdan.rooms.workorders.api.requests import CommandId, IdempotencyKey, sent_addition
from gongdan.rooms.workorders.contract import AddEvidence, CheckIn
from gongdan.rooms.workorders.handlers.evidence import EvidenceHandlers
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.shown import OrderShown

AnyRequest = Request[Any, Any, Any]


class EvidenceController(Controller):
    """Evidence of one order; neither route takes `If-Match`: adding never contradicts."""

    path = "/orders/{order:uuid}"
    tags = ("orders",)

    @post("/evidence", opt=needs("order.evidence"), status_code=200, summary="Add evidence")
    async def add_evidence(  # noqa: PLR0913 - what a request carries
        self,
        request: AnyRequest,
        order: FromPath[UUID],
        data: JSONBody[AddEvidence],
        principal: Given[Principal],
        evidence: Given[EvidenceHandlers],
        order_views: Given[OrderViews],
        key: IdempotencyKey = None,
        command_id: CommandId = None,
    ) -> Response[OrderShown]:
        """Prove a step by a file that you uploaded; its digest stands in the order's history."""
        sent = sent_addition(
            principal.actor,
            order=order,
            act="evidence",
            key=key,
            command_id=command_id,
            body=await request.body(),
        )
        done = granted(await evidence.add(principal, order, data, sent))
        return await answer(order_views, principal, done)

    @post("/check-in", opt=needs("order.check_in"), status_code=200, summary="Check in on site")
    async def check_in(  # noqa: PLR0913 - what a request carries
        self,
        request: AnyRequest,
        order: FromPath[UUID],
        data: JSONBody[CheckIn],
        principal: Given[Principal],
        evidence: Given[EvidenceHandlers],
        order_views: Given[OrderViews],
        key: IdempotencyKey = None,
        command_id: CommandId = None,
    ) -> Response[OrderShown]:
        """Say that you are there; far from the site it is flagged, and taken all the same."""
        sent = sent_addition(
            principal.actor,
            order=order,
            act="check-in",
            key=key,
            command_id=command_id,
            body=await request.body(),
        )
        done = granted(await evidence.add(principal, order, data, sent))
        return await answer(order_views, principal, done)
