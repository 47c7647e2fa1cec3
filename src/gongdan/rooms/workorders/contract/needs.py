"""What the work of an order takes: when somebody comes, for how long, with which tools and parts.

Additive like comments: whoever says one of them leaves the others as they are.
"""

from datetime import datetime
from decimal import Decimal

from msgspec import UNSET, Struct, UnsetType

from gongdan.kernel.messages import Command
from gongdan.rooms.workorders.contract.order import OrderEvent


class Appointment(Struct, frozen=True, forbid_unknown_fields=True):
    """Between when and when somebody comes and begins, as it was agreed."""

    begins: datetime
    ends: datetime


class PartWanted(Struct, frozen=True, forbid_unknown_fields=True):
    """A part that has to be carried to the work: its code, and how much of it."""

    code: str
    amount: Decimal = Decimal(1)


class PartNeeded(Struct, frozen=True):
    """The same as it is stored: `amount` is a decimal as text."""

    code: str
    amount: str


class ScheduleOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """安排: say what the work takes. What is left out stays; null (or an empty list) takes away.

    `minutes` is how long the work lasts on site, without the way there.
    """

    appointment: Appointment | UnsetType | None = UNSET
    minutes: int | UnsetType | None = UNSET
    tools: tuple[str, ...] | UnsetType = UNSET
    parts: tuple[PartWanted, ...] | UnsetType = UNSET
    reason: str = ""


class Needs(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the work takes, as far as anybody has said; `minutes` 0: nobody has.

    `zone` (IANA) is the one in whose days and hours the appointment was agreed.
    """

    appointment: Appointment | None = None
    zone: str = ""
    minutes: int = 0
    tools: tuple[str, ...] = ()
    parts: tuple[PartNeeded, ...] = ()


class OrderScheduled(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody said what the work takes: `needs` is all of it; `changed` names what is new."""

    needs: Needs
    changed: tuple[str, ...]
    reason: str = ""
