"""安排: an appointment that can be kept, a length that can be planned, tools and parts by name."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from msgspec import UNSET
from msgspec.structs import replace

from gongdan.kernel.canonical import decimal_text
from gongdan.kernel.messages import Accepted, Refused
from gongdan.kernel.text import fold
from gongdan.rooms.workorders.contract import (
    OrderStatus,
)
from gongdan.rooms.workorders.contract.needs import (
    Appointment,
    Needs,
    OrderScheduled,
    PartNeeded,
    PartWanted,
    ScheduleOrder,
)
from gongdan.rooms.workorders.domain.facts import BesideFacts
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed, refuse
from gongdan.rooms.workorders.domain.state import OrderState

LONGEST: Final = timedelta(hours=24)
"""An appointment that is wider says nothing about when somebody comes."""
FARTHEST: Final = timedelta(days=400)
LEAST_MINUTES, MOST_MINUTES = 5, 1_440
_LARGEST, _FINEST = 10**6, -3


def schedule(
    state: OrderState, command: ScheduleOrder, facts: BesideFacts
) -> Accepted[OrderScheduled] | Refused:
    """Decide on what the work takes; what stands already changes nothing."""
    if state.status not in (OrderStatus.OPEN, OrderStatus.SUSPENDED):
        return refuse(OrderCode.ORDER_ENDED, number=state.number)
    before = state.beside.needs
    wrong = _wrong_appointment(before, command, facts.now) or _wrong_work(command)
    if wrong is not None:
        return wrong
    parts = _parts(command)
    if isinstance(parts, Refused):
        return parts
    after = _with(before, command, parts, facts.zone)
    changed = tuple(
        name
        for name in ("appointment", "minutes", "tools", "parts")
        if getattr(before, name) != getattr(after, name)
    )
    if not changed:
        return Accepted(())
    return Accepted((OrderScheduled(needs=after, changed=changed, reason=command.reason),))


def _wrong_appointment(
    before: Needs, command: ScheduleOrder, now: datetime | None
) -> Refused | None:
    wanted = command.appointment
    if not isinstance(wanted, Appointment) or wanted == before.appointment:
        return None
    if wanted.ends <= wanted.begins:
        return malformed(OrderCode.APPOINTMENT_BACKWARDS, "/appointment/ends")
    if wanted.ends - wanted.begins > LONGEST:
        hours = int(LONGEST.total_seconds()) // 3_600
        return malformed(OrderCode.APPOINTMENT_LONG, "/appointment/ends", hours=hours)
    if now is not None and wanted.ends <= now:
        return malformed(OrderCode.APPOINTMENT_PAST, "/appointment/begins")
    if now is not None and wanted.begins > now + FARTHEST:
        return malformed(OrderCode.APPOINTMENT_FAR, "/appointment/begins", days=FARTHEST.days)
    return None


def _wrong_work(command: ScheduleOrder) -> Refused | None:
    minutes = command.minutes
    if isinstance(minutes, int) and not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        return malformed(
            OrderCode.DURATION_OUT_OF_RANGE, "/minutes", least=LEAST_MINUTES, most=MOST_MINUTES
        )
    return None


def _parts(command: ScheduleOrder) -> tuple[PartNeeded, ...] | Refused:
    """Return the parts, each code once with all that is wanted of it."""
    wanted = () if command.parts is UNSET else command.parts
    found: dict[str, PartWanted] = {}
    for place, each in enumerate(wanted):
        if not each.code.strip():
            return malformed(OrderCode.ITEM_MISSING, f"/parts/{place}/code")
        if not _usable(each.amount):
            return malformed(OrderCode.PART_AMOUNT, f"/parts/{place}/amount")
        known = found.get(fold(each.code))
        amount = each.amount + (known.amount if known else 0)
        found[fold(each.code)] = PartWanted(known.code if known else each.code, amount)
    return tuple(PartNeeded(each.code, decimal_text(each.amount)) for each in found.values())


def _usable(amount: Decimal) -> bool:
    if not amount.is_finite() or amount.adjusted() > 6:
        return False
    return 0 < amount < _LARGEST and int(amount.as_tuple().exponent) >= _FINEST


def _with(before: Needs, command: ScheduleOrder, parts: tuple[PartNeeded, ...], zone: str) -> Needs:
    after = before
    if command.appointment is not UNSET:
        agreed = command.appointment
        after = replace(after, appointment=agreed, zone=zone if agreed else "")
    if command.minutes is not UNSET:
        after = replace(after, minutes=command.minutes or 0)
    if command.tools is not UNSET:
        tools = {fold(tool): tool for tool in reversed(command.tools) if tool.strip()}
        after = replace(after, tools=tuple(reversed(tools.values())))
    return after if command.parts is UNSET else replace(after, parts=parts)
