"""What the work of orders takes: as one order shows it, and of many at once for day plans."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader
from gongdan.rooms.workorders.contract.needs import (
    Needs,
)

STATES: Final = (
    "SELECT stream_id, state FROM stream WHERE tenant_id = $1 AND stream_id = ANY($2::uuid[])"
)


class AppointmentShown(Struct, frozen=True):
    """Between when and when somebody comes; `zone` (IANA) is the one in which it was agreed."""

    begins: datetime
    ends: datetime
    zone: str


class PartShown(Struct, frozen=True):
    """A part that has to be carried to the work, and how much of it (a decimal as text)."""

    code: str
    amount: str


class NeedsShown(Struct, frozen=True, kw_only=True):
    """What the work takes; null minutes: nobody has said. The house alone sees more than when."""

    appointment: AppointmentShown | None
    minutes: int | None
    tools: tuple[str, ...]
    parts: tuple[PartShown, ...]


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


def needs_shown(needs: Needs, *, inside: bool) -> NeedsShown:
    """Return what was said; whoever is not of the house is told only when somebody comes."""
    agreed = needs.appointment
    return NeedsShown(
        appointment=AppointmentShown(agreed.begins, agreed.ends, needs.zone) if agreed else None,
        minutes=(needs.minutes or None) if inside else None,
        tools=needs.tools if inside else (),
        parts=tuple(PartShown(each.code, each.amount) for each in needs.parts) if inside else (),
    )
