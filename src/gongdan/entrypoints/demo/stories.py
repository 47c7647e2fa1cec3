"""What happens to an order of the demo after it was reported: who does which act, in turn."""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from gongdan.entrypoints.demo.pictures import Scene
from gongdan.entrypoints.demo.script import OrderEntry, Story
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AnyAct,
    ArchiveOrder,
    CancelOrder,
    CheckIn,
    ClaimOrder,
    CompleteWork,
    Json,
    RejectOrder,
    ReopenOrder,
    ResubmitOrder,
    ResumeOrder,
    ReturnOrder,
    SuspendOrder,
    TransferOrder,
    VerifyOrder,
)


class Photo(Struct, frozen=True):
    """A photo of a scene, taken before or after the work."""

    scene: Scene
    label: Literal["before", "after"]


class Name(Struct, frozen=True):
    """A name drawn under the text as it stands then."""

    signer: str
    language: Literal["zh", "en"]


class Act(Struct, frozen=True):
    """One act of a story, and the log-in of who does it."""

    by: str
    command: AnyAct | CheckIn | Photo | Name


def acts_of(order: OrderEntry, users: dict[str, UUID]) -> tuple[Act, ...]:
    """Return the acts of an order's story; each leaves one event behind."""
    known = _acts(order, users)
    return tuple(known[name] for name in _STORIES[order.story])


_PROVEN = ("assign", "check_in", "before", "after", "complete")
_STORIES: dict[Story, tuple[str, ...]] = {
    "reported": (),
    "returned": ("return",),
    "resubmitted": ("return", "resubmit"),
    "accepted": ("accept",),
    "claimed": ("accept", "claim"),
    "assigned": ("assign",),
    "transferred": ("assign", "transfer"),
    "suspended": ("assign", "suspend"),
    "resumed": ("assign", "suspend", "resume"),
    "done": ("assign", "complete"),
    "sent_back": ("assign", "complete", "reject"),
    "redone": ("assign", "complete", "fail", "complete_again"),
    "verified": ("assign", "complete", "pass"),
    "archived": ("assign", "complete", "pass", "archive"),
    "archived_second": (
        "assign",
        "complete",
        "fail",
        "complete_again",
        "pass",
        "archive",
    ),
    "reopened": ("assign", "complete", "pass", "archive", "reopen"),
    "withdrawn": ("withdraw",),
    "cancelled": ("assign", "cancel"),
    "on_site": ("assign", "check_in", "before"),
    "waits_for_name": _PROVEN,
    "signed_for": (*_PROVEN, "sign"),
    "field_archived": (*_PROVEN, "sign", "pass", "archive"),
}


def _acts(order: OrderEntry, users: dict[str, UUID]) -> dict[str, Act]:
    hand, reporter = order.hand, order.by
    noted: dict[str, Json] = {"acceptance_note": order.note} if order.note else {}
    return {
        "accept": Act("dispatcher", AcceptOrder(data=noted)),
        "assign": Act("dispatcher", AcceptOrder(data=noted, assignee=users[hand])),
        "claim": Act(hand, ClaimOrder()),
        "transfer": Act(hand, TransferOrder(to=users[order.other], reason=order.why)),
        "return": Act("dispatcher", ReturnOrder(reason=order.why)),
        "resubmit": Act(reporter, ResubmitOrder(data=report_fields(order))),
        "suspend": Act(hand, SuspendOrder(reason=order.why)),
        "resume": Act(hand, ResumeOrder()),
        "complete": Act(hand, CompleteWork(data=_work(order, order.done))),
        "complete_again": Act(hand, CompleteWork(data=_work(order, order.again))),
        "pass": Act(reporter, VerifyOrder(outcome="passed")),
        "fail": Act(reporter, VerifyOrder(outcome="rejected", reason=order.why)),
        "reject": Act("supervisor", RejectOrder(to="execute", reason=order.why)),
        "archive": Act("dispatcher", ArchiveOrder()),
        "reopen": Act(reporter, ReopenOrder(reason=order.why)),
        "withdraw": Act(reporter, CancelOrder(reason=order.why)),
        "cancel": Act("dispatcher", CancelOrder(reason=order.why)),
        "check_in": Act(hand, CheckIn(latitude=order.latitude, longitude=order.longitude)),
        "before": Act(hand, Photo(order.scene, "before")),
        "after": Act(hand, Photo(order.scene, "after")),
        "sign": Act(hand, Name(order.signer, order.language)),
    }


def report_fields(order: OrderEntry) -> dict[str, Json]:
    """Return what the form of the report is filled with."""
    fields: dict[str, Json] = {"fault_kind": order.kind, "operation_state": order.state}
    if order.access:
        fields["access_note"] = order.access
    return fields


def _work(order: OrderEntry, done: str) -> dict[str, Json]:
    data: dict[str, Json] = {
        "work_done": done,
        "result": order.result,
        "minutes_spent": order.minutes,
    }
    if order.parts:
        data["parts_used"] = list(order.parts)
    return data
