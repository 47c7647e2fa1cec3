"""What lowcode needs of others; bootstrap plugs it.

How another room takes charge of a section stands in the contract (`Section`, `Sections`): it is
that room which fulfils it.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from gongdan.rooms.lowcode.contract.telling import Words


class RoleKeys(Protocol):
    """Knows the roles of a tenant, so that no step waits for a role that nobody can have."""

    async def of(self, tenant: UUID) -> frozenset[str]:
        """Return the keys of shipped roles and of the tenant's own."""
        ...


class RoleNames(Protocol):
    """Knows what a tenant calls its roles."""

    async def names(self, tenant: UUID) -> dict[str, Words]:
        """Return the names of roles by key, in both languages."""
        ...


class PeopleNames(Protocol):
    """Knows what people are called."""

    async def people(self, tenant: UUID, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Return the names of users, former ones too, by id; those not found are left out."""
        ...


class ConnectorKeys(Protocol):
    """Knows the connectors of a tenant, so that no step waits for a service that is not there."""

    async def of(self, tenant: UUID) -> frozenset[str]:
        """Return the keys that service nodes may name."""
        ...
