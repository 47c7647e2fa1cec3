"""`/views`: saved views of the list; a view's query is the list's own, and the page's address."""

from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import msgspec
from litestar import Controller, Response, delete, get, post, put
from litestar.datastructures import MultiDict
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.api.filters import MOST_PARTS, read_question
from gongdan.rooms.workorders.api.requests import IfMatch
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed
from gongdan.rooms.workorders.handlers.kept_views import KeptViews, ViewWanted
from gongdan.rooms.workorders.store.kept_views import KeptView

LONGEST_QUERY = 2_000


class Views(Struct, frozen=True):
    """The views that you see, in your own order."""

    items: tuple[KeptView, ...]


class ViewOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """In which order you want your views, and which of them opens first."""

    ids: tuple[UUID, ...]
    default: UUID | None = None


class ViewController(Controller):
    """Saved views of the list."""

    path = "/views"
    tags = ("orders",)

    @get("/", opt=needs("order.read"), summary="List saved views")
    async def list_views(self, principal: Given[Principal], kept: Given[KeptViews]) -> Views:
        """Return your own views and those that are shared with you."""
        return Views(await kept.all(principal))

    @post("/", opt=needs("order.read"), summary="Save a view")
    async def create_view(
        self, data: JSONBody[ViewWanted], principal: Given[Principal], kept: Given[KeptViews]
    ) -> Response[KeptView]:
        """Save a query of the list under a name; to share it, you need the right to."""
        view = granted(await kept.add(principal, _read(data, principal)))
        return Response(view, status_code=201, headers={"ETag": etag(view.version)})

    @put("/order", opt=needs("order.read"), summary="Arrange your views")
    async def set_view_order(
        self, data: JSONBody[ViewOrder], principal: Given[Principal], kept: Given[KeptViews]
    ) -> Views:
        """Keep the views in this order, for yourself; views that you name not come last."""
        return Views(await kept.arrange(principal, data.ids, data.default))

    @put("/{view_id:uuid}", opt=needs("order.read"), summary="Change a saved view")
    async def set_view(
        self,
        view_id: FromPath[UUID],
        data: JSONBody[ViewWanted],
        principal: Given[Principal],
        kept: Given[KeptViews],
        if_match: IfMatch = None,
    ) -> Response[KeptView]:
        """Rename one of your own views, change its query or with whom it is shared."""
        version = expected_version(if_match)
        view = granted(await kept.change(principal, view_id, _read(data, principal), version))
        return Response(view, headers={"ETag": etag(view.version)})

    @delete("/{view_id:uuid}", opt=needs("order.read"), summary="Take a saved view away")
    async def remove_view(
        self, view_id: FromPath[UUID], principal: Given[Principal], kept: Given[KeptViews]
    ) -> None:
        """Take one of your own views away; it can be brought back."""
        granted(await kept.delete(principal, view_id, gone=True))

    @post(
        "/{view_id:uuid}/restore",
        opt=needs("order.read"),
        status_code=204,
        summary="Bring a saved view back",
    )
    async def restore_view(
        self, view_id: FromPath[UUID], principal: Given[Principal], kept: Given[KeptViews]
    ) -> None:
        """Bring a view back that you took away."""
        granted(await kept.delete(principal, view_id, gone=False))


def _read(wanted: ViewWanted, principal: Principal) -> ViewWanted:
    """Return the view with its query as the list reads it; raises what the list would say."""
    try:
        parts = parse_qsl(
            wanted.query, strict_parsing=bool(wanted.query), max_num_fields=MOST_PARTS
        )
    except ValueError:
        parts = [("", "")]
    granted(read_question(MultiDict(parts), principal))
    query = urlencode(parts)
    if len(query) > LONGEST_QUERY:
        granted(malformed(OrderCode.TEXT_UNUSABLE, "/query", fault="too_long", limit=LONGEST_QUERY))
    return msgspec.structs.replace(wanted, query=query)
