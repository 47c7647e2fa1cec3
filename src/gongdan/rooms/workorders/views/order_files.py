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
from gongdan.rooms.workorders.domain.named_files import files_in
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.ports import Definitions, RunningDefinition
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.fields import kept_from
from gongdan.rooms.workorders.views.order import classes_of, is_own
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
        definition = await self._definitions.pinned(principal.tenant, state.definition)
        signed = {each.file for each in state.signatures if each.file is not None}
        answers = {
            **state.details.fields,
            **state.data,
            **await self._opened(principal.tenant, order, state, definition),
        }
        classes, own = classes_of(definition), is_own(principal, state)
        kept: set[UUID] = set()
        seen: set[UUID] = set()
        for name, value in answers.items():
            back = kept_from(principal, classes, name, own=own)
            (kept if back else seen).update(files_in(value))
        return frozenset(signed | (kept - seen))

    async def _opened(
        self, tenant: UUID, order: UUID, state: OrderState, definition: RunningDefinition
    ) -> Mapping[str, object]:
        """Return the sealed answers that name files."""
        named = {name for form in definition.forms.values() for name in form.files}
        sealed = {**state.details.sealed, **state.sealed}
        wanted = {name: each for name, each in sealed.items() if name in named}
        return await self._vault.open(tenant, order, wanted) if wanted else {}


def _picture(files: tuple[HeldFile, ...]) -> UUID | None:
    return next((each.id for each in files if each.kind is FileKind.IMAGE), None)
