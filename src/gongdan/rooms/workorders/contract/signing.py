"""What people do with a step between them: lend it, sign together, take it back, jump.

A step that several sign (会签) has a token for each of them; each completes his own.
"""

from typing import Literal, TypeAlias
from uuid import UUID

from gongdan.kernel.messages import Command
from gongdan.rooms.workorders.contract.order import OrderEvent

Place: TypeAlias = Literal["before", "after", "together"]
"""When added signers sign: in turn before or after who adds them, or together with him."""


class DelegateOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """委派: let somebody work at the step; it comes back for the decision."""

    to: UUID
    node: str = ""
    reason: str = ""


class HandBackOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """交还: the delegate has done his part; the step goes back to who lent it."""

    node: str = ""
    reason: str = ""


class AddSigners(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """加签: let others sign too."""

    people: tuple[UUID, ...]
    place: Place = "together"
    node: str = ""
    reason: str = ""


class RemoveSigner(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """减签: take somebody out who has yet to sign, for a reason."""

    person: UUID
    reason: str
    node: str = ""


class TakeBackStep(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """拿回: take the step back that one did last, as long as nobody has acted since."""

    reason: str = ""


class JumpOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """跳转: set the order onto a step, whatever it stood on; for a reason, never over a stage."""

    to: str
    reason: str


class SignersAdded(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Others sign too at `node`."""

    node: str
    people: tuple[UUID, ...]
    place: Place
    reason: str = ""


class SignerRemoved(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody need not sign at `node` any more."""

    node: str
    person: UUID
    reason: str = ""


class StepTakenBack(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Who did the step `node` took it back."""

    node: str
    reason: str = ""


class OrderJumped(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """An administrator set the order from `node` onto the step `to`."""

    node: str
    to: str
    reason: str = ""


class OrderTimerFired(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The time of the timer event `node` came, and the order went on from there."""

    node: str
    timer: int


AnySigning: TypeAlias = AddSigners | RemoveSigner
AnySigningEvent: TypeAlias = SignersAdded | SignerRemoved
AnyTurn: TypeAlias = TakeBackStep | JumpOrder
AnyTurnEvent: TypeAlias = StepTakenBack | OrderJumped | OrderTimerFired
"""Ways that nobody drew: back to who did the step, onto any step, on by a timer."""
