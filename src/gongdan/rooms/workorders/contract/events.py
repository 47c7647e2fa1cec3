"""What can have happened to an order, in the past tense. Stored: these shapes are for ever.

An event carries every result of its decision (`moves` holds what the flow engine did), so
that folding it needs no definition and no clock.
"""

from datetime import datetime
from typing import TypeAlias, get_args
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract.bookings import AnyBookingEvent
from gongdan.rooms.workorders.contract.calls import ServiceCalled
from gongdan.rooms.workorders.contract.company import AnyCompanyEvent
from gongdan.rooms.workorders.contract.evidence import AnyProofEvent
from gongdan.rooms.workorders.contract.moving import OrderMigrated
from gongdan.rooms.workorders.contract.needs import OrderScheduled
from gongdan.rooms.workorders.contract.order import DefinitionPin, Json, OrderEvent
from gongdan.rooms.workorders.contract.signing import AnySigningEvent, AnyTurnEvent
from gongdan.rooms.workorders.contract.ties import AnyTieEvent


class OrderDetails(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an order says of itself; personal parts are sealed under the subject's key."""

    title: str = ""
    description: str = ""
    urgency: int = 3
    impact: int = 3
    priority: int = 3
    subject: UUID | None = None
    sealed: dict[str, Sealed] = {}
    place: str = ""
    latitude: str = ""
    longitude: str = ""
    asset: UUID | None = None
    customer: UUID | None = None
    unit: UUID | None = None
    unit_path: str = ""
    tags: tuple[str, ...] = ()
    due_at: datetime | None = None
    fields: dict[str, Json] = {}


class OrderReported(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """An order was reported under a number, and runs by a pinned definition.

    `parent` is the order from which it was split.
    """

    number: str
    definition: DefinitionPin
    reporter: UUID | None = None
    details: OrderDetails
    parent: UUID | None = None
    parent_number: str = ""


class OrderAmended(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """What the order says was corrected; `changed` names the corrected parts."""

    details: OrderDetails
    changed: tuple[str, ...]
    reason: str = ""


class StepEvent(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """A step of the loop was done at a node, with its outcome and its form's data."""

    node: str
    outcome: str = ""
    reason: str = ""
    data: dict[str, Json] = {}
    sealed: dict[str, Sealed] = {}


class OrderResubmitted(StepEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The reporter handed the order in again after it was returned."""


class OrderAccepted(StepEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The order was taken on, by whom it will be done where that was said."""

    assignee: UUID | None = None


class WorkCompleted(StepEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The work was reported as done."""


class OrderVerified(StepEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The result was judged: `outcome` says how, and a rejection leads back to the work.

    `rating` is 1 to 5, 0 where nobody rated. `unanswered_days` is above 0 where nobody
    judged for so many working days and the definition's outcome was taken.
    """

    rating: int = 0
    rating_note: str = ""
    unanswered_days: int = 0


class OrderArchived(StepEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The loop was closed."""


class MessageReceived(StepEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The message that a step waited for came from outside, with what it brought.

    `subject` is whose personal values it brought, where it did.
    """

    message: str
    subject: UUID | None = None


class HandEvent(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The open step at a node came into other hands."""

    node: str
    to: UUID
    reason: str = ""


class OrderAssigned(HandEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody entitled gave the step to `to`."""


class OrderClaimed(HandEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The candidate `to` took the step."""


class OrderTransferred(HandEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Who held the step handed it over to `to`."""


class OrderDelegated(HandEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Who held the step lets `to` work at it, and gets it back for the decision."""


class OrderHandedBack(HandEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The delegate gave the step back to `to`."""


class ReasonedEvent(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Something was done to the whole order for a stated reason."""

    reason: str = ""


class OrderRejected(ReasonedEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The order was sent back from `node` to the visited step `to`."""

    node: str
    to: str


class OrderReturned(ReasonedEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The order was sent back from `node` to who reported it."""

    node: str


class OrderSuspended(ReasonedEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The order rests; `waits_for` says whose turn it is meanwhile, where that was said."""

    waits_for: str = ""


class OrderResumed(ReasonedEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The order goes on."""


class OrderCancelled(ReasonedEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The order ended outside the loop; `with_children`: its open parts are to end with it."""

    with_children: bool = False


class OrderReopened(ReasonedEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The archived order was opened again."""


class OrderReminded(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Who holds the step at `node` was reminded; `at` is the server's time of the asking."""

    node: str
    at: datetime
    note: str = ""


class OrderSigned(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody signed what stood on the screen.

    `statement` is its canonical JSON (RFC 8785), `digest` the SHA-256 of it, `version` the
    order's version that it told of. `picture` is the SHA-256 of the signature's picture, `file`
    its id ("" and None for a typed name). The signer's name is in `sealed["signer"]`. Nothing is
    kept of how the pen moved. `answers` is the SHA-256 of the answers that the statement names
    beside those that the order held ("": none).
    """

    statement: str
    digest: str
    language: str
    version: int
    node: str = ""
    picture: str = ""
    file: UUID | None = None
    sealed: dict[str, Sealed] = {}
    subject: UUID | None = None
    answers: str = ""


class OrderImported(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """An order came in from another system and stands where the mapping says; no act was done."""

    number: str
    definition: DefinitionPin
    source: str
    external_id: str
    details: OrderDetails


class ImportedActRecorded(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """A line of foreign history, kept as claimed, in the file's order; it moved no token."""

    activity: str
    actor_label: str
    claimed_at: datetime
    row: int


AnyStepEvent: TypeAlias = (
    OrderResubmitted | OrderAccepted | WorkCompleted | OrderVerified | OrderArchived
)
AnyHandEvent: TypeAlias = (
    OrderAssigned | OrderClaimed | OrderTransferred | OrderDelegated | OrderHandedBack
)
AnyWayEvent: TypeAlias = (
    OrderRejected | OrderReturned | OrderSuspended | OrderResumed | OrderCancelled | OrderReopened
)
AnyAdditionEvent: TypeAlias = OrderReminded | OrderSigned
AnyBesideEvent: TypeAlias = AnyCompanyEvent | AnyTieEvent | AnyBookingEvent | OrderScheduled
"""What leaves the loop where it is, but for a merge, which lets it rest."""

AnyOrderEvent: TypeAlias = (
    OrderReported
    | OrderAmended
    | AnyStepEvent
    | AnyHandEvent
    | AnyWayEvent
    | AnySigningEvent
    | AnyTurnEvent
    | ServiceCalled
    | MessageReceived
    | AnyAdditionEvent
    | OrderImported
    | ImportedActRecorded
    | OrderMigrated
    | AnyBesideEvent
    | AnyProofEvent
)

ORDER_EVENTS: tuple[type[AnyOrderEvent], ...] = get_args(AnyOrderEvent)
"""Every type of event that an order's stream can hold."""
