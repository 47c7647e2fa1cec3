"""What a body asks for, in the tenant's own words: a new order, or a message for one that waits."""

from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.messages import Refused
from gongdan.rooms.integration.contract import Advances, Inbound
from gongdan.rooms.integration.domain.answers import at_pointer
from gongdan.rooms.integration.domain.refusals import Refusal, malformed
from gongdan.rooms.integration.domain.taking import message_of, place_of, report_of, values_of
from gongdan.rooms.integration.ports import InboundOrders, Sought
from gongdan.rooms.workorders.contract import DeliverMessage, ReportOrder


class Wanted(Struct, frozen=True):
    """What a body asks for; a message with the order that it is for."""

    command: ReportOrder | DeliverMessage
    order: UUID | None = None
    number: str = ""


async def understood(
    orders: InboundOrders, tenant: UUID, inbound: Inbound, body: object
) -> Wanted | Refused:
    """Return what a body asks for in this tenant's words."""
    does = inbound.does
    values = values_of(does.takes, body)
    if isinstance(values, Refused):
        return values
    if isinstance(does, Advances):
        return await _addressed(
            orders, tenant, does, command=message_of(does.message, values), body=body
        )
    command, code = report_of(does, values), values.get("asset")
    if code is None:
        return Wanted(command)
    asset = await orders.asset_of(tenant, str(code))
    if asset is None:
        return malformed(Refusal.INBOUND_ASSET_UNKNOWN, place_of(does.takes, "/asset"))
    return Wanted(replace(command, asset=asset))


def placed(inbound: Inbound, no: Refused) -> Refused:
    """Return an order's refusal with its place in the body, where it has one there."""
    at = place_of(inbound.does.takes, no.field) if no.field else ""
    return Refused(no.code, no.kind, no.facts, at or no.field)


async def _addressed(
    orders: InboundOrders, tenant: UUID, does: Advances, *, command: DeliverMessage, body: object
) -> Wanted | Refused:
    """Find the one order that a message is for."""
    value = at_pointer(body, does.at)
    if not isinstance(value, str | int) or isinstance(value, bool):
        return malformed(Refusal.INBOUND_VALUE_UNFIT, does.at, to=does.field or "number")
    sought = Sought(message=does.message, value=str(value)[:200], field=does.field)
    found = await orders.found(tenant, sought)
    if not found:
        return Refused(Refusal.INBOUND_ORDER_UNKNOWN, field=does.at)
    waiting = [each for each in found if each.waits]
    if not waiting:
        facts: dict[str, str | int | list[str]] = {"message": does.message}
        return Refused(Refusal.INBOUND_NOBODY_WAITS, facts=facts, field=does.at)
    if len(waiting) > 1:
        return Refused(Refusal.INBOUND_ORDER_UNCLEAR, field=does.at)
    return Wanted(command, waiting[0].id, waiting[0].number)
