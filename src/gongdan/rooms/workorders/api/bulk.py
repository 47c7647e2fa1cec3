"""`POST /orders/bulk`: one act on up to 200 orders, each with its own answer."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, post
from litestar.params import HeaderParameter, JSONBody
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, RefusedError, Words, granted, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.api.acts import ACTS
from gongdan.rooms.workorders.api.beside import ADDITIONS, PAIRINGS
from gongdan.rooms.workorders.api.requests import IdempotencyKey, sent_bulk
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed
from gongdan.rooms.workorders.handlers.bulk import (
    MOST_ORDERS,
    AnyBulk,
    BulkHandlers,
    BulkOrder,
    BulkRow,
)

COMMANDS: dict[str, type[AnyBulk]] = {**ACTS, **ADDITIONS, **PAIRINGS}


class BulkWanted(Struct, frozen=True, forbid_unknown_fields=True):
    """An act by its name in the API, its body, and the orders, each with the version seen."""

    act: str
    items: Annotated[tuple[BulkOrder, ...], Meta(min_length=1, max_length=MOST_ORDERS)]
    command: dict[str, object] = {}


class BulkRowShown(Struct, frozen=True, kw_only=True):
    """What came of one order: done (with its new version), refused or conflict (with the words)."""

    order: UUID
    number: str
    ending: str
    version: int | None
    code: str
    detail: str
    next: str


class BulkDone(Struct, frozen=True, kw_only=True):
    """What came of all of them, in the order in which they were named."""

    items: tuple[BulkRowShown, ...]
    done: int
    refused: int
    conflict: int


class BulkController(Controller):
    """Acts on many orders at once."""

    path = "/orders/bulk"
    tags = ("orders",)

    @post("/", opt=needs("order.read"), status_code=200, summary="Do one act to many orders")
    async def bulk_orders(  # noqa: PLR0913 - what a request carries
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[BulkWanted],
        principal: Given[Principal],
        bulk: Given[BulkHandlers],
        words: Given[Words],
        key: IdempotencyKey = None,
        accepted: Annotated[str, HeaderParameter(name="Accept-Language")] = "",
    ) -> BulkDone:
        """Decide on each order by itself: some may be done and others refused.

        Exclusive acts need the version that you saw of each order. With an `Idempotency-Key`
        the same request sent again gets the same answer, and acts on no order twice.
        """
        command = _command(data)
        sent = sent_bulk(principal.actor, key, await request.body())
        rows = granted(await bulk.run(principal, data.items, command, sent))

        def shown(row: BulkRow) -> BulkRowShown:
            no = row.refused
            what, then = (
                words.said(no, accepted=accepted, preferred=principal.locale) if no else ("", "")
            )
            return BulkRowShown(
                order=row.order,
                number=row.number,
                ending=row.ending,
                version=row.version or None,
                code=no.code if no else "",
                detail=what,
                next=then,
            )

        items = tuple(map(shown, rows))
        counts = {each: sum(row.ending == each for row in rows) for each in _ENDINGS}
        return BulkDone(items=items, **counts)


_ENDINGS = ("done", "refused", "conflict")


def _command(wanted: BulkWanted) -> AnyBulk:
    kind = COMMANDS.get(wanted.act)
    if kind is None:
        unknown = wanted.act[:40]
        raise RefusedError(malformed(OrderCode.BULK_ACT_UNKNOWN, "/act", act=unknown))
    try:
        return msgspec.convert(wanted.command, kind)
    except msgspec.ValidationError:
        code = OrderCode.BULK_COMMAND_MALFORMED
        raise RefusedError(malformed(code, "/command", act=wanted.act)) from None
