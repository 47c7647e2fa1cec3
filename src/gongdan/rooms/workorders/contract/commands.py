"""What can be asked of an order, in the imperative."""

from datetime import datetime
from decimal import Decimal
from typing import Literal, TypeAlias
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from gongdan.engines.flow.model import Stage
from gongdan.kernel.messages import Command
from gongdan.rooms.workorders.contract.order import AdditiveCommand, Json
from gongdan.rooms.workorders.contract.outside import AnyFromOutside
from gongdan.rooms.workorders.contract.signing import (
    AnySigning,
    AnyTurn,
    DelegateOrder,
    HandBackOrder,
)


class Contact(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to ask or meet, in the clear: stands in commands only, never in an event.

    In an amendment an empty part stays as it is, and null takes it away.
    """

    name: str | None = ""
    phone: str | None = ""
    email: str | None = ""


class Location(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the work is: WGS-84 degrees; the address is personal and sealed before storing.

    In an amendment what is left out (or an empty address) stays, and null takes it away.
    """

    address: str | None = ""
    latitude: Decimal | UnsetType | None = UNSET
    longitude: Decimal | UnsetType | None = UNSET


class ReportOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """申报: ask for work. Urgency 1 (now) to 4 (some time); impact 1 (many) to 3 (one person)."""

    type: str = "five_step"
    title: str
    description: str = ""
    urgency: int = 3
    impact: int = 3
    contact: Contact | None = None
    location: Location | None = None
    place: str = ""
    asset: UUID | None = None
    customer: UUID | None = None
    unit: UUID | None = None
    tags: tuple[str, ...] = ()
    due_at: datetime | None = None
    fields: dict[str, Json] = {}


class AmendOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Correct what was reported; what is left out stays as it is.

    Null takes away what an order can do without: asset, customer, due time, contact and
    location (whole or by part), and answers of the kind's form.
    """

    title: str | None = None
    description: str | None = None
    urgency: int | None = None
    impact: int | None = None
    contact: Contact | UnsetType | None = UNSET
    location: Location | UnsetType | None = UNSET
    place: str | None = None
    asset: UUID | UnsetType | None = UNSET
    customer: UUID | UnsetType | None = UNSET
    tags: tuple[str, ...] | None = None
    due_at: datetime | UnsetType | None = UNSET
    fields: dict[str, Json] | None = None
    reason: str = ""


class StepCommand(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Complete the open step of a stage: `node` says which where several are open."""

    node: str = ""
    outcome: str = ""
    data: dict[str, Json] = {}
    reason: str = ""


class ResubmitOrder(StepCommand, frozen=True, kw_only=True):
    """申报 again, after the order was returned to its reporter."""


class AcceptOrder(StepCommand, frozen=True, kw_only=True):
    """受理: take the order on, and name who does it where that is known (`assignee`)."""

    assignee: UUID | None = None


class CompleteWork(StepCommand, frozen=True, kw_only=True):
    """执行: the work is done; `data` is the step's form."""


class VerifyOrder(StepCommand, frozen=True, kw_only=True):
    """验收: `outcome` passed, or rejected with a reason (back to the work).

    `rating` is how content who verifies is, 1 to 5 (CSAT), with a note if he likes.
    """

    rating: int | None = None
    rating_note: str = ""


class ArchiveOrder(StepCommand, frozen=True, kw_only=True):
    """归档: close the loop."""


class AssignOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """指派: give the open step to somebody."""

    to: UUID
    node: str = ""
    reason: str = ""


class ClaimOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """认领: a candidate takes the open step."""

    node: str = ""


class TransferOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """转办: who holds the open step hands it over."""

    to: UUID
    node: str = ""
    reason: str = ""


class RejectOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """驳回: send the order back to a step that it has visited, then go on or come straight back."""

    to: str
    reason: str
    node: str = ""
    resume: Literal["go_on", "come_back"] = "go_on"


class ReturnOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """退回: send the order back to who reported it, saying what is missing."""

    reason: str
    node: str = ""


class SuspendOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """挂起: let the order rest, with the reason, and whom it waits for."""

    reason: str
    waits_for: Literal["", "customer", "supplier"] = ""


class ResumeOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """恢复: go on after a suspension."""


class CancelOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """取消: end the order outside the loop, with the reason; `with_children`: its parts as well."""

    reason: str
    with_children: bool = False


class ReopenOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """重新打开: open an archived order again at a step that it has visited."""

    reason: str
    to: str = ""


class RemindOrder(AdditiveCommand, frozen=True, kw_only=True):
    """催单: tell who holds the order that somebody waits for it."""

    note: str = ""


class SignOrder(AdditiveCommand, frozen=True, kw_only=True):
    """签字: sign what was read on the screen.

    `digest` is that of the statement which the server composed and the page showed, in
    `language`; `signer` the name of who signs; `picture` an uploaded picture of the signature
    (left out: the typed name stands for it). `answers` are those with which the signer is about
    to verify at `node` with `outcome`: the statement names them, and no others can follow.
    """

    digest: str
    language: str
    signer: str
    picture: UUID | None = None
    node: str = ""
    outcome: str = ""
    answers: dict[str, Json] = {}


AnyStep: TypeAlias = ResubmitOrder | AcceptOrder | CompleteWork | VerifyOrder | ArchiveOrder
AnyAddition: TypeAlias = RemindOrder | SignOrder
AnyAct: TypeAlias = (
    AnyStep
    | AssignOrder
    | ClaimOrder
    | TransferOrder
    | RejectOrder
    | ReturnOrder
    | SuspendOrder
    | ResumeOrder
    | CancelOrder
    | ReopenOrder
    | DelegateOrder
    | HandBackOrder
    | AnySigning
    | AnyTurn
    | AnyAddition
    | AnyFromOutside
)
"""Everything that can be done to an order that exists, but for amending it."""


class ImportedAct(Struct, frozen=True, kw_only=True):
    """One line of a foreign history: what it says was done, by whom, when. A claim, not an act."""

    activity: str
    actor_label: str
    claimed_at: datetime
    row: int


class ImportOrder(Command, frozen=True, kw_only=True):
    """Bring an order in from another system, at the stage (or end) that the mapping names."""

    source: str
    external_id: str
    type: str = "five_step"
    title: str
    description: str = ""
    urgency: int = 3
    impact: int = 3
    place: str = ""
    tags: tuple[str, ...] = ()
    contact: Contact | None = None
    asset: UUID | None = None
    customer: UUID | None = None
    due_at: datetime | None = None
    fields: dict[str, Json] = {}
    stage: Stage
    ended: bool
    history: tuple[ImportedAct, ...]
