"""A signer's copy, and the page by which anybody who holds it checks it."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.portal.contract import LIFETIME, Link, Origin, Purpose
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse
from gongdan.rooms.portal.handlers.links import own_link
from gongdan.rooms.portal.handlers.means import Means
from gongdan.rooms.portal.ports import Proven, SignedText


class CopyMade(Struct, frozen=True):
    """What was signed, and the token of the link that checks it."""

    signed: SignedText
    token: str
    expires_at: datetime


class Checked(Struct, frozen=True):
    """A signature as it stands now, with its place in the log; nobody's name is in it."""

    tenant: str
    signed: SignedText
    proven: Proven


async def make_copy(
    means: Means, principal: Principal, order: UUID, index: int
) -> CopyMade | Refused:
    """Give somebody who may read an order a copy of one signature, with a link to check it."""
    at_door = await means.orders.find(principal, order)
    if isinstance(at_door, Refused):
        return at_door
    tenant = principal.tenant
    signed = await means.orders.signed(tenant, order, index)
    if signed is None:
        return refuse(PortalCode.SIGNATURE_NOT_FOUND)
    now, token = means.clock(), await means.token(tenant, means.entropy(32))
    link = Link(
        id=means.ids(),
        purpose=Purpose.CHECK,
        origin=Origin.COPY,
        order_id=order,
        order_number=at_door.number,
        party_id=None,
        signature=index,
        issued_by=principal.user,
        locale=principal.locale if principal.locale in {"zh", "en"} else "zh",
        created_at=now,
        expires_at=now + LIFETIME[Purpose.CHECK],
    )
    async with means.database.writing(tenant) as writer:
        await means.keep(writer, tenant, link, token)
    return CopyMade(signed, token.text, link.expires_at)


async def check_copy(means: Means, principal: Principal) -> Checked | Refused:
    """Return what a copy's link checks: the text, its digest, and how far it is proven."""
    link = await own_link(means, principal)
    if isinstance(link, Refused):
        return link
    if link.order_id is None or link.signature is None:
        return refuse(PortalCode.SIGNATURE_NOT_FOUND)
    signed = await means.orders.signed(principal.tenant, link.order_id, link.signature)
    if signed is None:
        return refuse(PortalCode.SIGNATURE_NOT_FOUND)
    proven = await means.proofs.of(principal.tenant, link.order_id, signed.seq)
    tenant = await means.tenants.of(principal.tenant)
    return Checked(tenant.name, signed, proven)
