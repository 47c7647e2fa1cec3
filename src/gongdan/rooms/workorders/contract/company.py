"""Who keeps an order company: what they say to one another, who watches it, who helps with it.

All of it is additive: it needs no `If-Match`, and the server tries again where two were at once.
"""

from typing import TypeAlias
from uuid import UUID

from gongdan.kernel.messages import Command
from gongdan.rooms.workorders.contract.order import OrderEvent


class AddComment(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """评论: say something. `internal`: for those only who see the house's internal fields."""

    text: str
    internal: bool = False
    mentions: tuple[UUID, ...] = ()


class WatchOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """关注: be told of what happens; `who` is somebody else, left out it is oneself."""

    who: UUID | None = None


class UnwatchOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """取消关注: no longer be told."""

    who: UUID | None = None


class AddHelper(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """协办: let somebody work along; the step stays with its holder."""

    who: UUID
    reason: str = ""


class RemoveHelper(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """取消协办: the help is over."""

    who: UUID
    reason: str = ""


class CommentAdded(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody said something; `told` are those to whom the house tells it."""

    text: str
    internal: bool = False
    mentions: tuple[UUID, ...] = ()
    told: tuple[UUID, ...] = ()


class WatcherAdded(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody watches the order from now on."""

    who: UUID


class WatcherRemoved(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody watches the order no longer."""

    who: UUID


class HelperAdded(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody works along from now on."""

    who: UUID
    reason: str = ""


class HelperRemoved(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody works along no longer."""

    who: UUID
    reason: str = ""


AnyCompany: TypeAlias = AddComment | WatchOrder | UnwatchOrder | AddHelper | RemoveHelper
AnyCompanyEvent: TypeAlias = (
    CommentAdded | WatcherAdded | WatcherRemoved | HelperAdded | HelperRemoved
)
