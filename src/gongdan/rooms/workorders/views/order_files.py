"""The files of many orders at once, as far as somebody may see them: for lists and exports.

What a hidden field names is left out, as it is for whoever asks for the file itself; so are
pictures of signatures, which are no files of the work.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.decider import fold
from gongdan.kernel.eventstore.port import EventStore
from gongdan.rooms.files.contract import FileKind, FilesOfThings, HeldFile
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import Vault
from gongdan.rooms.workorders.contract import KIND
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.ports import Definitions
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.attached import hidden_files, opened_answers
from gongdan.rooms.workorders.views.seen import seen_orders

MOST_ORDERS = 100
_STATES = """
SELECT stream_id, fold_version, state FROM stream
WHERE tenant_id = $1 AND stream_id = ANY($2::uuid[])
"""


class OrderFiles(Struct, frozen=True):
    """How many files of an order its reader may see, and the first picture among them."""

    order: UUID
    count: int
    picture: UUID | None


class SeenFiles:
    """Knows the files of orders that a reader may see."""

    def __init__(
        self,
        database: Database,
        store: EventStore,
        *,
        vault: Vault,
        definitions: Definitions,
        files: FilesOfThings,
    ) -> None:
        self._database = database
        self._store = store
        self._vault = vault
        self._definitions = definitions
        self._files = files

    async def counted(
        self, principal: Principal, orders: Collection[UUID]
    ) -> tuple[OrderFiles, ...]:
        """Return those of the orders that have files, with their number and first picture."""
        allowed = await seen_orders(self._database, principal, orders)
        seen = await self.of(principal, [each for each in orders if each in allowed])
        return tuple(
            OrderFiles(order, len(files), _picture(files)) for order, files in seen.items()
        )

    async def of(
        self, principal: Principal, orders: Collection[UUID], *, named: bool = False
    ) -> Mapping[UUID, tuple[HeldFile, ...]]:
        """Return the files of orders that the principal may read, by order."""
        held = await self._files.of(principal.tenant, KIND, orders, named=named)
        found: dict[UUID, tuple[HeldFile, ...]] = {}
        for order, state in (await self._states(principal.tenant, held)).items():
            hidden = await self._hidden(principal, order, state)
            if seen := tuple(each for each in held[order] if each.id not in hidden):
                found[order] = seen
        return {order: found[order] for order in orders if order in found}

    async def _states(self, tenant: UUID, orders: Collection[UUID]) -> Mapping[UUID, OrderState]:
        if not orders:
            return {}
        async with self._database.reading(tenant) as reader:
            rows = await reader.fetch(_STATES, tenant, list(orders))
        found: dict[UUID, OrderState] = {}
        for row in rows:
            if row["fold_version"] == ORDERS.fold_version:
                found[row["stream_id"]] = msgspec.json.decode(row["state"], type=OrderState)
            else:
                versioned = await fold(self._store, ORDERS, tenant, row["stream_id"])
                found[row["stream_id"]] = versioned.state
        return found

    async def _hidden(
        self, principal: Principal, order: UUID, state: OrderState
    ) -> frozenset[UUID]:
        """Return the files that only hidden fields name, and the pictures of signatures."""
        signed = {each.file for each in state.signatures if each.file is not None}
        definition = await self._definitions.pinned(principal.tenant, state.definition)
        opened = await opened_answers(self._vault, principal.tenant, order, state)
        return hidden_files(principal, definition, state, opened) | signed


def _picture(files: tuple[HeldFile, ...]) -> UUID | None:
    return next((each.id for each in files if each.kind is FileKind.IMAGE), None)
