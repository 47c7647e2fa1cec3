"""The tenant itself over HTTP: its name, language, zone, public holidays."""

from typing import Annotated, TypeAlias

from litestar import Controller, Response, get, patch
from litestar.params import HeaderParameter, JSONBody
from msgspec import UNSET, Struct, UnsetType

from gongdan.kernel.http import SIGNED_IN, Given, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.tenants import ChangeTenant, change_tenant
from gongdan.rooms.identity.views.tenant import TenantSettings, tenant_settings

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class TenantBody(Struct, frozen=True, forbid_unknown_fields=True):
    """New data of the tenant, as far as given; `country` is an ISO 3166-1 code, or empty."""

    name: str | UnsetType = UNSET
    locale: str | UnsetType = UNSET
    zone: str | UnsetType = UNSET
    country: str | UnsetType = UNSET


class TenantController(Controller):
    """The tenant in which one works."""

    path = "/tenant"
    tags = ("identity",)

    @get("/", opt=SIGNED_IN, summary="Show the tenant's settings")
    async def show(
        self, principal: Given[Principal], identity: Given[Means]
    ) -> Response[TenantSettings]:
        return await _answer(identity, principal)

    @patch("/", opt=needs(Action.TENANT_CHANGE), summary="Change what is named")
    async def say(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        data: JSONBody[TenantBody],
        if_match: IfMatch = None,
    ) -> Response[TenantSettings]:
        seen = expected_version(if_match)
        command = ChangeTenant(seen, data.name, data.locale, data.zone, data.country)
        granted(await change_tenant(identity, principal, command))
        return await _answer(identity, principal)


async def _answer(identity: Means, principal: Principal) -> Response[TenantSettings]:
    shown = await tenant_settings(identity.database, principal.tenant, identity.countries)
    return Response(shown, headers={"ETag": etag(shown.version)})
