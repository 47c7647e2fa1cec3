"""Where an order stands: now, or as its events had made it once."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.decider import Versioned
from gongdan.kernel.eventstore.port import EventStore
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.store import ORDERS


class Head(Struct, frozen=True):
    """An order's state and version, with the times of its row; `past`: as it was once."""

    order: UUID
    versioned: Versioned[OrderState]
    reported_at: datetime
    updated_at: datetime
    waiting_since: datetime
    past: bool = False


async def past_head(store: EventStore, tenant: UUID, order: UUID, seq: int) -> Head:
    """Fold an order up to an event, with the times that its row had then."""
    state, began, last, waiting = ORDERS.initial, None, None, None
    stored = await store.history(tenant, order, limit=seq)
    for one in stored:
        before = _waits(state)
        state = ORDERS.evolve(state, ORDERS.codec.decode(tenant, one).event)
        last = one.recorded_at
        began = began or last
        waiting = last if waiting is None or _waits(state) != before else waiting
    if began is None or last is None or waiting is None:
        raise LookupError(f"order {order} has no event {seq}")
    return Head(order, Versioned(state, len(stored)), began, last, waiting, past=True)


def _waits(state: OrderState) -> tuple[object, ...]:
    step = state.step
    return (step.node if step else "", state.status, state.holder, state.flow.round)
