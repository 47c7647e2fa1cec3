"""Names for the readers of the trail: of people and keys, and of what they touched."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import TypeAlias
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref
from gongdan.rooms.assets.handlers import AssetRegister
from gongdan.rooms.customers.handlers import CustomerRegister
from gongdan.rooms.identity.contract import Action, Principal, may
from gongdan.rooms.identity.store.api_keys import load_api_key_names
from gongdan.rooms.identity.store.units import load_units_by_id
from gongdan.rooms.identity.store.users import load_user_names
from gongdan.rooms.workorders.views.seen import numbers_of

_Ask: TypeAlias = Callable[[Principal, list[UUID]], Awaitable[Mapping[UUID, str]]]


class TrailNames:
    """Fulfils `audit.ports.Names`: a thing is named to those who may read things of its kind."""

    def __init__(
        self, database: Database, assets: AssetRegister, customers: CustomerRegister
    ) -> None:
        self._database = database
        self._assets = assets
        self._customers = customers
        self._kinds: Mapping[str, tuple[Action, _Ask]] = {
            "order": (Action.ORDER_READ, self._orders),
            "user": (Action.USER_READ, self._users),
            "unit": (Action.UNIT_READ, self._units),
            "asset": (Action.ASSET_READ, self._asset_names),
            "customer": (Action.CUSTOMER_READ, self._customer_names),
        }

    async def actors(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Return the names of users and of API keys."""
        async with self._database.reading(tenant) as reader:
            users = await load_user_names(reader, tenant, list(ids))
            keys = await load_api_key_names(reader, tenant, [i for i in ids if i not in users])
        return users | keys

    async def things(self, reader: Principal, things: Collection[Ref]) -> Mapping[Ref, str]:
        """Return what things are called, of the kinds that the reader may read."""
        by_kind: dict[str, list[UUID]] = defaultdict(list)
        for thing in things:
            by_kind[thing.kind].append(thing.id)
        found: dict[Ref, str] = {}
        for kind, ids in by_kind.items():
            action, ask = self._kinds.get(kind, (None, None))
            if action is not None and ask is not None and may(reader, action):
                named = await ask(reader, ids)
                found |= {Ref(kind, each): name for each, name in named.items()}
        return found

    async def _orders(self, reader: Principal, ids: list[UUID]) -> Mapping[UUID, str]:
        return await numbers_of(self._database, reader, ids)

    async def _users(self, reader: Principal, ids: list[UUID]) -> Mapping[UUID, str]:
        async with self._database.reading(reader.tenant) as rows:
            return await load_user_names(rows, reader.tenant, ids)

    async def _units(self, reader: Principal, ids: list[UUID]) -> Mapping[UUID, str]:
        async with self._database.reading(reader.tenant) as rows:
            return {unit.id: unit.name for unit in await load_units_by_id(rows, reader.tenant, ids)}

    async def _asset_names(self, reader: Principal, ids: list[UUID]) -> Mapping[UUID, str]:
        found = await self._assets.names(reader.tenant, ids)
        return {each: f"{asset.code} {asset.name}" for each, asset in found.items()}

    async def _customer_names(self, reader: Principal, ids: list[UUID]) -> Mapping[UUID, str]:
        found = await self._customers.names(reader.tenant, ids)
        return {each: f"{customer.code} {customer.name}" for each, customer in found.items()}
