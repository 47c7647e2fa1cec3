"""`/portal/<tenant>`: what a stranger may do: look at the door, visit, report, ask for a code.

Tokens travel as bearer tokens and in bodies, never in an address; answers are not kept.
"""

from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.params import FromPath, HeaderParameter, JSONBody
from msgspec import Meta, Struct

from gongdan.kernel.http import GUESSED, PUBLIC, Given, RefusedError, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.portal.api.shown import (
    NO_STORE,
    AnyRequest,
    ChallengeShown,
    DoorShown,
    Followed,
    VisitShown,
    caller,
    followed,
)
from gongdan.rooms.portal.contract import ReportPublicly
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse
from gongdan.rooms.portal.handlers.means import Means
from gongdan.rooms.portal.handlers.recovery import ask_for_code, take_code
from gongdan.rooms.portal.handlers.report import Asked, report_publicly
from gongdan.rooms.portal.handlers.visits import door, open_visit

Short = Annotated[str, Meta(max_length=200)]


class BeginVisit(Struct, frozen=True, forbid_unknown_fields=True):
    """In which language the visitor reads (zh or en)."""

    locale: Short = ""


class AskForCode(Struct, frozen=True, forbid_unknown_fields=True):
    """The order's number, and the language in which the code is told."""

    number: Short
    locale: Short = ""


class TakeCode(Struct, frozen=True, forbid_unknown_fields=True):
    """The code that arrived, for the challenge that was kept."""

    challenge: Short
    code: Short


class DoorController(Controller):
    """A tenant's portal, for people without an account."""

    path = "/portal/{tenant:str}"
    tags = ("portal",)

    @get("/", opt=PUBLIC, summary="Look at a tenant's portal")
    async def look(self, tenant: FromPath[str], portal: Given[Means]) -> DoorShown:
        """Return the tenant's name, whether strangers may report and what a report asks, and
        how codes arrive.
        """
        found = granted(await door(portal, tenant))
        return DoorShown(
            slug=found.tenant.slug,
            name=found.tenant.name,
            locale=found.tenant.locale,
            reports_open=found.setting.reports_open,
            takes_photos=portal.orders.takes_photos,
            code_way=portal.messenger.way,
            form=found.form,
        )

    @post("/visits", opt=PUBLIC, summary="Begin a visit, to report something")
    async def visit(
        self,
        request: AnyRequest,
        tenant: FromPath[str],
        data: JSONBody[BeginVisit],
        portal: Given[Means],
    ) -> Response[VisitShown]:
        """Return a token that uploads pictures and reports once, for an hour."""
        opened = granted(await open_visit(portal, tenant, caller(request), data.locale))
        answer = VisitShown(opened.token, opened.expires_at)
        return Response(answer, status_code=201, headers=NO_STORE)

    @post("/orders", opt=needs(Action.PORTAL_REPORT), summary="Report something as a visitor")
    async def report(
        self,
        request: AnyRequest,
        tenant: FromPath[str],
        data: JSONBody[ReportPublicly],
        principal: Given[Principal],
        portal: Given[Means],
        key: Annotated[
            str | None,
            HeaderParameter(
                name="Idempotency-Key",
                required=False,
                min_length=1,
                max_length=200,
                description="The same key with the same report makes one order, and one answer.",
            ),
        ] = None,
    ) -> Response[Followed]:
        """Take the report in; answers with the link by which its order is followed."""
        own = await portal.tenants.of(principal.tenant)
        if own.slug != tenant:
            raise RefusedError(refuse(PortalCode.CLOSED))
        token = request.headers.get("authorization", "").partition(" ")[2]
        asked = Asked(caller(request), token, key or token, await request.body())
        follow = granted(await report_publicly(portal, principal, data, asked))
        return Response(followed(request, portal, follow), status_code=201, headers=NO_STORE)

    @post(
        "/codes",
        opt={**PUBLIC, **GUESSED},
        status_code=202,
        summary="Ask for a code, to find a lost link",
    )
    async def ask(
        self,
        request: AnyRequest,
        tenant: FromPath[str],
        data: JSONBody[AskForCode],
        portal: Given[Means],
    ) -> Response[ChallengeShown]:
        """Answer the same to every number; a code is sent where there is such an order."""
        asked = await ask_for_code(
            portal, tenant, data.number, address=caller(request), locale=data.locale
        )
        found = granted(asked)
        answer = ChallengeShown(found.challenge, found.way, found.expires_at)
        return Response(answer, status_code=202, headers=NO_STORE)

    @post("/links", opt={**PUBLIC, **GUESSED}, summary="Exchange a code for a new link")
    async def take(
        self,
        request: AnyRequest,
        tenant: FromPath[str],
        data: JSONBody[TakeCode],
        portal: Given[Means],
    ) -> Response[Followed]:
        """Return a new link to the order; whatever is wrong with the code is told alike."""
        taken = await take_code(portal, tenant, data.challenge, data.code, address=caller(request))
        answer = followed(request, portal, granted(taken))
        return Response(answer, status_code=201, headers=NO_STORE)
