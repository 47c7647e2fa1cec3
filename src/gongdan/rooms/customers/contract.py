"""What others may know of customers: for whom work is done."""

from uuid import UUID

from msgspec import UNSET, Struct, UnsetType


class Customer(Struct, frozen=True, kw_only=True):
    """A customer as a reader may see it; coordinates are WGS 84 degrees, both or neither.

    `personal` says how contact, address and coordinates are shown: full, masked (coordinates
    then to about a kilometre) or hidden (null). Null in full view: nothing there, or erased.
    The subject of a customer's personal data is the customer's own id.
    """

    id: UUID
    code: str
    name: str
    contact_name: str | None
    phone: str | None
    email: str | None
    address: str | None
    latitude: float | None
    longitude: float | None
    personal: str
    active: bool
    version: int


class CustomerName(Struct, frozen=True):
    """A customer as a list of something else shows it."""

    id: UUID
    code: str
    name: str


class CreateCustomer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Register a customer. `code` is unique among the tenant's customers, whatever the case."""

    code: str
    name: str
    contact_name: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class ChangeCustomer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Change what is named here and nothing else; null takes away, `active` false retires."""

    code: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    contact_name: str | UnsetType | None = UNSET
    phone: str | UnsetType | None = UNSET
    email: str | UnsetType | None = UNSET
    address: str | UnsetType | None = UNSET
    latitude: float | UnsetType | None = UNSET
    longitude: float | UnsetType | None = UNSET
    active: bool | UnsetType = UNSET


class FindCustomer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Find customers by a whole phone number or mail address, however it is written."""

    phone: str = ""
    email: str = ""
