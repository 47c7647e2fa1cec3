"""A stranger's report: the order, its pictures, and the link by which he follows it."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.portal.contract import Link, Origin, Purpose, ReportPublicly, SetPortal
from gongdan.rooms.portal.domain.links import proving, reporting
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse
from gongdan.rooms.portal.domain.report import report_fault, title_and_description
from gongdan.rooms.portal.handlers.means import Means
from gongdan.rooms.portal.ports import Reported
from gongdan.rooms.portal.store.settings import load_setting
from gongdan.rooms.workorders.contract import Contact, Location, ReportOrder


class FollowUp(Struct, frozen=True):
    """A reported order and the link to follow it; told again to whoever sends the same again."""

    order: UUID
    number: str
    token: str
    expires_at: datetime


class Asked(Struct, frozen=True):
    """How a report was sent: from where, by which visit's token, under which key, which bytes."""

    address: str
    token: str
    key: str
    body: bytes


async def report_publicly(
    means: Means, visitor: Principal, command: ReportPublicly, asked: Asked
) -> FollowUp | Refused:
    """Take a stranger's report in; the visit that brings it is good for nothing else."""
    slow = means.pace("report of an address", asked.address)
    if slow is not None:
        return slow
    setting = await _open_setting(means, visitor)
    if isinstance(setting, Refused):
        return setting
    wanted = await _wanted(means, visitor, command, setting)
    if isinstance(wanted, Refused):
        return wanted
    reporter = reporting(visitor)
    reported = await means.orders.report(reporter, wanted, asked.key, asked.body)
    if isinstance(reported, Refused):
        return reported
    no = await _completed(means, visitor, command, reported)
    if no is not None:
        return no
    return await _followed(means, visitor, reported, asked, days=setting.link_days)


async def _open_setting(means: Means, visitor: Principal) -> SetPortal | Refused:
    async with means.database.reading(visitor.tenant) as reader:
        setting = await load_setting(reader, visitor.tenant)
    return setting if setting.reports_open else refuse(PortalCode.CLOSED)


async def _wanted(
    means: Means, visitor: Principal, command: ReportPublicly, setting: SetPortal
) -> ReportOrder | Refused:
    """Return the order that a report asks for, or why it is not taken."""
    fault = report_fault(command) or await means.orders.pictures_fault(visitor, command.files)
    if fault is not None:
        return fault
    asset = None
    if code := command.asset.strip():
        asset = await means.orders.asset_of(visitor.tenant, code)
        if asset is None:
            return refuse(PortalCode.ASSET_UNKNOWN, field="/asset", label=code[:60])
    title, description = title_and_description(command.text)
    contact = Contact(command.name.strip(), command.phone.strip(), command.email.strip())
    known = contact.name or contact.phone or contact.email
    where = command.latitude is not None and command.longitude is not None
    return ReportOrder(
        type=setting.order_type,
        title=title,
        description=description,
        contact=contact if known else None,
        location=Location("", command.latitude, command.longitude) if where else None,
        place=command.place.strip(),
        asset=asset,
        unit=setting.unit,
        fields=command.fields,
    )


async def _completed(
    means: Means, visitor: Principal, command: ReportPublicly, reported: Reported
) -> Refused | None:
    """Put to the order what came with the report: pictures, and that its sender agreed."""
    witness = proving(visitor, reported.number)
    no = await means.orders.add_pictures(witness, reported.order, command.files)
    if no is None and command.consent:
        no = await means.consents.agreed(visitor, reported.order, command.locale)
    return no


async def _followed(
    means: Means, visitor: Principal, reported: Reported, asked: Asked, *, days: int
) -> FollowUp:
    """Issue the link to the new order; the same report sent again gets the same link.

    Its secret follows from the visit's own, which nobody but the visitor has and which dies
    within the hour: nothing has to be kept to answer a repetition.
    """
    tenant, now = visitor.tenant, means.clock()
    secret = hashlib.sha256(f"follow:{asked.token}:{asked.key}".encode()).digest()
    token = await means.token(tenant, secret)
    link = Link(
        id=means.ids(),
        purpose=Purpose.FOLLOW,
        origin=Origin.REPORT,
        order_id=reported.order,
        order_number=reported.number,
        party_id=visitor.bound.party if visitor.bound else None,
        locale=visitor.locale,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    async with means.database.writing(tenant) as writer:
        await means.keep(writer, tenant, link, token)
    return FollowUp(reported.order, reported.number, token.text, link.expires_at)
