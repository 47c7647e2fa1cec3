"""Who had an order in hand, and how long: read from its events, by the server's clock."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Recorded
from gongdan.rooms.workorders.contract import AnyOrderEvent, OrderStatus, OrderSuspended
from gongdan.rooms.workorders.domain.row import ROLE_WORD
from gongdan.rooms.workorders.domain.state import OrderState, person_of
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.told import Holding


class _Held(Struct, frozen=True):
    """By whom: the kind, the person or the role, at which stage."""

    kind: str
    id: UUID | None
    role: str
    stage: str


class _Span(Struct, frozen=True):
    held: _Held
    first: Recorded[AnyOrderEvent]
    last: Recorded[AnyOrderEvent] | None


def holdings(
    history: Sequence[Recorded[AnyOrderEvent]], names: Mapping[UUID, str], now: datetime
) -> tuple[Holding, ...]:
    """Return the spans of a history from its first event on; the last one may be open."""
    return tuple(_shown(span, names, now) for span in _spans(history))


def holding_people(history: Sequence[Recorded[AnyOrderEvent]]) -> set[UUID]:
    """Return the people who held the order at any time."""
    return {span.held.id for span in _spans(history) if span.held.id}


def _spans(history: Sequence[Recorded[AnyOrderEvent]]) -> Iterator[_Span]:
    state, waits_for = ORDERS.initial, ""
    held: _Held | None = None
    since: Recorded[AnyOrderEvent] | None = None
    for one in history:
        state = ORDERS.evolve(state, one.event)
        if isinstance(one.event, OrderSuspended):
            waits_for = one.event.waits_for
        now_held = _held(state, waits_for)
        if now_held == held:
            continue
        if held is not None and since is not None:
            yield _Span(held, since, one)
        held, since = now_held, one
    if held is not None and since is not None:
        yield _Span(held, since, None)


def _held(state: OrderState, waits_for: str) -> _Held | None:
    """Return who has the order in hand; None once it has ended."""
    step, stage = state.step, str(state.stage)
    if step is None or state.status not in (OrderStatus.OPEN, OrderStatus.SUSPENDED):
        return None
    if state.status is OrderStatus.SUSPENDED and waits_for:
        return _Held(waits_for, state.reporter if waits_for == "customer" else None, "", stage)
    people = (step.owner,) if step.owner else step.candidates
    person = next((found for word in people if (found := person_of(word))), None)
    if person is not None:
        kind = "customer" if person == state.reporter else "person"
        return _Held(kind, person, "", stage)
    role = next((word for word in step.candidates if word.startswith(ROLE_WORD)), "")
    return _Held("pool" if role else "nobody", None, role.removeprefix(ROLE_WORD), stage)


def _shown(span: _Span, names: Mapping[UUID, str], now: datetime) -> Holding:
    since, last = span.first.recorded_at, span.last
    until = last.recorded_at if last else None
    held = span.held
    return Holding(
        kind=held.kind,
        id=held.id,
        name=names.get(held.id, "") if held.id else held.role,
        stage=held.stage,
        from_seq=span.first.seq,
        since=since,
        until_seq=last.seq if last else None,
        until=until,
        seconds=max(0, int(((until or now) - since).total_seconds())),
    )
