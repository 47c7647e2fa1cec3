"""Labels of assets: scanned, they open the public report with the asset filled in.

A label says what stands on the asset anyway, its code, and which tenant to report to; no id, no
secret. Where strangers may not report there is nothing to scan, so no label is made.
"""

from collections.abc import Sequence
from urllib.parse import quote, urlencode
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse
from gongdan.rooms.portal.handlers.means import Means
from gongdan.rooms.portal.ports import AssetAtDoor
from gongdan.rooms.portal.store.settings import load_setting

MOST_LABELS = 48
"""Labels that are made at once: two sheets, and an address of bearable length."""


class Labels(Struct, frozen=True):
    """The labels of some assets, each with the path that it opens; `tenant` is its name."""

    tenant: str
    assets: list[tuple[AssetAtDoor, str]]


async def make_labels(
    means: Means, principal: Principal, assets: Sequence[UUID]
) -> Labels | Refused:
    """Return the labels of those of the assets that are in use and that the principal may read."""
    if len(assets) > MOST_LABELS:
        return refuse(PortalCode.LABELS_UNUSABLE, field="/asset", most=MOST_LABELS)
    async with means.database.reading(principal.tenant) as reader:
        setting = await load_setting(reader, principal.tenant)
    if assets and not setting.reports_open:
        return refuse(PortalCode.LABELS_CLOSED)
    tenant = await means.tenants.of(principal.tenant)
    found = await means.orders.assets(principal, tuple(dict.fromkeys(assets)))
    return Labels(tenant.name, [(each, report_path(tenant.slug, each.code)) for each in found])


def report_path(slug: str, code: str) -> str:
    """Return the path of a tenant's public report about an asset.

    >>> report_path("acme", "泵 1")
    '/portal/acme?asset=%E6%B3%B5+1'
    """
    return f"/portal/{quote(slug)}?{urlencode({'asset': code})}"
