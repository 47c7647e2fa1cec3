"""Names of users, units and assets for the work orders, remembered for a moment."""

import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Generic, TypeVar
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.rooms.assets.handlers import AssetRegister
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.store.lines import load_holders, load_in_unit, load_managers
from gongdan.rooms.identity.store.principals import load_principals
from gongdan.rooms.identity.store.tenants import load_tenant
from gongdan.rooms.identity.store.units import load_units_by_id
from gongdan.rooms.identity.store.users import load_user_names
from gongdan.rooms.workorders.ports import AssetName, Lines, UnitName

V = TypeVar("V")
MOST_KEPT = 20_000
SECONDS_KEPT = 10.0
"""A changed name may be shown as it was for so long."""


class _Remembered(Generic[V]):
    """Answers by id, kept for a few seconds; asks for all that is missing at once."""

    def __init__(self, ask: Callable[[UUID, list[UUID]], Awaitable[Mapping[UUID, V]]]) -> None:
        self._ask = ask
        self._kept: dict[tuple[UUID, UUID], tuple[float, V]] = {}

    async def of(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, V]:
        now = time.monotonic()
        found: dict[UUID, V] = {}
        missing: list[UUID] = []
        for each in ids:
            kept = self._kept.get((tenant, each))
            if kept is not None and kept[0] > now:
                found[each] = kept[1]
            else:
                missing.append(each)
        if missing:
            fresh = await self._ask(tenant, missing)
            if len(self._kept) + len(fresh) > MOST_KEPT:
                self._kept.clear()
            for each, value in fresh.items():
                self._kept[tenant, each] = (now + SECONDS_KEPT, value)
            found.update(fresh)
        return found


class HouseReaders:
    """Fulfils the port `Readers` of the work orders over identity: asked anew each time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def principals(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, Principal]:
        """Return active users with everything that was granted to them."""
        async with self._database.reading(tenant) as reader:
            return await load_principals(reader, tenant, list(ids))


class HouseLines:
    """Fulfils the port `ReportingLines` of the work orders over identity: asked anew each time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, tenant: UUID, person: UUID, roles: Collection[str]) -> Lines:
        """Return who stands above a person, and who has these roles in his unit."""
        async with self._database.reading(tenant) as reader:
            managers = await load_managers(reader, tenant, person)
            in_unit = {each: await load_in_unit(reader, tenant, person, each) for each in roles}
        return Lines(managers, in_unit)

    async def with_role(self, tenant: UUID, role: str, most: int) -> tuple[UUID, ...]:
        """Return active people who have a role."""
        async with self._database.reading(tenant) as reader:
            return await load_holders(reader, tenant, role, most)


class HouseDirectory:
    """Fulfils the port `Directory` of the work orders over identity and assets."""

    def __init__(self, database: Database, assets: AssetRegister) -> None:
        self._database = database
        self._assets = assets
        self._users = _Remembered(self._ask_users)
        self._units = _Remembered(self._ask_units)
        self._asset_names = _Remembered(self._ask_assets)

    async def users(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Return the names of active and former users."""
        return await self._users.of(tenant, ids)

    async def active_users(self, tenant: UUID, ids: Collection[UUID]) -> frozenset[UUID]:
        """Return those who can be given work now: asked anew each time."""
        async with self._database.reading(tenant) as reader:
            return frozenset(await load_user_names(reader, tenant, list(ids), active_only=True))

    async def zone(self, tenant: UUID) -> str:
        """Return the tenant's time zone."""
        async with self._database.reading(tenant) as reader:
            return (await load_tenant(reader, tenant)).zone

    async def units(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, UnitName]:
        """Return organisation units."""
        return await self._units.of(tenant, ids)

    async def assets(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, AssetName]:
        """Return assets."""
        return await self._asset_names.of(tenant, ids)

    async def _ask_users(self, tenant: UUID, ids: list[UUID]) -> Mapping[UUID, str]:
        async with self._database.reading(tenant) as reader:
            return await load_user_names(reader, tenant, ids)

    async def _ask_units(self, tenant: UUID, ids: list[UUID]) -> Mapping[UUID, UnitName]:
        async with self._database.reading(tenant) as reader:
            units = await load_units_by_id(reader, tenant, ids)
        return {unit.id: UnitName(unit.name, unit.path) for unit in units}

    async def _ask_assets(self, tenant: UUID, ids: list[UUID]) -> Mapping[UUID, AssetName]:
        found = await self._assets.names(tenant, ids)
        return {each: AssetName(asset.code, asset.name) for each, asset in found.items()}
