"""Roles over HTTP: shipped ones are read and copied, a tenant's own are changed."""

from typing import Annotated, TypeAlias

from litestar import Controller, Response, delete, get, patch, post
from litestar.params import FromPath, HeaderParameter, JSONBody
from msgspec import UNSET, Struct, UnsetType

from gongdan.kernel.http import Given, RefusedError, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, FieldView, Grant, Principal
from gongdan.rooms.identity.domain.roles import RoleBody
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.roles import (
    ChangeRole,
    CopyRole,
    change_own_role,
    copy_role,
    remove_own_role,
)
from gongdan.rooms.identity.views.roles import Roles, RoleView, get_role, list_roles

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class CopyRoleBody(Struct, frozen=True, forbid_unknown_fields=True):
    """A new role with the rights of another, to be changed then."""

    source: str
    key: str
    name_zh: str
    name_en: str


class RoleRights(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a role allows and shows."""

    grants: list[Grant]
    views: list[FieldView]


class RoleBodyPatch(Struct, frozen=True, forbid_unknown_fields=True):
    """New names or rights of a tenant's own role, as far as given."""

    name_zh: str | UnsetType = UNSET
    name_en: str | UnsetType = UNSET
    rights: RoleRights | UnsetType = UNSET


class RoleController(Controller):
    """The tenant's roles."""

    path = "/roles"
    tags = ("identity",)

    @get("/", opt=needs(Action.ROLE_READ), summary="List roles")
    async def page(self, principal: Given[Principal], identity: Given[Means]) -> Roles:
        return await list_roles(identity.database, principal)

    @post("/", opt=needs(Action.ROLE_CHANGE), summary="Copy a role")
    async def copy(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        data: JSONBody[CopyRoleBody],
    ) -> Response[RoleView]:
        command = CopyRole(data.source, data.key, data.name_zh, data.name_en)
        made = granted(await copy_role(identity, principal, command))
        return await _answer(identity, principal, made.key, status=201)

    @get("/{key:str}", opt=needs(Action.ROLE_READ), summary="Show a role")
    async def show(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        key: FromPath[str],
    ) -> Response[RoleView]:
        return await _answer(identity, principal, key)

    @patch("/{key:str}", opt=needs(Action.ROLE_CHANGE), summary="Change a tenant's own role")
    async def change(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        key: FromPath[str],
        data: JSONBody[RoleBodyPatch],
        if_match: IfMatch = None,
    ) -> Response[RoleView]:
        rights: RoleBody | UnsetType = UNSET
        if data.rights is not UNSET:
            rights = RoleBody(tuple(data.rights.grants), tuple(data.rights.views))
        seen = expected_version(if_match)
        command = ChangeRole(key, seen, data.name_zh, data.name_en, rights)
        granted(await change_own_role(identity, principal, command))
        return await _answer(identity, principal, key)

    @delete("/{key:str}", opt=needs(Action.ROLE_CHANGE), summary="Remove a role nobody holds")
    async def remove(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        key: FromPath[str],
    ) -> None:
        if (refused := await remove_own_role(identity, principal, key)) is not None:
            raise RefusedError(refused)


async def _answer(
    identity: Means, principal: Principal, key: str, *, status: int = 200
) -> Response[RoleView]:
    shown = granted(await get_role(identity.database, principal, key))
    return Response(shown, status_code=status, headers={"ETag": etag(shown.version)})
