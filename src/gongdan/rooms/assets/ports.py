"""What assets needs of a sibling; bootstrap plugs it."""

from typing import Protocol
from uuid import UUID


class CustomerBook(Protocol):
    """Knows whether a customer is there."""

    async def has_customer(self, tenant: UUID, customer: UUID) -> bool: ...
