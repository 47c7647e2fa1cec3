"""From events to the state of an order; no definition and no clock is needed."""

from collections.abc import Mapping
from typing import assert_never
from uuid import UUID

import msgspec

from gongdan.engines.flow.evolve import evolve as evolve_flow
from gongdan.engines.flow.model import FlowEvent, FlowState, Stage, Status
from gongdan.rooms.workorders.contract import (
    AnyAdditionEvent,
    AnyBesideEvent,
    AnyOrderEvent,
    AnyProofEvent,
    AnyStepEvent,
    AnyWayEvent,
    CheckedIn,
    EvidenceAdded,
    ImportedActRecorded,
    MessageReceived,
    OrderAccepted,
    OrderAmended,
    OrderArchived,
    OrderAssigned,
    OrderCancelled,
    OrderClaimed,
    OrderDelegated,
    OrderHandedBack,
    OrderImported,
    OrderJumped,
    OrderMigrated,
    OrderRejected,
    OrderReminded,
    OrderReopened,
    OrderReported,
    OrderResubmitted,
    OrderResumed,
    OrderReturned,
    OrderSigned,
    OrderSuspended,
    OrderTimerFired,
    OrderTransferred,
    OrderVerified,
    ServiceCalled,
    SignerRemoved,
    SignersAdded,
    StepTakenBack,
    WorkCompleted,
)
from gongdan.rooms.workorders.domain.beside import Beside, Other, evolve_beside
from gongdan.rooms.workorders.domain.due import running
from gongdan.rooms.workorders.domain.held import held_of
from gongdan.rooms.workorders.domain.signature import signature_of
from gongdan.rooms.workorders.domain.signatures import answers_digest
from gongdan.rooms.workorders.domain.signed import signed_after
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.words import person_of

FOLD_VERSION = 4
"""Goes up when this fold or the state's shape changes; older states are folded again."""


def evolve(state: OrderState, event: AnyOrderEvent) -> OrderState:
    """Fold one event into the state."""
    after = _told(state, event)
    if event.moves:
        after = _moved(state, event, after)
    if isinstance(event, StepTakenBack) and after.stage is Stage.ACCEPT:
        # whom it was given to has it no more
        return msgspec.structs.replace(after, assignee=None)
    # who goes over to another version has done nothing: whoever does the work is who did it before
    doer = None if isinstance(event, OrderMigrated) else _doer(after)
    return after if doer is None else msgspec.structs.replace(after, assignee=doer)


def _moved(before: OrderState, event: AnyOrderEvent, after: OrderState) -> OrderState:
    """Return the state with what follows from the flow: its timers, signers, and its standing."""
    flow = after.flow
    rests = flow.status in (Status.RUNNING, Status.SUSPENDED)
    staged = any(token.stage is not Stage.NONE for token in flow.tokens)
    stood = before.stage if before.exists else Stage.REPORT  # nobody has acted on it yet
    stood_at = stood if rests and not staged else Stage.NONE
    timers = running(before.timers, event.timers, flow) if flow.timers else ()
    signed = signed_after(before.signed, before.flow, event.moves, flow)
    if (timers, signed, stood_at) == (after.timers, after.signed, after.stood_at):
        return after
    return msgspec.structs.replace(after, timers=timers, signed=signed, stood_at=stood_at)


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
            | MessageReceived()
        ):
            return _gathered(moved, event)
        case (
            OrderAssigned()
            | OrderClaimed()
            | OrderTransferred()
            | OrderDelegated()
            | OrderHandedBack()
            | SignersAdded()
            | SignerRemoved()
            | StepTakenBack()
            | OrderJumped()
            | OrderTimerFired()
            | ServiceCalled()
            | ImportedActRecorded()
        ):
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
    state: OrderState,
    event: AnyAdditionEvent | AnyProofEvent | AnyBesideEvent | OrderMigrated,
) -> OrderState:
    if isinstance(event, OrderMigrated):
        return msgspec.structs.replace(state, definition=event.definition)
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


def _other_answers(state: OrderState, given: Mapping[str, object]) -> OrderState:
    """Mark the signatures that stand under other answers than those that were given now."""
    if not any(each.answers for each in state.signatures):
        return state
    digest = answers_digest(given)
    marked = (
        msgspec.structs.replace(each, outdated=each.outdated or each.is_of_others(digest))
        for each in state.signatures
    )
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


def _gathered(state: OrderState, event: AnyStepEvent | MessageReceived) -> OrderState:
    if isinstance(event, OrderResubmitted):
        # the report itself was filled in again; null: an answer that no longer stands
        fields = {**state.details.fields, **event.data}
        details = msgspec.structs.replace(
            state.details,
            fields={name: value for name, value in fields.items() if value is not None},
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
                _other_answers(gathered, event.data),
                # who verifies after another need not rate again
                rating=rating or state.rating,
                rating_note=note or state.rating_note,
                unanswered_days=days,
            )
        case WorkCompleted():
            return _outdated(gathered)
        case MessageReceived(subject=UUID() as subject) if gathered.details.subject is None:
            about = msgspec.structs.replace(gathered.details, subject=subject)
            return msgspec.structs.replace(gathered, details=about)
        case _:
            return gathered
