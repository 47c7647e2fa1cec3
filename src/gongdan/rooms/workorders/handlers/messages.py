"""Messages from outside and the orders that wait for them: found, and foreseen without a trace."""

from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.decider import load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import DeliverMessage
from gongdan.rooms.workorders.domain.decide import decide
from gongdan.rooms.workorders.domain.messages import awaited
from gongdan.rooms.workorders.handlers.facts import facts_of
from gongdan.rooms.workorders.handlers.resolving import NoLines, resolver
from gongdan.rooms.workorders.handlers.sealing import left_unsealed
from gongdan.rooms.workorders.ports import Definitions, ReportingLines
from gongdan.rooms.workorders.store import ORDERS, order_of_number
from gongdan.rooms.workorders.views.waiting import orders_with_field


class Waits(Struct, frozen=True):
    """An order, and whether it waits for the message that was asked about."""

    order: UUID
    number: str
    waits: bool


class Messages:
    """Knows which orders wait for which messages."""

    def __init__(
        self,
        database: Database,
        store: EventStore,
        definitions: Definitions,
        lines: ReportingLines | None = None,
    ) -> None:
        self._database = database
        self._store = store
        self._definitions = definitions
        self._lines = lines or NoLines()

    async def waiting(
        self, tenant: UUID, message: str, value: str, *, field: str = ""
    ) -> tuple[Waits, ...]:
        """Return the order of a number, or those in progress with a value in a field."""
        if field:
            found = await orders_with_field(self._database, tenant, field, value)
        else:
            one = await order_of_number(self._database, tenant, value)
            found = [one] if one else []
        return tuple([await self._waits(tenant, order, message) for order in found])

    async def foresee(
        self, client: Principal, order: UUID, command: DeliverMessage
    ) -> Refused | None:
        """Return why an order would not take a message; nothing is kept of it."""
        state = (await load(self._store, ORDERS, client.tenant, order)).state
        definition = await self._definitions.pinned(client.tenant, state.definition)
        sealing = left_unsealed(command, definition, state)
        facts = msgspec.structs.replace(
            facts_of(client, definition, sealing),
            resolve=await resolver(self._lines, client.tenant, definition, state.reporter),
        )
        decided = decide(state, command, facts)
        return decided if isinstance(decided, Refused) else None

    async def _waits(self, tenant: UUID, order: UUID, message: str) -> Waits:
        state = (await load(self._store, ORDERS, tenant, order)).state
        definition = await self._definitions.pinned(tenant, state.definition)
        return Waits(order, state.number, message in awaited(state, definition.flow))
