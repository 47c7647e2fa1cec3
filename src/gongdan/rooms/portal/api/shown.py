"""How links, visits and copies stand in answers."""

import io
from datetime import datetime
from typing import Any
from uuid import UUID

import segno
from litestar import Request
from msgspec import Struct

from gongdan.rooms.portal.contract import Link
from gongdan.rooms.portal.handlers.copies import Checked
from gongdan.rooms.portal.handlers.means import Means
from gongdan.rooms.portal.handlers.report import FollowUp
from gongdan.rooms.portal.ports import AskedForm

AnyRequest = Request[Any, Any, Any]
NO_STORE = {"Cache-Control": "no-store"}


class LinkShown(Struct, frozen=True, kw_only=True):
    """A link, without its token."""

    id: UUID
    purpose: str
    origin: str
    order: UUID | None
    number: str
    issued_by: UUID | None
    locale: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None


class LinkList(Struct, frozen=True):
    """An order's links, newest first."""

    items: list[LinkShown]


class LinkOpened(Struct, frozen=True, kw_only=True):
    """A new link: its address (shown here and never again) and that as a QR code (SVG)."""

    link: LinkShown
    url: str
    qr: str


class OwnLink(Struct, frozen=True, kw_only=True):
    """The link by which you came, and the tenant that it belongs to."""

    link: LinkShown
    tenant: str
    slug: str
    takes_photos: bool


class DoorShown(Struct, frozen=True, kw_only=True):
    """A tenant's portal: whether strangers may report, and how codes for lost links arrive.

    `code_way`: by `mail`, or read out by the service `desk`. `form` is what a report asks beside
    its words: send the answers as `fields`.
    """

    slug: str
    name: str
    locale: str
    reports_open: bool
    takes_photos: bool
    code_way: str
    form: AskedForm | None


class VisitShown(Struct, frozen=True):
    """An open visit: send its token as a bearer token to upload and to report, until then."""

    token: str
    expires_at: datetime


class Followed(Struct, frozen=True, kw_only=True):
    """The link to follow an order: its token, and its address."""

    order: UUID
    number: str
    token: str
    url: str
    expires_at: datetime


class ChallengeShown(Struct, frozen=True):
    """Keep `challenge` until the code arrives; a number that does not exist gets one as well."""

    challenge: str
    way: str
    expires_at: datetime


class CopyShown(Struct, frozen=True, kw_only=True):
    """A signer's copy: what was signed, and the address that checks it, also as a QR code (SVG)."""

    number: str
    text: str
    language: str
    digest: str
    signed_at: datetime
    drawn: bool
    outdated: bool
    url: str
    qr: str
    expires_at: datetime


class CheckShown(Struct, frozen=True, kw_only=True):
    """A signature as it stands: `position` is its place in the tenant's log, null for a moment;
    `checkpoint_size` the size of the signed log that holds it, null until one does.
    """

    tenant: str
    number: str
    text: str
    language: str
    digest: str
    signed_at: datetime
    drawn: bool
    outdated: bool
    position: int | None
    checkpoint_size: int | None
    checkpoint_at: datetime | None


def link_shown(link: Link) -> LinkShown:
    """Show a link."""
    return LinkShown(
        id=link.id,
        purpose=link.purpose,
        origin=link.origin,
        order=link.order_id,
        number=link.order_number,
        issued_by=link.issued_by,
        locale=link.locale,
        created_at=link.created_at,
        expires_at=link.expires_at,
        revoked_at=link.revoked_at,
        used_at=link.used_at,
    )


def address_of(request: AnyRequest, means: Means, token: str, page: str = "") -> str:
    """Return the address of a link: the token in its fragment, which no server ever sees."""
    return f"{base_of(request, means)}/portal/{page}#{token}"


def base_of(request: AnyRequest, means: Means) -> str:
    """Return under which address the house is reached from outside, without a slash at its end."""
    return (means.public_url or str(request.base_url)).rstrip("/")


def followed(request: AnyRequest, means: Means, follow: FollowUp) -> Followed:
    """Show the link to follow an order."""
    return Followed(
        order=follow.order,
        number=follow.number,
        token=follow.token,
        url=address_of(request, means, follow.token),
        expires_at=follow.expires_at,
    )


def checked(found: Checked) -> CheckShown:
    """Show a checked signature."""
    signed, proven = found.signed, found.proven
    return CheckShown(
        tenant=found.tenant,
        number=signed.number,
        text=signed.text,
        language=signed.language,
        digest=signed.digest,
        signed_at=signed.signed_at,
        drawn=signed.drawn,
        outdated=signed.outdated,
        position=proven.position,
        checkpoint_size=proven.checkpoint_size,
        checkpoint_at=proven.checkpoint_at,
    )


def qr_of(address: str) -> str:
    """Return an address as a QR code (ISO/IEC 18004), an SVG of dark squares on white."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", border=2, light="#ffffff", xmldecl=False, omitsize=True
    )
    return drawn.getvalue().decode()


def caller(request: AnyRequest) -> str:
    """Return the address from which a request came, as far as the server knows it."""
    return request.client.host if request.client else ""
