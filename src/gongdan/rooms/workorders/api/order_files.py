"""`GET /orders/files`: how many files the orders of a list have, and their first pictures."""

from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.params import FromQuery
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.views.order_files import MOST_ORDERS, OrderFiles, SeenFiles


class FilesOfOrders(Struct, frozen=True):
    """The orders that have files their reader may see; the others are left out."""

    items: tuple[OrderFiles, ...]


@get(
    "/orders/files",
    opt=needs("order.read"),
    summary="Count the files of orders that you may read",
    tags=("orders",),
)
async def files_of_orders(
    *,
    principal: Given[Principal],
    order_files: Given[SeenFiles],
    order: FromQuery[Annotated[tuple[UUID, ...], Meta(max_length=MOST_ORDERS)]] = (),
) -> FilesOfOrders:
    """Name up to 100 orders; files that only fields name which you may not see are left out."""
    return FilesOfOrders(await order_files.counted(principal, order))
