"""A stranger at the door: what the portal offers, and a visit by which he may report once."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.portal.contract import LONGEST_DAYS, Link, Origin, Purpose, SetPortal
from gongdan.rooms.portal.domain.links import LOCALES, stranger, visit_end
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse
from gongdan.rooms.portal.handlers.means import Facts, Means
from gongdan.rooms.portal.ports import AskedForm, TenantAtDoor
from gongdan.rooms.portal.store.settings import load_setting, put_setting


class Visit(Struct, frozen=True):
    """An open visit: its token uploads pictures and reports, until then."""

    token: str
    expires_at: datetime


class Door(Struct, frozen=True):
    """A tenant's portal as a stranger meets it, and what is asked of whoever reports."""

    tenant: TenantAtDoor
    setting: SetPortal
    form: AskedForm | None


async def door(means: Means, slug: str) -> Door | Refused:
    """Return a tenant's portal; without such a tenant the door is closed like any other."""
    tenant = await means.tenants.behind(slug)
    if tenant is None:
        return refuse(PortalCode.CLOSED)
    async with means.database.reading(tenant.id) as reader:
        setting = await load_setting(reader, tenant.id)
    asks = setting.reports_open
    form = await means.orders.asked(stranger(tenant.id), setting.order_type) if asks else None
    return Door(tenant, setting, form)


async def open_visit(means: Means, slug: str, address: str, locale: str) -> Visit | Refused:
    """Let a stranger in to report, where the tenant has opened its door."""
    at_door = await door(means, slug)
    if isinstance(at_door, Refused):
        return at_door
    tenant = at_door.tenant
    slow = means.pace("visit of an address", address) or means.pace("visit of a tenant", tenant.id)
    if slow is not None:
        return slow
    if not at_door.setting.reports_open:
        return refuse(PortalCode.CLOSED)
    now, visit = means.clock(), means.ids()
    link = Link(
        id=visit,
        purpose=Purpose.VISIT,
        origin=Origin.VISIT,
        order_id=None,
        order_number="",
        party_id=visit,
        locale=locale if locale in LOCALES else tenant.locale,
        created_at=now,
        expires_at=visit_end(now),
    )
    token = await means.token(tenant.id, means.entropy(32))
    async with means.database.writing(tenant.id) as writer:
        await means.keep(writer, tenant.id, link, token)
    return Visit(token.text, link.expires_at)


async def read_portal(means: Means, principal: Principal) -> SetPortal:
    """Return how the tenant's portal stands."""
    async with means.database.reading(principal.tenant) as reader:
        return await load_setting(reader, principal.tenant)


async def set_portal(means: Means, principal: Principal, command: SetPortal) -> SetPortal | Refused:
    """Let the tenant's portal stand so from now on."""
    if not 1 <= command.link_days <= LONGEST_DAYS:
        return refuse(PortalCode.SETTING_UNUSABLE, field="/link_days")
    if not command.order_type.isascii() or len(command.order_type) > 64:
        return refuse(PortalCode.SETTING_UNUSABLE, field="/order_type")
    tenant: UUID = principal.tenant
    async with means.database.writing(tenant) as writer:
        before = await load_setting(writer, tenant)
        await put_setting(writer, tenant, command)
        facts, thing = _changes(before, command), Ref("tenant", tenant)
        await means.told(writer, principal, Action.PORTAL_CHANGE, thing, facts=facts)
    return command


def _changes(before: SetPortal, after: SetPortal) -> Facts:
    """Return which settings differ, as they were and are."""
    names = [
        name
        for name in SetPortal.__struct_fields__
        if getattr(before, name) != getattr(after, name)
    ]
    sides = {name: [str(getattr(each, name)) for each in (before, after)] for name in names}
    return {"changed": names, **sides}
