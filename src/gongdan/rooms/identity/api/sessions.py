"""Signing in and out, and one's own sessions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import GUESSED, PUBLIC, SIGNED_IN, Given, Guesses, RefusedError, granted
from gongdan.rooms.identity.contract import SESSION_COOKIE, Principal
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.sessions import close_session, sign_out
from gongdan.rooms.identity.handlers.sign_in import SignedIn, SignIn, sign_in
from gongdan.rooms.identity.views.me import Sessions, my_sessions


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
        rates.guess(data.tenant)
        agent = request.headers.get("user-agent", "")
        command = SignIn(data.tenant, data.login, data.password, agent)
        opened = granted(await sign_in(identity, command))
        cookies = [_cookie(opened, request, identity)] if data.cookie else []
        shown = None if data.cookie else opened.token
        answer = SessionOpened(opened.session, opened.user, opened.expires_at, shown)
        return Response(
            answer, status_code=201, cookies=cookies, headers={"Cache-Control": "no-store"}
        )

    @get("/", opt=SIGNED_IN, summary="List one's own sessions")
    async def page(self, principal: Given[Principal], identity: Given[Means]) -> Sessions:
        return await my_sessions(identity.database, principal, identity.clock())

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


def _cookie(opened: SignedIn, request: Request[Any, Any, Any], identity: Means) -> Cookie:
    return Cookie(
        key=SESSION_COOKIE,
        value=opened.token,
        path="/",
        max_age=int(identity.session_life.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
