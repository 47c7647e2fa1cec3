"""申报: the decision to take an order in, and to correct what it says."""

from decimal import Decimal

import msgspec

from gongdan.engines.flow.model import FlowRefusal, Start
from gongdan.engines.flow.step import step
from gongdan.kernel.canonical import decimal_text
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AmendOrder,
    Location,
    OrderAmended,
    OrderDetails,
    OrderReported,
    OrderStatus,
    ReportOrder,
)
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts
from gongdan.rooms.workorders.domain.refusals import OrderCode, from_flow, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState, priority_of

_FINEST = -15  # digits after the point, where 7 are a centimetre
_SEALING = {"subject", "sealed"}
_PLAIN = ("title", "description", "urgency", "impact", "place", "asset", "customer", "tags")


def report(command: ReportOrder, facts: OrderFacts) -> Accepted[OrderReported] | Refused:
    """Decide on a new order: its words are complete, and its definition can start."""
    if (fault := _place_fault(command.location)) is not None:
        return fault
    details = _details(command, facts)
    if (fault := details_fault(details) or _form_fault(facts)) is not None:
        return fault
    event = OrderReported(
        number=facts.number,
        definition=facts.definition,
        reporter=facts.actor,
        details=details,
    )
    unborn = OrderState(definition=facts.definition, reporter=facts.actor, details=details)
    moves = step(facts.flow, unborn.flow, Start(), flow_facts(facts, unborn))
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    return Accepted((msgspec.structs.replace(event, moves=moves),))


def amend(
    state: OrderState, command: AmendOrder, facts: OrderFacts
) -> Accepted[OrderAmended] | Refused:
    """Decide on a correction: an ended order is left as it was."""
    if state.status in (OrderStatus.ARCHIVED, OrderStatus.CANCELLED):
        return refuse(OrderCode.ORDER_ENDED, number=state.number)
    if (fault := _place_fault(command.location)) is not None:
        return fault
    details = _amended(state.details, command, facts)
    if (fault := details_fault(details) or _form_fault(facts)) is not None:
        return fault
    changed = (*_changed(state.details, details), *sorted(facts.sealed))
    if not changed:
        return refuse(OrderCode.NOTHING_CHANGED, number=state.number)
    return Accepted((OrderAmended(details=details, changed=changed, reason=command.reason),))


def _changed(before: OrderDetails, after: OrderDetails) -> list[str]:
    names = (name for name in OrderDetails.__struct_fields__ if name not in _SEALING)
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _details(command: ReportOrder, facts: OrderFacts) -> OrderDetails:
    latitude, longitude = _degrees(command.location)
    return OrderDetails(
        title=command.title.strip(),
        description=command.description,
        urgency=command.urgency,
        impact=command.impact,
        priority=priority_of(command.urgency, command.impact),
        subject=facts.subject,
        sealed=facts.sealed,
        place=command.place,
        latitude=latitude,
        longitude=longitude,
        asset=command.asset,
        customer=command.customer,
        unit=command.unit,
        unit_path=facts.unit_path,
        tags=command.tags,
        due_at=command.due_at,
        fields=facts.data,
    )


def _amended(details: OrderDetails, command: AmendOrder, facts: OrderFacts) -> OrderDetails:
    given = {name: value for name in _PLAIN if (value := getattr(command, name)) is not None}
    merged = msgspec.structs.replace(details, **given)
    latitude, longitude = _degrees(command.location)
    return msgspec.structs.replace(
        merged,
        priority=priority_of(merged.urgency, merged.impact),
        latitude=latitude or details.latitude,
        longitude=longitude or details.longitude,
        due_at=command.due_at or details.due_at,
        subject=facts.subject or details.subject,
        sealed={**details.sealed, **facts.sealed},
        fields={**details.fields, **facts.data},
    )


def _degrees(location: Location | None) -> tuple[str, str]:
    if location is None or location.latitude is None or location.longitude is None:
        return "", ""
    return decimal_text(location.latitude), decimal_text(location.longitude)


def details_fault(details: OrderDetails) -> Refused | None:
    """Return what is wrong with an order's own words, whoever brought them."""
    if not details.title.strip():
        return malformed(OrderCode.TITLE_MISSING, "/title")
    if not 1 <= details.urgency <= 4:
        return malformed(OrderCode.URGENCY_OUT_OF_RANGE, "/urgency")
    if not 1 <= details.impact <= 3:
        return malformed(OrderCode.IMPACT_OUT_OF_RANGE, "/impact")
    return None


def _place_fault(location: Location | None) -> Refused | None:
    if location is None or location.latitude is location.longitude is None:
        return None
    if _within(location.latitude, 90) and _within(location.longitude, 180):
        return None
    return malformed(OrderCode.PLACE_OUT_OF_RANGE, "/location")


def _within(degrees: Decimal | None, most: int) -> bool:
    # a number of a million digits is finite, too, and must not be written out
    if degrees is None or not degrees.is_finite() or degrees.adjusted() > 3:
        return False
    return abs(degrees) <= most and int(degrees.as_tuple().exponent) >= _FINEST


def _form_fault(facts: OrderFacts) -> Refused | None:
    if not facts.form_faults:
        return None
    first = facts.form_faults[0]
    problems = [f"{fault.pointer}: {fault.problem}" for fault in facts.form_faults]
    return malformed(OrderCode.FORM_INCOMPLETE, first.pointer, problems=problems)
