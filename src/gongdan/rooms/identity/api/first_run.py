"""The first run over HTTP: public, as nobody is known yet; the token is the key to it."""

from datetime import datetime
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import JSONBody
from msgspec import Struct

from gongdan.kernel.http import GUESSED, PUBLIC, Given, granted
from gongdan.rooms.identity.api.sessions import SessionOpened, session_cookie
from gongdan.rooms.identity.handlers.first_run import FirstRun, SetUp


class SetupState(Struct, frozen=True):
    """Whether this installation waits to be set up: it has no tenant yet."""

    open: bool


class SetupTokenBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The token of the address that `gongdan up` printed."""

    token: str


class SetupTokenStands(Struct, frozen=True):
    """The token can be used until then."""

    until: datetime


class SetupBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The organisation and its first administrator.

    `slug` is typed at each log-in and never changes; with `works` the administrator also gets
    the roles that take an order from report to archive.
    """

    token: str
    organisation: str
    slug: str
    locale: str
    zone: str
    login: str
    name: str
    password: str
    works: bool = False


class FirstRunController(Controller):
    """Setting an empty installation up."""

    path = "/setup"
    tags = ("identity",)

    @get("/", opt=PUBLIC, summary="Show whether this installation waits to be set up")
    async def state(self, first_run: Given[FirstRun]) -> SetupState:
        return SetupState(await first_run.is_open())

    @post(
        "/check",
        opt={**PUBLIC, **GUESSED},
        status_code=200,
        summary="Ask whether a set-up token stands",
    )
    async def check(
        self, first_run: Given[FirstRun], data: JSONBody[SetupTokenBody]
    ) -> SetupTokenStands:
        return SetupTokenStands(granted(await first_run.check(data.token)))

    @post(
        "/",
        opt={**PUBLIC, **GUESSED},
        summary="Make the first tenant and its administrator, and log in",
    )
    async def run(
        self,
        request: Request[Any, Any, Any],
        first_run: Given[FirstRun],
        data: JSONBody[SetupBody],
    ) -> Response[SessionOpened]:
        command = SetUp(
            token=data.token,
            organisation=data.organisation,
            slug=data.slug,
            locale=data.locale,
            zone=data.zone,
            login=data.login,
            name=data.name,
            password=data.password,
            works=data.works,
            agent=request.headers.get("user-agent", ""),
        )
        opened = granted(await first_run.set_up(command))
        answer = SessionOpened(opened.session, opened.user, opened.expires_at, None)
        return Response(
            answer,
            status_code=201,
            cookies=[session_cookie(opened, request, first_run.means)],
            headers={"Cache-Control": "no-store"},
        )
