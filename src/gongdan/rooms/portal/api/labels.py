"""Labels of assets, to be printed and stuck on them."""

from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.params import QueryParameter
from msgspec import Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.portal.api.shown import AnyRequest, base_of, qr_of
from gongdan.rooms.portal.handlers.labels import make_labels
from gongdan.rooms.portal.handlers.means import Means

SomeAssets = Annotated[
    list[UUID] | None,
    QueryParameter(name="asset", required=False, description="Which assets, one for each part"),
]


class LabelShown(Struct, frozen=True, kw_only=True):
    """What stands on a label: the asset's code and name, the address as a QR code (SVG)."""

    id: UUID
    code: str
    name: str
    url: str
    qr: str


class LabelList(Struct, frozen=True):
    """Labels, in the order in which their assets were named; `tenant` is to whom one reports."""

    tenant: str
    items: list[LabelShown]


@get(
    "/asset-labels",
    opt=needs(Action.ASSET_READ),
    tags=["portal"],
    summary="Make labels for assets",
)
async def labels(
    request: AnyRequest,
    principal: Given[Principal],
    portal: Given[Means],
    asset: SomeAssets = None,
) -> LabelList:
    """Return labels that open the public report with the asset filled in.

    Where strangers may not report, no label is made; assets out of use are left out.
    """
    made = granted(await make_labels(portal, principal, asset or []))
    base = base_of(request, portal)
    shown = [
        LabelShown(
            id=each.id,
            code=each.code,
            name=each.name,
            url=f"{base}{path}",
            qr=qr_of(f"{base}{path}"),
        )
        for each, path in made.assets
    ]
    return LabelList(made.tenant, shown)
