"""An order as its customer sees it by a link: where it stands, not how the house works.

Names of staff are masked, internal remarks and housekeeping are left out. Fields follow their
privacy class as for everybody else; this takes away what has no class of its own.
"""

from collections.abc import Collection

import msgspec

from gongdan.rooms.privacy.contract import MaskKind, mask
from gongdan.rooms.workorders.ports import RunningDefinition
from gongdan.rooms.workorders.views.asked import part_of
from gongdan.rooms.workorders.views.entries_shown import Comments, CommentShown
from gongdan.rooms.workorders.views.needs import NeedsShown
from gongdan.rooms.workorders.views.shown import (
    BesideShown,
    FormShown,
    Named,
    OrderShown,
    ProofShown,
    Waiting,
)
from gongdan.rooms.workorders.views.told import Timeline, TimelineActor, TimelineEntry

PUBLIC_EVENTS = frozenset(
    {
        "OrderReported",
        "OrderAmended",
        "OrderResubmitted",
        "OrderAccepted",
        "OrderAssigned",
        "WorkCompleted",
        "OrderVerified",
        "OrderArchived",
        "OrderReturned",
        "OrderSuspended",
        "OrderResumed",
        "OrderCancelled",
        "OrderReopened",
        "OrderReminded",
        "OrderSigned",
        "EvidenceAdded",
        "OrderScheduled",
    }
)
"""What of an order's history is its customer's business."""

_REASONED = frozenset({"OrderVerified", "OrderReturned", "OrderCancelled"})
_FACTS = frozenset(
    {
        "outcome",
        "rating",
        "rating_note",
        "unanswered_days",
        "digest",
        "language",
        "version",
        "how",
        "appointment",
    }
)


def order_outside(shown: OrderShown, definition: RunningDefinition) -> OrderShown:
    """Return an order without what is the house's own business, its fields with their words."""
    told = shown.reason if shown.status == "cancelled" else ""
    return msgspec.structs.replace(
        shown,
        reporter=None,
        assignee=_masked(shown.assignee),
        unit=None,
        tags=(),
        customer_id=None,
        waiting=Waiting(
            role=shown.waiting.role,
            who=_masked(shown.waiting.who),
            others=(),
            since=shown.waiting.since,
            act=shown.waiting.act,
        ),
        signing=(),
        timers=(),
        reason=told,
        beside=_beside(shown.beside),
        proof=_proof_outside(shown.proof),
        words=_words(definition, {*shown.fields, *shown.data}),
    )


def _words(definition: RunningDefinition, names: Collection[str]) -> FormShown:
    """Return schema and words of those fields, in the order in which the forms ask for them."""
    schemas: dict[str, object] = {}
    words: dict[str, object] = {}
    for form in definition.forms.values():
        order = form.ui.get("order")
        for name in order if isinstance(order, list) else ():
            if name in names and name not in schemas:
                schemas[name] = part_of(form.schema, "properties").get(name)
                words[name] = part_of(form.ui, "fields").get(name)
    return FormShown({"properties": schemas}, {"order": list(schemas), "fields": words})


def comments_outside(comments: Comments) -> Comments:
    """Return what was said to the customer, without who else was told."""
    return Comments(tuple(_comment(each) for each in comments.items), comments.next)


def _comment(comment: CommentShown) -> CommentShown:
    actor = _actor(comment.actor)
    return msgspec.structs.replace(comment, actor=actor, mentions=(), told=())


def _beside(beside: BesideShown) -> BesideShown:
    """Return what stands beside the loop for a customer: what was said, and whether he may."""
    may = tuple(act for act in beside.may if act == "comment")
    return BesideShown(
        helpers=(),
        watchers=(),
        watching=False,
        comments=beside.comments,
        links=(),
        parent=None,
        children=(),
        merged_into=None,
        duplicates=(),
        totals=None,
        needs=NeedsShown(appointment=beside.needs.appointment, minutes=None, tools=(), parts=()),
        may=may,
    )


def _proof_outside(proof: ProofShown) -> ProofShown:
    """Return the files, and whether a signature is awaited: all other demands stay inside."""
    return ProofShown(
        items=tuple(each for each in proof.items if each.file is not None),
        demands=tuple(
            msgspec.structs.replace(each, label="", title={})
            for each in proof.demands
            if each.kind == "signature"
        ),
        may_add=proof.may_add,
        may_check_in=False,
    )


def timeline_outside(timeline: Timeline) -> Timeline:
    """Return a history with its public part alone."""
    items = tuple(_entry(each) for each in timeline.items if each.type in PUBLIC_EVENTS)
    return Timeline(items, (), timeline.next)


def _entry(entry: TimelineEntry) -> TimelineEntry:
    return msgspec.structs.replace(
        entry,
        actor=_actor(entry.actor),
        reason=entry.reason if entry.type in _REASONED else "",
        facts={name: value for name, value in entry.facts.items() if name in _FACTS},
        told=(),
    )


def _actor(actor: TimelineActor) -> TimelineActor:
    by_link = actor.name == "customer_link"
    name = actor.name if by_link else mask(MaskKind.NAME, actor.name)
    return TimelineActor(actor.kind, None, name)


def _masked(who: Named | None) -> Named | None:
    return None if who is None else Named(who.id, mask(MaskKind.NAME, who.name))
