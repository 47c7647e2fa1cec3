"""An order as a row: what policies may speak of, and what its list row holds."""

from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.engines.flow.model import STAGES
from gongdan.rooms.workorders.contract import OrderStatus
from gongdan.rooms.workorders.domain.offered import next_act
from gongdan.rooms.workorders.domain.state import OrderState, holder_of

ROLE_WORD = "role:"


class OrderRow(Struct, frozen=True, kw_only=True):
    """The columns of an order's list row that follow from its state (times come from the store).

    `assignee_id` is who does the work, or who holds the step before that is known;
    `awaited_ids` are all who hold a step where it is more than one; `candidate_roles` is filled
    only while a step waits to be claimed. `beside_ranks` are the stages (1 to 5) of open steps
    other than `stage`.
    """

    number: str
    type_key: str
    definition_version: int
    title: str
    stage: str
    stage_rank: int
    status: str
    urgency: int
    impact: int
    priority: int
    reporter_id: UUID | None
    assignee_id: UUID | None
    holder_id: UUID | None
    awaited_ids: tuple[UUID, ...]
    candidate_roles: tuple[str, ...]
    unit_id: UUID | None
    unit_path: str
    asset_id: UUID | None
    customer_id: UUID | None
    place: str
    tags: tuple[str, ...]
    due_at: str | None
    node: str
    next_act: str
    round: int
    subject_id: UUID | None
    imported: bool
    external_id: str
    helper_ids: tuple[UUID, ...]
    watcher_ids: tuple[UUID, ...]
    beside_ranks: tuple[int, ...]
    parent_id: UUID | None
    merged_into: UUID | None


def row_of(state: OrderState) -> OrderRow:
    """Return the list row of an order as it stands."""
    details, step, stage = state.details, state.step, state.stage
    holder, beside = holder_of(step), state.beside
    return OrderRow(
        number=state.number,
        type_key=state.definition.key,
        definition_version=state.definition.version,
        title=details.title,
        stage=stage,
        stage_rank=STAGES.index(stage) + 1,
        status=state.status,
        urgency=details.urgency,
        impact=details.impact,
        priority=details.priority,
        reporter_id=state.reporter,
        assignee_id=state.assignee or holder,
        holder_id=holder,
        awaited_ids=awaited_of(state),
        candidate_roles=_pool(state),
        unit_id=details.unit,
        unit_path=details.unit_path,
        asset_id=details.asset,
        customer_id=details.customer,
        place=details.place,
        tags=details.tags,
        due_at=details.due_at.isoformat() if details.due_at else None,
        node=step.node if step else "",
        next_act=next_act(state),
        round=state.flow.round,
        subject_id=details.subject,
        imported=bool(state.source),
        external_id=f"{state.source}:{state.external_id}" if state.source else "",
        helper_ids=beside.helpers,
        watcher_ids=beside.watchers,
        beside_ranks=_beside(state),
        parent_id=beside.parent.order if beside.parent else None,
        merged_into=beside.merged_into.order if beside.merged_into else None,
    )


def row_bytes(state: OrderState) -> bytes:
    """Return the list row as the JSON that the store's function takes."""
    return msgspec.json.encode(row_of(state))


def attributes_of(state: OrderState) -> dict[str, object]:
    """Return what an access policy may speak of (see identity's `decide_access`)."""
    step = state.step
    holder = holder_of(step)
    return {
        "number": state.number,
        "reporter_id": state.reporter,
        "assignee_id": state.assignee or holder,
        "holder_id": holder,
        "awaited_ids": awaited_of(state),
        "candidate_roles": _pool(state),
        "helper_ids": state.beside.helpers,
        "unit_path": state.details.unit_path,
        "type_key": state.definition.key,
    }


def awaited_of(state: OrderState) -> tuple[UUID, ...]:
    """Return all who hold an open step, where it is more than the one holder."""
    steps = state.flow.open_steps
    if len(steps) < 2 or state.status is not OrderStatus.OPEN:
        return ()
    people = dict.fromkeys(person for step in steps if (person := holder_of(step)))
    return tuple(people) if len(people) > 1 else ()


def _beside(state: OrderState) -> tuple[int, ...]:
    steps = state.flow.open_steps
    if len(steps) < 2:
        return ()
    return tuple(
        sorted({STAGES.index(step.stage) + 1 for step in steps if step.stage != state.stage})
    )


def _pool(state: OrderState) -> tuple[str, ...]:
    if state.status is not OrderStatus.OPEN:
        return ()
    words = (word for step in state.flow.open_steps if not step.owner for word in step.candidates)
    roles = (word.removeprefix(ROLE_WORD) for word in words if word.startswith(ROLE_WORD))
    return tuple(dict.fromkeys(roles))
