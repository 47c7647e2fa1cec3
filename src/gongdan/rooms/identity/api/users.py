"""Users over HTTP. Each answer with one user bears its version as `ETag`."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, get, patch, post, put
from litestar.di import Provide
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from msgspec import UNSET, Struct, UnsetType

from gongdan.kernel.http import Given, RefusedError, etag, expected_version, granted, needs
from gongdan.kernel.paging import page_of, read_cursor
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.handlers.accounts import (
    SetDisabled,
    SetPassword,
    SetRoles,
    reset_password,
    set_disabled,
    set_roles,
)
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.users import (
    ChangeUser,
    CreateUser,
    change_user_data,
    create_user,
)
from gongdan.rooms.identity.store.users import UserFilter
from gongdan.rooms.identity.views.users import UserPage, UserView, get_user, list_users

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class NewUserBody(Struct, frozen=True, forbid_unknown_fields=True):
    """A new user; language and time zone are the tenant's where not given."""

    login: str
    name: str
    password: str
    unit: UUID | None = None
    roles: list[str] = []
    locale: str = ""
    zone: str = ""


class UserBody(Struct, frozen=True, forbid_unknown_fields=True):
    """New data of a user, as far as given."""

    name: str | UnsetType = UNSET
    unit: UUID | UnsetType | None = UNSET
    locale: str | UnsetType = UNSET
    zone: str | UnsetType = UNSET


class UserRolesBody(Struct, frozen=True, forbid_unknown_fields=True):
    """All roles that the user has from now on."""

    roles: list[str]


class NewPasswordBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The user's new password, of at least ten characters."""

    password: str


async def wanted_users(
    *,
    q: FromQuery[str] = "",
    role: FromQuery[str] = "",
    unit: FromQuery[UUID | None] = None,
    active: FromQuery[bool | None] = None,
) -> UserFilter:
    """Read from the query which users a page asks for; `q` is a part of the name or login."""
    return UserFilter(q=q, role=role, unit=unit, active=active)


class UserController(Controller):
    """The tenant's users."""

    path = "/users"
    tags = ("identity",)

    @get(
        "/",
        opt=needs(Action.USER_READ),
        summary="List users",
        dependencies={"wanted": Provide(wanted_users)},
    )
    async def page(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        wanted: Given[UserFilter],
        limit: FromQuery[int] = 50,
        cursor: FromQuery[str] = "",
    ) -> UserPage:
        after = granted(read_cursor(cursor))
        return await list_users(
            identity.database, principal, wanted, limit=page_of(limit), after=after
        )

    @post("/", opt=needs(Action.USER_CREATE), summary="Create a user")
    async def create(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        data: JSONBody[NewUserBody],
    ) -> Response[UserView]:
        command = CreateUser(
            login=data.login,
            name=data.name,
            password=data.password,
            unit=data.unit,
            roles=tuple(data.roles),
            locale=data.locale,
            zone=data.zone,
        )
        made = granted(await create_user(identity, principal, command))
        return await _answer(identity, principal, made.id, status=201)

    @get("/{user_id:uuid}", opt=needs(Action.USER_READ), summary="Show a user")
    async def show(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
    ) -> Response[UserView]:
        return await _answer(identity, principal, user_id)

    @patch("/{user_id:uuid}", opt=needs(Action.USER_CHANGE), summary="Change what is given")
    async def change(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
        data: JSONBody[UserBody],
        if_match: IfMatch = None,
    ) -> Response[UserView]:
        seen = expected_version(if_match)
        command = ChangeUser(user_id, seen, data.name, data.unit, data.locale, data.zone)
        granted(await change_user_data(identity, principal, command))
        return await _answer(identity, principal, user_id)

    @put("/{user_id:uuid}/roles", opt=needs(Action.USER_GRANT), summary="Set a user's roles")
    async def grant(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
        data: JSONBody[UserRolesBody],
    ) -> Response[UserView]:
        granted(await set_roles(identity, principal, SetRoles(user_id, tuple(data.roles))))
        return await _answer(identity, principal, user_id)

    @post("/{user_id:uuid}/disable", opt=needs(Action.USER_DISABLE), summary="Shut a user out")
    async def disable(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
    ) -> Response[UserView]:
        granted(await set_disabled(identity, principal, SetDisabled(user_id, disabled=True)))
        return await _answer(identity, principal, user_id)

    @post("/{user_id:uuid}/enable", opt=needs(Action.USER_DISABLE), summary="Let a user in again")
    async def enable(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
    ) -> Response[UserView]:
        granted(await set_disabled(identity, principal, SetDisabled(user_id, disabled=False)))
        return await _answer(identity, principal, user_id)

    @put(
        "/{user_id:uuid}/password",
        opt=needs(Action.USER_CHANGE),
        status_code=204,
        summary="Set a user's password; all his sessions end",
    )
    async def password(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
        data: JSONBody[NewPasswordBody],
    ) -> None:
        command = SetPassword(user_id, data.password)
        if (refused := await reset_password(identity, principal, command)) is not None:
            raise RefusedError(refused)


async def _answer(
    identity: Means, principal: Principal, user: UUID, *, status: int = 200
) -> Response[UserView]:
    shown = granted(await get_user(identity.database, principal, user))
    return Response(shown, status_code=status, headers={"ETag": etag(shown.version)})
