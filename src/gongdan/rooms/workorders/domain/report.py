"""申报: the decision to take an order in, and to correct what it says."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec
from msgspec import UNSET, UnsetType

from gongdan.engines.flow.model import FlowRefusal, Start
from gongdan.engines.flow.step import step
from gongdan.kernel.canonical import decimal_text
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract import (
    AmendOrder,
    Contact,
    Location,
    OrderAmended,
    OrderDetails,
    OrderReported,
    OrderStatus,
    ReportOrder,
)
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts, unfilled
from gongdan.rooms.workorders.domain.refusals import OrderCode, from_flow, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState, priority_of

_FINEST = -15  # digits after the point, where 7 are a centimetre
_SEALING = {"subject", "sealed"}
_PLAIN = ("title", "description", "urgency", "impact", "place", "tags")
_SPOKEN = ("name", "phone", "email", "address")
_OPTIONAL = ("asset", "customer", "due_at")
"""What an order can do without: null takes it away."""


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
    gone = state.details.sealed.keys() - details.sealed.keys()
    changed = (*_changed(state.details, details), *sorted({*facts.sealed, *gone}))
    if not changed:
        return refuse(OrderCode.NOTHING_CHANGED, number=state.number)
    return Accepted((OrderAmended(details=details, changed=changed, reason=command.reason),))


def _changed(before: OrderDetails, after: OrderDetails) -> list[str]:
    names = (name for name in OrderDetails.__struct_fields__ if name not in _SEALING)
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _details(command: ReportOrder, facts: OrderFacts) -> OrderDetails:
    where = command.location or Location()
    latitude, longitude = _degrees(where.latitude, where.longitude)
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
    given |= {name: value for name in _OPTIONAL if (value := getattr(command, name)) is not UNSET}
    merged = msgspec.structs.replace(details, **given)
    latitude, longitude = _moved(details, command)
    return msgspec.structs.replace(
        merged,
        priority=priority_of(merged.urgency, merged.impact),
        latitude=latitude,
        longitude=longitude,
        subject=facts.subject or details.subject,
        sealed={**_kept(details.sealed, command), **facts.sealed},
        fields=details.fields if command.fields is None else facts.data,
    )


def _moved(details: OrderDetails, command: AmendOrder) -> tuple[str, str]:
    """Return the coordinates as they will be: the ones given, none, or those that stand."""
    if isinstance(command.location, Location):
        given = (command.location.latitude, command.location.longitude)
        stays = UNSET in given
    else:
        given, stays = (None, None), command.location is UNSET
    return (details.latitude, details.longitude) if stays else _degrees(*given)


def _kept(sealed: Mapping[str, Sealed], command: AmendOrder) -> dict[str, Sealed]:
    """Return the sealed parts that stay."""
    gone = emptied(command)
    return {name: part for name, part in sealed.items() if name not in gone}


def emptied(command: object) -> frozenset[str]:
    """Return the parts that a command takes away (null): of contact, location, the kind's form."""
    if not isinstance(command, AmendOrder):
        return frozenset()
    answers = {name for name, value in (command.fields or {}).items() if value is None}
    contact, location = _gone("contact", command.contact), _gone("location", command.location)
    return frozenset(answers | contact | location)


def _gone(whole: str, given: Contact | Location | UnsetType | None) -> set[str]:
    """Return the sealed parts of a contact or location that go: all with null, else each null."""
    match given:
        case None:
            return {f"{whole}.{name}" for name in _SPOKEN}
        case Contact() | Location():
            return {f"{whole}.{name}" for name in _SPOKEN if getattr(given, name, "") is None}
        case _:
            return set()


def _degrees(
    latitude: Decimal | UnsetType | None, longitude: Decimal | UnsetType | None
) -> tuple[str, str]:
    if isinstance(latitude, Decimal) and isinstance(longitude, Decimal):
        return decimal_text(latitude), decimal_text(longitude)
    return "", ""


def details_fault(details: OrderDetails) -> Refused | None:
    """Return what is wrong with an order's own words, whoever brought them."""
    if not details.title.strip():
        return malformed(OrderCode.TITLE_MISSING, "/title")
    if not 1 <= details.urgency <= 4:
        return malformed(OrderCode.URGENCY_OUT_OF_RANGE, "/urgency")
    if not 1 <= details.impact <= 3:
        return malformed(OrderCode.IMPACT_OUT_OF_RANGE, "/impact")
    return None


def _place_fault(location: Location | UnsetType | None) -> Refused | None:
    if not isinstance(location, Location):
        return None
    degrees = (location.latitude, location.longitude)
    if not any(isinstance(each, Decimal) for each in degrees):
        return None
    if _within(location.latitude, 90) and _within(location.longitude, 180):
        return None
    return malformed(OrderCode.PLACE_OUT_OF_RANGE, "/location")


def _within(degrees: Decimal | UnsetType | None, most: int) -> bool:
    # a number of a million digits is finite, too, and must not be written out
    if not isinstance(degrees, Decimal) or not degrees.is_finite() or degrees.adjusted() > 3:
        return False
    return abs(degrees) <= most and int(degrees.as_tuple().exponent) >= _FINEST


def _form_fault(facts: OrderFacts) -> Refused | None:
    return unfilled(facts.form_faults) if facts.form_faults else None
