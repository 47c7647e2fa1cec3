"""Signing in and out, and one's own sessions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct

from gongdan.kernel.http import (
    GUESSED,
    PUBLIC,
    SIGNED_IN,
    Given,
    Guesses,
    RefusedError,
    granted,
    needs,
)
from gongdan.kernel.paging import page_of, read_cursor
from gongdan.rooms.identity.contract import SESSION_COOKIE, Action, Principal
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.sessions import (
    close_other_sessions,
    close_replaced,
    close_session,
    sign_out,
)
from gongdan.rooms.identity.handlers.sign_in import SignedIn, SignIn, sign_in
from gongdan.rooms.identity.views.sessions import (
    LAST,
    SessionPage,
    Sessions,
    everybodys_sessions,
    my_sessions,
)


class SignInBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs in; with `cookie` false the token comes in the answer instead, as a bearer."""

    tenant: str
    login: str
    password: str
    cookie: bool = True


class SessionOpened(Struct, frozen=True):
    """An open session; `token` is null where it went into the cookie."""

    id: UUID
    user: UUID
    expires_at: datetime
    token: str | None


class SessionController(Controller):
    """Sessions."""

    path = "/sessions"
    tags = ("identity",)

    @post("/", opt={**PUBLIC, **GUESSED}, summary="Sign in")
    async def open(
        self,
        request: Request[Any, Any, Any],
        identity: Given[Means],
        rates: Given[Guesses],
        data: JSONBody[SignInBody],
    ) -> Response[SessionOpened]:
        agent = request.headers.get("user-agent", "")
        async with rates.guessing(request, data.tenant) as place:
            command = SignIn(data.tenant, data.login, data.password, agent, place)
            opened = granted(await sign_in(identity, command))
        if data.cookie:
            await close_replaced(identity, request.cookies.get(SESSION_COOKIE, ""))
        cookies = [session_cookie(opened, request, identity)] if data.cookie else []
        shown = None if data.cookie else opened.token
        answer = SessionOpened(opened.session, opened.user, opened.expires_at, shown)
        return Response(
            answer, status_code=201, cookies=cookies, headers={"Cache-Control": "no-store"}
        )

    @get("/", opt=SIGNED_IN, summary="List one's own sessions")
    async def page(self, principal: Given[Principal], identity: Given[Means]) -> Sessions:
        return await my_sessions(identity.database, principal, identity.clock())

    @get("/everybody", opt=needs(Action.USER_CHANGE), summary="List everybody's sessions")
    async def everybody(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        limit: FromQuery[int] = 50,
        cursor: FromQuery[str] = "",
    ) -> SessionPage:
        before = granted(read_cursor(cursor)).id if cursor else LAST
        return await everybodys_sessions(
            identity.database,
            principal,
            identity.clock(),
            limit=page_of(limit),
            before=before,
        )

    @delete("/others", opt=SIGNED_IN, summary="End all of one's own sessions but this one")
    async def close_others(self, principal: Given[Principal], identity: Given[Means]) -> None:
        if (refused := await close_other_sessions(identity, principal)) is not None:
            raise RefusedError(refused)

    @delete("/current", opt=SIGNED_IN, summary="Sign out")
    async def close_current(
        self, principal: Given[Principal], identity: Given[Means]
    ) -> Response[None]:
        if (refused := await sign_out(identity, principal)) is not None:
            raise RefusedError(refused)
        gone = Response(None, status_code=204)
        gone.delete_cookie(SESSION_COOKIE, path="/")
        return gone

    @delete("/{session_id:uuid}", opt=SIGNED_IN, summary="End another of one's own sessions")
    async def close(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        session_id: FromPath[UUID],
    ) -> None:
        if (refused := await close_session(identity, principal, session_id)) is not None:
            raise RefusedError(refused)


def session_cookie(opened: SignedIn, request: Request[Any, Any, Any], identity: Means) -> Cookie:
    """Return the cookie that carries a new session's token."""
    return Cookie(
        key=SESSION_COOKIE,
        value=opened.token,
        path="/",
        max_age=int(identity.session_life.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
