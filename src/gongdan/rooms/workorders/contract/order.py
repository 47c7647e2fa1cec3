"""The words that commands and events of an order share."""

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from gongdan.engines.flow.model import FlowEvent
from gongdan.kernel.messages import Command, Event
from gongdan.rooms.workorders.contract.timing import TimerRuns

KIND = "order"
"""The kind of an order's stream."""

Json: TypeAlias = object
"""Plain JSON data whose shape a definition's form decides."""


class OrderStatus(StrEnum):
    """Where an order is in its life; every definition's own words map onto these."""

    OPEN = "open"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"
    MERGED = "merged"


class DefinitionPin(Struct, frozen=True):
    """The published definition by which an order runs, for good unless it is migrated."""

    key: str
    version: int


class OrderEvent(Event, frozen=True, kw_only=True, omit_defaults=True):
    """Something that happened to an order; `moves` is what the flow engine did with it.

    `timers` are those that were set, put off or taken up again by it.
    """

    moves: tuple[FlowEvent, ...] = ()
    timers: tuple[TimerRuns, ...] = ()


class AdditiveCommand(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Adds to an order whatever happens to it meanwhile: sent without `If-Match`, tried again."""
