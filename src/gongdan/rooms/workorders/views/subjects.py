"""What orders say of one person: found, copied for that person, and when it is needed no more."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.decider import fold
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import Ref
from gongdan.rooms.privacy.contract import Copy, Holding, Sealed, Vault
from gongdan.rooms.workorders.contract import DefinitionPin
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.ports import Definitions
from gongdan.rooms.workorders.store import ORDERS

PARTS_KEPT = 1_095
"""Days that contact and address are kept after an order's end: three years, in which a claim
may be brought (PRC Civil Code, article 188), unless a definition keeps a field longer."""

_MOST = 2_000


class OrderHoldings:
    """Fulfils `privacy.SubjectHoldings` and `SubjectCopies` for orders."""

    def __init__(
        self, database: Database, store: EventStore, vault: Vault, definitions: Definitions
    ) -> None:
        self._database = database
        self._store = store
        self._vault = vault
        self._definitions = definitions

    async def find(self, tenant: UUID, subject: UUID) -> list[Holding]:
        """Return the orders that hold sealed values of a person."""
        states = await self._orders_of(tenant, subject)
        return [
            Holding(Ref("order", order), tuple(_sealed(state, subject)), state.number)
            for order, state in states
        ]

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """Nothing stands beside the ciphertext: search and list never held a personal value."""
        return len(await self._rows_of(tenant, subject))

    async def copy(self, tenant: UUID, subject: UUID) -> list[Copy]:
        """Return what orders hold of a person, in clear."""
        return [
            Copy(
                Ref("order", order),
                {
                    "title": state.details.title,
                    "description": state.details.description,
                    **await self._vault.open(tenant, order, _sealed(state, subject)),
                },
                state.number,
            )
            for order, state in await self._orders_of(tenant, subject)
        ]

    async def subjects_of(self, tenant: UUID, order: UUID) -> list[UUID]:
        """Return the persons of whom an order speaks."""
        state = (await fold(self._store, ORDERS, tenant, order)).state
        sealed = {**state.details.sealed, **state.sealed}
        known = [state.details.subject] if state.details.subject else []
        return list(dict.fromkeys([*known, *(each.subject for each in sealed.values())]))

    async def run_out(self, tenant: UUID, now: datetime) -> list[UUID]:
        """Return the persons whose last order ended longer ago than anything of it is kept."""
        async with self._database.reading(tenant) as reader:
            rows = await reader.fetch(
                "SELECT subject_id, type_key, definition_version, max(updated_at) AS ended,"
                " bool_or(status NOT IN ('archived', 'cancelled')) AS open FROM order_row"
                " WHERE tenant_id = $1 AND subject_id IS NOT NULL"
                " GROUP BY subject_id, type_key, definition_version",
                tenant,
            )
        needed: set[UUID] = set()
        for row in rows:
            pin = DefinitionPin(row["type_key"], row["definition_version"])
            kept = timedelta(days=await self._days(tenant, pin))
            if row["open"] or row["ended"] + kept > now:
                needed.add(row["subject_id"])
        return sorted({row["subject_id"] for row in rows} - needed)

    async def _days(self, tenant: UUID, pin: DefinitionPin) -> int:
        definition = await self._definitions.pinned(tenant, pin)
        return max([PARTS_KEPT, *definition.kept.values()])

    async def _orders_of(self, tenant: UUID, subject: UUID) -> list[tuple[UUID, OrderState]]:
        rows = await self._rows_of(tenant, subject)
        return [(each, (await fold(self._store, ORDERS, tenant, each)).state) for each in rows]

    async def _rows_of(self, tenant: UUID, subject: UUID) -> Sequence[UUID]:
        async with self._database.reading(tenant) as reader:
            rows = await reader.fetch(
                "SELECT id FROM order_row WHERE tenant_id = $1 AND subject_id = $2"
                f" ORDER BY id LIMIT {_MOST:d}",
                tenant,
                subject,
            )
        return [row["id"] for row in rows]


def _sealed(state: OrderState, subject: UUID) -> dict[str, Sealed]:
    sealed = {**state.details.sealed, **state.sealed}
    return {name: value for name, value in sealed.items() if value.subject == subject}
