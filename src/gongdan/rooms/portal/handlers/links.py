"""Links of an order: issued to somebody, listed, revoked; and who one's own link is."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Action, Principal, decide_access
from gongdan.rooms.portal.contract import IssueLink, Link, Origin, Purpose
from gongdan.rooms.portal.domain.links import end_of
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse
from gongdan.rooms.portal.handlers.means import Means
from gongdan.rooms.portal.ports import OrderAtDoor
from gongdan.rooms.portal.store.links import end_link, links_of_order, load_link
from gongdan.rooms.portal.store.settings import load_setting

MOST_SHOWN = 100


class LinkIssued(Struct, frozen=True):
    """A new link; its token is told here and never again."""

    link: Link
    token: str


async def issue_link(
    means: Means, principal: Principal, order: UUID, command: IssueLink
) -> LinkIssued | Refused:
    """Issue a link to an order that the principal may give away."""
    at_door = await _reached(means, principal, order, Action.LINK_ISSUE)
    if isinstance(at_door, Refused):
        return at_door
    tenant, now = principal.tenant, means.clock()
    async with means.database.writing(tenant) as writer:
        usual = (await load_setting(writer, tenant)).link_days
        end = end_of(command, now, usual)
        if isinstance(end, Refused):
            return end
        link = _new(means, at_door, command, now=now, end=end, by=principal.user)
        token = await means.token(tenant, means.entropy(32))
        await means.keep(writer, tenant, link, token)
        await means.told(writer, principal, Action.LINK_ISSUE, Ref("link", link.id))
    return LinkIssued(link, token.text)


async def list_links(means: Means, principal: Principal, order: UUID) -> list[Link] | Refused:
    """Return an order's links, newest first."""
    at_door = await _reached(means, principal, order, Action.LINK_READ)
    if isinstance(at_door, Refused):
        return at_door
    async with means.database.reading(principal.tenant) as reader:
        return await links_of_order(reader, principal.tenant, order, MOST_SHOWN)


async def revoke_link(means: Means, principal: Principal, link: UUID) -> Refused | None:
    """Revoke a link at once and for good; what is revoked already stays so."""
    tenant = principal.tenant
    async with means.database.reading(tenant) as reader:
        found = await load_link(reader, tenant, link)
    if found is None or found.order_id is None:
        return refuse(PortalCode.LINK_NOT_FOUND)
    at_door = await _reached(means, principal, found.order_id, Action.LINK_REVOKE)
    if isinstance(at_door, Refused):
        return at_door if at_door.code == PortalCode.LINK_NOT_ALLOWED else _gone()
    async with means.database.writing(tenant) as writer:
        ended = await end_link(writer, tenant, link, means.clock())
        if ended is not None:
            await means.credentials.drop(writer, tenant, [ended])
            await means.credentials.tell_revoked(writer, tenant, link)
            await means.told(writer, principal, Action.LINK_REVOKE, Ref("link", link))
    return None


async def own_link(means: Means, principal: Principal) -> Link | Refused:
    """Return the link by which somebody came."""
    if principal.bound is None or principal.actor.id is None:
        return _gone()
    async with means.database.reading(principal.tenant) as reader:
        found = await load_link(reader, principal.tenant, principal.actor.id)
    return found or _gone()


async def _reached(
    means: Means, principal: Principal, order: UUID, action: str
) -> OrderAtDoor | Refused:
    """Return an order that the principal may read and do this to."""
    at_door = await means.orders.find(principal, order)
    if isinstance(at_door, Refused):
        return at_door
    if not holds(decide_access(principal, action, "order"), at_door.attributes):
        return refuse(PortalCode.LINK_NOT_ALLOWED, number=at_door.number)
    return at_door


def _new(
    means: Means,
    order: OrderAtDoor,
    command: IssueLink,
    *,
    now: datetime,
    end: datetime,
    by: UUID | None,
) -> Link:
    return Link(
        id=means.ids(),
        purpose=command.purpose,
        origin=Origin.STAFF,
        order_id=order.id,
        order_number=order.number,
        party_id=order.reporter if command.purpose is Purpose.FOLLOW else None,
        issued_by=by,
        locale=command.locale,
        created_at=now,
        expires_at=end,
    )


def _gone() -> Refused:
    return refuse(PortalCode.LINK_NOT_FOUND)
