"""Who changed what when, for one user, unit or role: read by who may change such things.

The whole trail is the auditor's; here stands only what was done to the thing that one looks at.
"""

from typing import Final
from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath, FromQuery

from gongdan.kernel.database import Database
from gongdan.kernel.http import Given, granted, needs
from gongdan.kernel.ids import Ref
from gongdan.kernel.paging import page_of
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.domain.roles import role_id
from gongdan.rooms.identity.ports import PastOf
from gongdan.rooms.identity.views.history import HistoryPage, list_history
from gongdan.rooms.identity.views.roles import get_role, get_unit
from gongdan.rooms.identity.views.users import get_user

_PAGE: Final = 20


class HistoryController(Controller):
    """What was done to users, units and roles, newest first."""

    tags = ("identity",)

    @get(
        "/users/{user_id:uuid}/history",
        opt=needs(Action.USER_CHANGE),
        summary="Show what was done to a user",
    )
    async def of_user(
        self,
        principal: Given[Principal],
        database: Given[Database],
        past: Given[PastOf],
        user_id: FromPath[UUID],
        cursor: FromQuery[str] = "",
    ) -> HistoryPage:
        granted(await get_user(database, principal, user_id))
        return await _page(database, past, principal, Ref("user", user_id), cursor)

    @get(
        "/units/{unit_id:uuid}/history",
        opt=needs(Action.UNIT_CHANGE),
        summary="Show what was done to a unit",
    )
    async def of_unit(
        self,
        principal: Given[Principal],
        database: Given[Database],
        past: Given[PastOf],
        unit_id: FromPath[UUID],
        cursor: FromQuery[str] = "",
    ) -> HistoryPage:
        granted(await get_unit(database, principal, unit_id))
        return await _page(database, past, principal, Ref("unit", unit_id), cursor)

    @get(
        "/roles/{key:str}/history",
        opt=needs(Action.ROLE_CHANGE),
        summary="Show what was done to a role",
    )
    async def of_role(
        self,
        principal: Given[Principal],
        database: Given[Database],
        past: Given[PastOf],
        key: FromPath[str],
        cursor: FromQuery[str] = "",
    ) -> HistoryPage:
        granted(await get_role(database, principal, key))
        thing = Ref("role", role_id(principal.tenant, key))
        return await _page(database, past, principal, thing, cursor)

    @get(
        "/tenant/history",
        opt=needs(Action.TENANT_CHANGE),
        summary="Show what was done to the tenant's settings",
    )
    async def of_tenant(
        self,
        database: Given[Database],
        past: Given[PastOf],
        principal: Given[Principal],
        cursor: FromQuery[str] = "",
    ) -> HistoryPage:
        return await _page(database, past, principal, Ref("tenant", principal.tenant), cursor)


async def _page(
    database: Database, past: PastOf, principal: Principal, thing: Ref, cursor: str
) -> HistoryPage:
    limit = page_of(_PAGE)
    page = await list_history(database, past, principal, thing, limit=limit, cursor=cursor)
    return granted(page)
