"""What the work of orders takes, of many at once: for those who plan days."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader
from gongdan.rooms.workorders.contract import Needs

STATES: Final = (
    "SELECT stream_id, state FROM stream WHERE tenant_id = $1 AND stream_id = ANY($2::uuid[])"
)


class _Beside(Struct, frozen=True):
    needs: Needs = Needs()


class _State(Struct, frozen=True):
    beside: _Beside = _Beside()


_NOTHING: Final = Needs()
_state = msgspec.json.Decoder(_State)
"""A part of the state, alike whichever fold it is of: an older one has no such part."""


async def needs_of(reader: Reader, tenant: UUID, orders: Sequence[UUID]) -> Mapping[UUID, Needs]:
    """Return what was said of orders, of those of which anything was."""
    rows: Any = await reader.fetch(STATES, tenant, orders)
    told = ((row["stream_id"], _state.decode(row["state"]).beside.needs) for row in rows)
    return {order: needs for order, needs in told if needs != _NOTHING}
