"""Users over HTTP. Each answer with one user bears its version as `ETag`."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, get, patch, post
from litestar.di import Provide
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from msgspec import UNSET, Struct, UnsetType

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.kernel.paging import page_of, read_cursor
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.newcomers import AddPeople, Newcomer, Welcome, add_people
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


async def wanted_users(
    *,
    q: FromQuery[str] = "",
    role: FromQuery[str] = "",
    unit: FromQuery[UUID | None] = None,
    active: FromQuery[bool | None] = None,
) -> UserFilter:
    """Read from the query which users a page asks for; `q` is a part of the name or login."""
    return UserFilter(q=q, role=role, unit=unit, active=active)


class NewcomersBody(Struct, frozen=True, forbid_unknown_fields=True):
    """One to fifty new people."""

    people: list[Newcomer]


class Newcomers(Struct, frozen=True):
    """The new people with their one-time passwords: shown here and never again."""

    items: list[Welcome]


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
        return await answer_with_user(identity, principal, made.id, status=201)

    @post("/newcomers", opt=needs(Action.USER_CREATE), summary="Add several people, or nobody")
    async def welcome(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        data: JSONBody[NewcomersBody],
    ) -> Response[Newcomers]:
        added = granted(await add_people(identity, principal, AddPeople(tuple(data.people))))
        answer = Newcomers(list(added))
        return Response(answer, status_code=201, headers={"Cache-Control": "no-store"})

    @get("/{user_id:uuid}", opt=needs(Action.USER_READ), summary="Show a user")
    async def show(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
    ) -> Response[UserView]:
        return await answer_with_user(identity, principal, user_id)

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
        return await answer_with_user(identity, principal, user_id)


async def answer_with_user(
    identity: Means, principal: Principal, user: UUID, *, status: int = 200
) -> Response[UserView]:
    """Answer with a user as the principal sees him now."""
    shown = granted(await get_user(identity.database, principal, user))
    return Response(shown, status_code=status, headers={"ETag": etag(shown.version)})
