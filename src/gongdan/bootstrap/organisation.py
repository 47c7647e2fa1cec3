"""What other rooms ask of identity: who is there, which units, which roles."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.rooms.identity.store.roles import load_roles
from gongdan.rooms.identity.store.units import load_unit
from gongdan.rooms.identity.store.users import load_user, load_user_names


class TenantOrganisation:
    """Fulfils `people.ports.Organisation`, and `RoleKeys`, `RoleNames`, `PeopleNames` of
    lowcode's ports.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def has_user(self, tenant: UUID, user: UUID) -> bool:
        """Tell whether the tenant has this account."""
        async with self._database.reading(tenant) as reader:
            return await load_user(reader, tenant, user) is not None

    async def unit_path(self, tenant: UUID, unit: UUID) -> str | None:
        """Return the path of a unit, or None for one that is not there."""
        async with self._database.reading(tenant) as reader:
            found = await load_unit(reader, tenant, unit)
        return found.path if found else None

    async def of(self, tenant: UUID) -> frozenset[str]:
        """Return the keys of shipped roles and of the tenant's own."""
        async with self._database.reading(tenant) as reader:
            return frozenset(await load_roles(reader, tenant))

    async def people(self, tenant: UUID, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Return the names of users, former ones too, by id."""
        if not ids:
            return {}
        async with self._database.reading(tenant) as reader:
            return await load_user_names(reader, tenant, ids)

    async def names(self, tenant: UUID) -> dict[str, dict[str, str]]:
        """Return what roles are called, by key."""
        async with self._database.reading(tenant) as reader:
            roles = await load_roles(reader, tenant)
        return {key: {"zh": role.name_zh, "en": role.name_en} for key, role in roles.items()}
