"""How people and units are called, and the clock of a tenant, for dispatch."""

from collections.abc import Collection, Mapping
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.rooms.identity.store.tenants import load_tenant
from gongdan.rooms.identity.store.units import load_units_by_id
from gongdan.rooms.identity.store.users import load_user_names


class TenantZones:
    """Fulfils `dispatch.ports.Zones` over the tenant's settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, tenant: UUID) -> str:
        """Return the name of the tenant's time zone."""
        async with self._database.reading(tenant) as reader:
            return (await load_tenant(reader, tenant)).zone


class AccountNames:
    """Fulfils `dispatch.ports.PeopleNames` over accounts and units."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def names(self, tenant: UUID, users: Collection[UUID]) -> Mapping[UUID, str]:
        """Return the names of users."""
        async with self._database.reading(tenant) as reader:
            return await load_user_names(reader, tenant, list(users))

    async def units(self, tenant: UUID, units: Collection[UUID]) -> Mapping[UUID, str]:
        """Return the names of units."""
        async with self._database.reading(tenant) as reader:
            return {
                each.id: each.name for each in await load_units_by_id(reader, tenant, list(units))
            }
