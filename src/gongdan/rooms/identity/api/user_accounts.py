"""Power over accounts over HTTP: roles, the way in, passwords, sessions. `If-Match` is optional."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, delete, get, post, put
from litestar.params import FromPath, HeaderParameter, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, RefusedError, expected_version, granted, needs
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.api.users import answer_with_user
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.handlers.accounts import (
    SetDisabled,
    SetPassword,
    SetRoles,
    end_sessions_of,
    give_one_time_password,
    reset_password,
    set_disabled,
    set_roles,
)
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.views.sessions import Sessions, sessions_of
from gongdan.rooms.identity.views.users import UserView

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class UserRolesBody(Struct, frozen=True, forbid_unknown_fields=True):
    """All roles that the user has from now on."""

    roles: list[str]


class NewPasswordBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The user's new password, of at least ten characters."""

    password: str


class OneTimePassword(Struct, frozen=True):
    """A password for one log-in: shown here and never again."""

    password: str


class UserAccountController(Controller):
    """The account behind a user."""

    path = "/users"
    tags = ("identity",)

    @put("/{user_id:uuid}/roles", opt=needs(Action.USER_GRANT), summary="Set a user's roles")
    async def grant(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
        data: JSONBody[UserRolesBody],
        if_match: IfMatch = None,
    ) -> Response[UserView]:
        command = SetRoles(user_id, tuple(data.roles), _seen(if_match))
        granted(await set_roles(identity, principal, command))
        return await answer_with_user(identity, principal, user_id)

    @post(
        "/{user_id:uuid}/disable",
        opt=needs(Action.USER_DISABLE),
        status_code=200,
        summary="Shut a user out",
    )
    async def disable(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
        if_match: IfMatch = None,
    ) -> Response[UserView]:
        command = SetDisabled(user_id, disabled=True, seen=_seen(if_match))
        granted(await set_disabled(identity, principal, command))
        return await answer_with_user(identity, principal, user_id)

    @post(
        "/{user_id:uuid}/enable",
        opt=needs(Action.USER_DISABLE),
        status_code=200,
        summary="Let a user in again",
    )
    async def enable(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
        if_match: IfMatch = None,
    ) -> Response[UserView]:
        command = SetDisabled(user_id, disabled=False, seen=_seen(if_match))
        granted(await set_disabled(identity, principal, command))
        return await answer_with_user(identity, principal, user_id)

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

    @post(
        "/{user_id:uuid}/one-time-password",
        opt=needs(Action.USER_CHANGE),
        summary="Give a password for one log-in; all his sessions end",
    )
    async def one_time_password(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
    ) -> Response[OneTimePassword]:
        password = await give_one_time_password(identity, principal, user_id)
        if isinstance(password, Refused):
            raise RefusedError(password)
        answer = OneTimePassword(password)
        return Response(answer, status_code=201, headers={"Cache-Control": "no-store"})

    @get(
        "/{user_id:uuid}/sessions",
        opt=needs(Action.USER_CHANGE),
        summary="List a user's sessions",
    )
    async def sessions(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
    ) -> Sessions:
        now = identity.clock()
        return granted(await sessions_of(identity.database, principal, user_id, now))

    @delete(
        "/{user_id:uuid}/sessions",
        opt=needs(Action.USER_CHANGE),
        summary="End all sessions of a user",
    )
    async def close_all(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
    ) -> None:
        if (refused := await end_sessions_of(identity, principal, user_id)) is not None:
            raise RefusedError(refused)

    @delete(
        "/{user_id:uuid}/sessions/{session_id:uuid}",
        opt=needs(Action.USER_CHANGE),
        summary="End one session of a user",
    )
    async def close_one(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        user_id: FromPath[UUID],
        session_id: FromPath[UUID],
    ) -> None:
        refused = await end_sessions_of(identity, principal, user_id, session_id)
        if refused is not None:
            raise RefusedError(refused)


def _seen(if_match: str | None) -> int | None:
    return None if if_match is None else expected_version(if_match)
