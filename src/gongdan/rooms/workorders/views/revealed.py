"""Masked values of an order in clear, for who is let to reveal them."""

from collections.abc import Sequence
from uuid import UUID

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import Clear, Vault
from gongdan.rooms.workorders.domain.rights import may_reveal
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.ports import Definitions
from gongdan.rooms.workorders.views.fields import classes_of, is_own, seen_fields
from gongdan.rooms.workorders.views.order import OrderViews

COORDINATES = "location.coordinates"
"""Not sealed, but shown to about a kilometre where the address is masked."""


class OrderReveals:
    """Fulfils `privacy.Revealable` for orders: contact, address, coordinates, personal fields."""

    def __init__(self, views: OrderViews, vault: Vault, definitions: Definitions) -> None:
        self._views = views
        self._vault = vault
        self._definitions = definitions

    async def clear(self, asker: Principal, thing: UUID, fields: Sequence[str]) -> Clear | Refused:
        """Return the fields of an order in clear; what is hidden from the asker stays so."""
        head = await self._views.head(asker, thing)
        if isinstance(head, Refused):
            return head
        state = head.versioned.state
        if not may_reveal(asker, state):
            return Refused("reveal_out_of_reach", RefusalKind.FORBIDDEN)
        definition = await self._definitions.pinned(asker.tenant, state.definition)
        sealed = {**state.details.sealed, **state.sealed}
        asked = dict.fromkeys((each for each in fields if each in sealed), "")
        seen = seen_fields(asker, classes_of(definition), asked, own=is_own(asker, state))
        opened = await self._vault.open(asker.tenant, thing, {name: sealed[name] for name in seen})
        erased = tuple(name for name in seen if name not in opened)
        return Clear({**opened, **_coordinates(state, fields)}, erased)


def _coordinates(state: OrderState, fields: Sequence[str]) -> dict[str, str]:
    details = state.details
    if COORDINATES not in fields or not (details.latitude and details.longitude):
        return {}
    return {COORDINATES: f"{details.latitude}, {details.longitude}"}
