"""Is what is kept beside the events what follows from them? Each order is folded again.

The chain covers the events alone. A folded state or a list row that somebody changed would be
acted upon, though no event says so: both are compared with the fold, byte for byte.
"""

import json
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.adapters.postgres.chain_rows import ChainRows, KeptOrder
from gongdan.kernel.decider import state_bytes
from gongdan.rooms.workorders.domain.row import row_bytes
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.store import ORDERS


class Drift(Struct, frozen=True):
    """An order of which something kept does not follow from its events."""

    order: UUID
    kind: str
    text: str


async def drifts(rows: ChainRows, tenant: UUID, *, broken: frozenset[UUID]) -> list[Drift]:
    """Return what drifted; `broken` orders have no history from which to fold."""
    gone = await rows.orders_without_history(tenant)
    found = [
        Drift(order, "order_gone", "it stands in the list, and has no events") for order in gone
    ]
    async for kept in rows.kept_orders(tenant):
        if kept.order in broken:
            continue
        drift = _drift(tenant, kept)
        if drift is not None:
            found.append(drift)
    return found


def _drift(tenant: UUID, kept: KeptOrder) -> Drift | None:
    try:
        state = _fold(tenant, kept)
    except (msgspec.MsgspecError, LookupError, ValueError) as fault:
        text = f"its events can't be folded ({type(fault).__name__})"
        return Drift(kept.order, "state_changed", text)
    if kept.fold_version == ORDERS.fold_version and kept.state != state_bytes(state):
        return Drift(kept.order, "state_changed", "its kept state is not what its events say")
    if kept.row is None:
        return Drift(kept.order, "row_changed", "its list row is gone")
    other = _differing(json.loads(row_bytes(state)), json.loads(kept.row))
    if other:
        text = f"its list row says something else than its events: {', '.join(other)}"
        return Drift(kept.order, "row_changed", text)
    return None


def _fold(tenant: UUID, kept: KeptOrder) -> OrderState:
    state = ORDERS.initial
    for stored in kept.events:
        state = ORDERS.evolve(state, ORDERS.codec.decode(tenant, stored).event)
    return state


def _differing(folded: dict[str, object], row: dict[str, object]) -> list[str]:
    return sorted(name for name, value in folded.items() if not _same(name, value, row.get(name)))


def _same(name: str, folded: object, kept: object) -> bool:
    if name == "due_at" and isinstance(folded, str) and isinstance(kept, str):
        return datetime.fromisoformat(folded) == datetime.fromisoformat(kept)
    return folded == kept
