"""How orders are tied to one another: links, duplicates that were merged, children split off.

A tie stands in the streams of both orders; both events are stored as one act, or neither is.
"""

from typing import Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Command
from gongdan.rooms.workorders.contract.order import Json, OrderEvent

LinkKind: TypeAlias = Literal[
    "relates", "duplicates", "duplicated_by", "blocks", "blocked_by", "caused_by", "causes"
]
"""How an order stands to the other; each has its word for the way back."""


class LinkOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """关联: say how the order stands to another one. Additive."""

    to: UUID
    kind: LinkKind = "relates"


class UnlinkOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """取消关联: take a link away. Additive."""

    to: UUID
    kind: LinkKind = "relates"


class MergeOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """合并: the order is the same as `into`, where the work goes on; it rests from now on."""

    into: UUID
    reason: str = ""


class UnmergeOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """取消合并: it was no duplicate; it goes on where it stood, while the other has not moved."""

    reason: str


class ChildWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One part of the work; what is left out is as in the parent."""

    title: str
    description: str = ""
    urgency: int | None = None
    place: str | None = None
    asset: UUID | None = None


class SplitOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """拆分: report each part of the work as an order of its own."""

    children: tuple[ChildWanted, ...]
    reason: str = ""


class TieEvent(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Something about this order and another one, which has the number `number`."""

    order: UUID
    number: str


class OrderLinked(TieEvent, frozen=True, kw_only=True, omit_defaults=True):
    """This order stands so to the other."""

    kind: LinkKind


class OrderUnlinked(TieEvent, frozen=True, kw_only=True, omit_defaults=True):
    """This order stands so to the other no longer."""

    kind: LinkKind


class OrderMerged(TieEvent, frozen=True, kw_only=True, omit_defaults=True):
    """This order rests as a duplicate of the other; `stood` is where the other stood then."""

    stood: str
    reason: str = ""


class OrderUnmerged(TieEvent, frozen=True, kw_only=True, omit_defaults=True):
    """This order was no duplicate of the other, and goes on."""

    reason: str = ""


class DuplicateMerged(TieEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The other order was merged into this one."""

    reason: str = ""


class DuplicateReleased(TieEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The other order is no longer merged into this one."""

    reason: str = ""


class ChildMade(Struct, frozen=True):
    """A part of the work, as an order of its own."""

    order: UUID
    number: str
    title: str


class OrderSplit(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Parts of the work became orders of their own."""

    children: tuple[ChildMade, ...]
    reason: str = ""


class ChildEnded(TieEvent, frozen=True, kw_only=True, omit_defaults=True):
    """A child that the flow had demanded has ended, archived or `cancelled`.

    `data` is what it brings along: its fields and answers, for the parent's roll-up.
    """

    cancelled: bool = False
    data: dict[str, Json] = {}


AnyPairing: TypeAlias = LinkOrder | UnlinkOrder | MergeOrder | UnmergeOrder
AnyTieEvent: TypeAlias = (
    OrderLinked
    | OrderUnlinked
    | OrderMerged
    | OrderUnmerged
    | DuplicateMerged
    | DuplicateReleased
    | OrderSplit
    | ChildEnded
)
