"""What is known of an order, folded from its events; no definition and no clock is needed."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.engines.flow.evolve import evolve as evolve_flow
from gongdan.engines.flow.model import STAGES, FlowEvent, FlowState, Stage, Status, Token
from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract import (
    AnyAdditionEvent,
    AnyBesideEvent,
    AnyOrderEvent,
    AnyProofEvent,
    AnyStepEvent,
    AnyWayEvent,
    CheckedIn,
    DefinitionPin,
    EvidenceAdded,
    ImportedActRecorded,
    Json,
    OrderAccepted,
    OrderAmended,
    OrderArchived,
    OrderAssigned,
    OrderCancelled,
    OrderClaimed,
    OrderDetails,
    OrderImported,
    OrderRejected,
    OrderReminded,
    OrderReopened,
    OrderReported,
    OrderResubmitted,
    OrderResumed,
    OrderReturned,
    OrderSigned,
    OrderStatus,
    OrderSuspended,
    OrderTransferred,
    OrderVerified,
    WorkCompleted,
)
from gongdan.rooms.workorders.domain.beside import Beside, Other, evolve_beside
from gongdan.rooms.workorders.domain.held import Held, held_of
from gongdan.rooms.workorders.domain.signature import Signature, signature_of
from gongdan.rooms.workorders.domain.words import person_of, priority_of, word_of

__all__ = [
    "FOLD_VERSION",
    "OrderState",
    "evolve",
    "holder_of",
    "person_of",
    "priority_of",
    "word_of",
]

FOLD_VERSION = 2
"""Goes up when this fold or the state's shape changes; older states are folded again."""

_STATUS = {
    Status.NEW: OrderStatus.OPEN,
    Status.RUNNING: OrderStatus.OPEN,
    Status.SUSPENDED: OrderStatus.SUSPENDED,
    Status.ENDED: OrderStatus.ARCHIVED,
    Status.TERMINATED: OrderStatus.CANCELLED,
}


class OrderState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One order as it stands.

    `data` is what the steps' forms have gathered so far (the latest value of each name);
    `sealed` the personal part of it; `reason` that of the last suspension or ending;
    `left_at` the stage at which a cancelled order left the loop. `rating` is that of the last
    verification (0: not rated); `unanswered_days` as in `OrderVerified`.
    """

    number: str = ""
    definition: DefinitionPin = DefinitionPin("", 0)
    reporter: UUID | None = None
    assignee: UUID | None = None
    details: OrderDetails = OrderDetails()
    data: dict[str, Json] = {}
    sealed: dict[str, Sealed] = {}
    flow: FlowState = FlowState()
    reason: str = ""
    left_at: Stage = Stage.NONE
    source: str = ""
    external_id: str = ""
    evidence: tuple[Held, ...] = ()
    reminded_at: datetime | None = None
    reminders: int = 0
    rating: int = 0
    rating_note: str = ""
    unanswered_days: int = 0
    signatures: tuple[Signature, ...] = ()
    beside: Beside = Beside()

    @property
    def exists(self) -> bool:
        """Tell whether the order was ever reported or imported."""
        return bool(self.number)

    @property
    def status(self) -> OrderStatus:
        """Open, suspended, archived, cancelled, or merged into another one."""
        if self.beside.merged_into is not None:
            return OrderStatus.MERGED
        return _STATUS[self.flow.status]

    @property
    def stage(self) -> Stage:
        """The earliest stage that has an open step; where it ended once none is open."""
        stages = {token.stage for token in self.flow.tokens}
        return next((stage for stage in STAGES if stage in stages), self.left_at or Stage.ARCHIVE)

    @property
    def step(self) -> Token | None:
        """The open step of the earliest stage, or None where no step is open."""
        stage = self.stage
        return next((token for token in self.flow.open_steps if token.stage == stage), None)

    @property
    def holder(self) -> UUID | None:
        """The person who holds the open step, or None where it waits for a role."""
        return holder_of(self.step)

    @property
    def context(self) -> dict[str, object]:
        """What conditions and assignee rules may read: fields, form data, facts of the order."""
        return {**self.details.fields, **self.data, **self.own_context}

    @property
    def own_context(self) -> dict[str, object]:
        """What the order itself knows: no field of that name can say otherwise."""
        return {
            "urgency": self.details.urgency,
            "impact": self.details.impact,
            "priority": self.details.priority,
            "assignee": str(self.assignee) if self.assignee else None,
            "reporter": str(self.reporter) if self.reporter else None,
        }


def evolve(state: OrderState, event: AnyOrderEvent) -> OrderState:
    """Fold one event into the state."""
    after = _told(state, event)
    doer = _doer(after)
    return after if doer is None else msgspec.structs.replace(after, assignee=doer)


def _doer(state: OrderState) -> UUID | None:
    """Return who holds the work itself: whoever it was given to before, he is the assignee."""
    owners = (token.owner for token in state.flow.tokens if token.stage is Stage.EXECUTE)
    return next((person for owner in owners if (person := person_of(owner))), None)


def _told(state: OrderState, event: AnyOrderEvent) -> OrderState:
    moved = msgspec.structs.replace(state, flow=_move(state.flow, event.moves))
    match event:
        case OrderReported() | OrderImported():
            return _born(moved, event)
        case OrderAmended(details=details):
            return _outdated(msgspec.structs.replace(moved, details=details))
        case (
            OrderAccepted()
            | OrderResubmitted()
            | WorkCompleted()
            | OrderVerified()
            | OrderArchived()
        ):
            return _gathered(moved, event)
        case OrderAssigned() | OrderClaimed() | OrderTransferred() | ImportedActRecorded():
            return moved
        case (
            OrderCancelled()
            | OrderSuspended()
            | OrderRejected()
            | OrderReturned()
            | OrderResumed()
            | OrderReopened()
        ):
            return _gone_its_way(moved, event, came_from=state.stage)
        case _:
            return _beside_the_loop(moved, event)


def _beside_the_loop(
    state: OrderState, event: AnyAdditionEvent | AnyProofEvent | AnyBesideEvent
) -> OrderState:
    if isinstance(event, OrderReminded | OrderSigned | EvidenceAdded | CheckedIn):
        return _added(state, event)
    return msgspec.structs.replace(state, beside=evolve_beside(state.beside, event))


def _added(state: OrderState, event: AnyAdditionEvent | AnyProofEvent) -> OrderState:
    match event:
        case EvidenceAdded() | CheckedIn():
            held = msgspec.structs.replace(state, evidence=(*state.evidence, held_of(event)))
            # what was signed named the files that were there
            return _outdated(held) if isinstance(event, EvidenceAdded) else held
        case OrderReminded(at=at):
            return msgspec.structs.replace(state, reminded_at=at, reminders=state.reminders + 1)
        case OrderSigned():
            return _signed(state, event)
        case _:
            assert_never(event)


def _signed(state: OrderState, event: OrderSigned) -> OrderState:
    details = state.details
    if event.subject is not None and details.subject is None:
        details = msgspec.structs.replace(details, subject=event.subject)
    return msgspec.structs.replace(
        state, details=details, signatures=(*state.signatures, signature_of(event))
    )


def _outdated(state: OrderState) -> OrderState:
    """Mark what was signed so far: the order no longer says what it said then."""
    if not state.signatures:
        return state
    marked = (msgspec.structs.replace(each, outdated=True) for each in state.signatures)
    return msgspec.structs.replace(state, signatures=tuple(marked))


def _gone_its_way(state: OrderState, event: AnyWayEvent, *, came_from: Stage) -> OrderState:
    match event:
        case OrderCancelled(reason=reason):
            return msgspec.structs.replace(state, reason=reason, left_at=came_from)
        case OrderSuspended(reason=reason):
            return msgspec.structs.replace(state, reason=reason)
        case OrderRejected() | OrderReturned() | OrderResumed() | OrderReopened():
            return msgspec.structs.replace(state, reason="")
        case _:
            assert_never(event)


def holder_of(step: Token | None) -> UUID | None:
    """Return the person who holds a step, or None where it waits for a role."""
    return person_of(step.owner) if step else None


def _move(flow: FlowState, moves: tuple[FlowEvent, ...]) -> FlowState:
    for move in moves:
        flow = evolve_flow(flow, move)
    return flow


def _born(state: OrderState, event: OrderReported | OrderImported) -> OrderState:
    born = msgspec.structs.replace(
        state,
        number=event.number,
        definition=event.definition,
        details=event.details,
    )
    match event:
        case OrderReported(reporter=reporter, parent=parent, parent_number=number):
            beside = Beside(parent=Other(parent, number)) if parent else state.beside
            return msgspec.structs.replace(born, reporter=reporter, beside=beside)
        case OrderImported(source=source, external_id=external_id):
            return msgspec.structs.replace(born, source=source, external_id=external_id)


def _gathered(state: OrderState, event: AnyStepEvent) -> OrderState:
    if isinstance(event, OrderResubmitted):
        # the report itself was filled in again
        details = msgspec.structs.replace(
            state.details,
            fields={**state.details.fields, **event.data},
            sealed={**state.details.sealed, **event.sealed},
        )
        return _outdated(msgspec.structs.replace(state, details=details))
    assignee = event.assignee if isinstance(event, OrderAccepted) else None
    gathered = msgspec.structs.replace(
        state,
        data={**state.data, **event.data},
        sealed={**state.sealed, **event.sealed},
        assignee=assignee or state.assignee,
    )
    match event:
        case OrderVerified(rating=rating, rating_note=note, unanswered_days=days):
            return msgspec.structs.replace(
                gathered,
                # who verifies after another need not rate again
                rating=rating or state.rating,
                rating_note=note or state.rating_note,
                unanswered_days=days,
            )
        case WorkCompleted():
            return _outdated(gathered)
        case _:
            return gathered
