"""Links of orders, for staff; one's own link; copies of signatures; the portal's settings."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, delete, get, post, put
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from gongdan.kernel.http import SIGNED_IN, Given, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.portal.api.shown import (
    NO_STORE,
    AnyRequest,
    CheckShown,
    CopyShown,
    LinkList,
    LinkOpened,
    OwnLink,
    address_of,
    checked,
    link_shown,
    qr_of,
)
from gongdan.rooms.portal.contract import IssueLink, SetPortal
from gongdan.rooms.portal.handlers.copies import check_copy, make_copy
from gongdan.rooms.portal.handlers.links import issue_link, list_links, own_link, revoke_link
from gongdan.rooms.portal.handlers.means import Means
from gongdan.rooms.portal.handlers.visits import read_portal, set_portal


class MakeCopy(Struct, frozen=True, forbid_unknown_fields=True):
    """Which signature of the order to copy, from 0."""

    signature: Annotated[int, Meta(ge=0, le=1000)] = 0


class LinkController(Controller):
    """Customer links."""

    tags = ("portal",)

    @get("/orders/{order:uuid}/links", opt=needs(Action.LINK_READ), summary="List an order's links")
    async def links(
        self, order: FromPath[UUID], principal: Given[Principal], portal: Given[Means]
    ) -> LinkList:
        """Return who may follow the order by a link, newest first."""
        found = granted(await list_links(portal, principal, order))
        return LinkList([link_shown(each) for each in found])

    @post("/orders/{order:uuid}/links", opt=needs(Action.LINK_ISSUE), summary="Issue a link")
    async def issue(
        self,
        request: AnyRequest,
        order: FromPath[UUID],
        data: JSONBody[IssueLink],
        principal: Given[Principal],
        portal: Given[Means],
    ) -> Response[LinkOpened]:
        """Give somebody without an account a way to the order; the address is shown once."""
        issued = granted(await issue_link(portal, principal, order, data))
        url = address_of(request, portal, issued.token)
        answer = LinkOpened(link=link_shown(issued.link), url=url, qr=qr_of(url))
        return Response(answer, status_code=201, headers=NO_STORE)

    @delete("/links/{link:uuid}", opt=needs(Action.LINK_REVOKE), summary="Revoke a link")
    async def revoke(
        self, link: FromPath[UUID], principal: Given[Principal], portal: Given[Means]
    ) -> None:
        """End a link at once and for good."""
        refused = await revoke_link(portal, principal, link)
        granted(refused or True)

    @get("/links/current", opt=SIGNED_IN, summary="Read the link by which you came")
    async def current(self, principal: Given[Principal], portal: Given[Means]) -> OwnLink:
        """Return which order your link is for, and until when."""
        link = granted(await own_link(portal, principal))
        tenant = await portal.tenants.of(principal.tenant)
        return OwnLink(
            link=link_shown(link),
            tenant=tenant.name,
            slug=tenant.slug,
            takes_photos=portal.orders.takes_photos,
        )

    @post(
        "/orders/{order:uuid}/copies",
        opt=needs(Action.ORDER_READ),
        summary="Take a copy of a signature",
    )
    async def copy(
        self,
        request: AnyRequest,
        order: FromPath[UUID],
        data: JSONBody[MakeCopy],
        principal: Given[Principal],
        portal: Given[Means],
    ) -> Response[CopyShown]:
        """Return what was signed, with an address by which whoever holds the copy checks it."""
        made = granted(await make_copy(portal, principal, order, data.signature))
        url, signed = address_of(request, portal, made.token, "check"), made.signed
        answer = CopyShown(
            number=signed.number,
            text=signed.text,
            language=signed.language,
            digest=signed.digest,
            signed_at=signed.signed_at,
            drawn=signed.drawn,
            outdated=signed.outdated,
            url=url,
            qr=qr_of(url),
            expires_at=made.expires_at,
        )
        return Response(answer, status_code=201, headers=NO_STORE)

    @get("/signature-check", opt=needs(Action.PORTAL_CHECK), summary="Check a signature's copy")
    async def check(self, principal: Given[Principal], portal: Given[Means]) -> CheckShown:
        """Return what the copy's link checks; nobody's name is in it."""
        return checked(granted(await check_copy(portal, principal)))

    @get("/portal-settings", opt=needs(Action.PORTAL_READ), summary="Read the portal's settings")
    async def settings(self, principal: Given[Principal], portal: Given[Means]) -> SetPortal:
        """Return whether strangers may report, by which definition, for which unit."""
        return await read_portal(portal, principal)

    @put("/portal-settings", opt=needs(Action.PORTAL_CHANGE), summary="Set up the portal")
    async def change(
        self, data: JSONBody[SetPortal], principal: Given[Principal], portal: Given[Means]
    ) -> SetPortal:
        """Open or close the door to strangers."""
        return granted(await set_portal(portal, principal, data))
