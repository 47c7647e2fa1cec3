"""Assets over HTTP. Each answer with one asset bears its version as `ETag`."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, get, patch, post
from litestar.di import Provide
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.kernel.paging import page_of, read_cursor
from gongdan.rooms.assets.contract import Asset, ChangeAsset, CreateAsset
from gongdan.rooms.assets.handlers import AssetRegister
from gongdan.rooms.assets.store import Wanted
from gongdan.rooms.identity.contract import Action, Principal

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class AssetPage(Struct, frozen=True):
    """A page of assets, ordered by code; `next` is the cursor of the following page, or null."""

    items: list[Asset]
    next: str | None


async def wanted_assets(
    *,
    q: FromQuery[str] = "",
    active: FromQuery[bool | None] = None,
    parent: FromQuery[UUID | None] = None,
    customer: FromQuery[UUID | None] = None,
    limit: FromQuery[int] = 50,
    cursor: FromQuery[str] = "",
) -> Wanted:
    """Read from the query which assets a page asks for; `q` is the start of code or name."""
    return Wanted(
        prefix=q,
        active=active,
        parent=parent,
        customer=customer,
        after=granted(read_cursor(cursor)),
        limit=page_of(limit),
    )


class AssetController(Controller):
    """The tenant's assets."""

    path = "/assets"
    tags = ("assets",)

    @get(
        "/",
        opt=needs(Action.ASSET_READ),
        summary="List assets",
        dependencies={"wanted": Provide(wanted_assets)},
    )
    async def page(
        self,
        principal: Given[Principal],
        assets: Given[AssetRegister],
        wanted: Given[Wanted],
    ) -> AssetPage:
        return AssetPage(*await assets.page(principal, wanted))

    @post("/", opt=needs(Action.ASSET_CHANGE), summary="Register an asset")
    async def create(
        self,
        principal: Given[Principal],
        assets: Given[AssetRegister],
        data: JSONBody[CreateAsset],
    ) -> Response[Asset]:
        return _answer(granted(await assets.create(principal, data)), status=201)

    @get("/{asset_id:uuid}", opt=needs(Action.ASSET_READ), summary="Show an asset")
    async def show(
        self,
        principal: Given[Principal],
        assets: Given[AssetRegister],
        asset_id: FromPath[UUID],
    ) -> Response[Asset]:
        return _answer(granted(await assets.get(principal, asset_id)))

    @patch("/{asset_id:uuid}", opt=needs(Action.ASSET_CHANGE), summary="Change what is named")
    async def change(
        self,
        principal: Given[Principal],
        assets: Given[AssetRegister],
        asset_id: FromPath[UUID],
        data: JSONBody[ChangeAsset],
        if_match: IfMatch = None,
    ) -> Response[Asset]:
        seen = expected_version(if_match)
        return _answer(granted(await assets.change(principal, asset_id, data, seen=seen)))


def _answer(asset: Asset, status: int = 200) -> Response[Asset]:
    return Response(asset, status_code=status, headers={"ETag": etag(asset.version)})
