"""What makes a customer right: clean texts, a number that can be called, whole coordinates."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_identifier, clean_line
from gongdan.rooms.customers.domain.refusals import Refusal, malformed
from gongdan.rooms.privacy.contract import MaskKind, Sealed

CODE_LIMIT = 64
NAME_LIMIT = 200
PERSONAL_LIMITS = {"contact_name": 120, "phone": 40, "email": 254, "address": 400}
"""Code points of each personal text; these stand sealed."""

MASKS = {
    "contact_name": MaskKind.NAME,
    "phone": MaskKind.PHONE,
    "email": MaskKind.EMAIL,
    "address": MaskKind.ADDRESS,
}


class CustomerRecord(Struct, frozen=True, kw_only=True):
    """A customer as it is kept: personal texts sealed, digests to find them by."""

    id: UUID
    code: str
    name: str
    sealed: dict[str, Sealed] = {}
    phone_digest: bytes | None = None
    email_digest: bytes | None = None
    latitude: float | None = None
    longitude: float | None = None
    active: bool = True
    version: int = 1


def checked(customer: CustomerRecord) -> CustomerRecord | Refused:
    """Return the customer with code and name cleaned, or why it can't be kept."""
    code = clean_identifier(customer.code, limit=CODE_LIMIT)
    if isinstance(code, TextFault):
        return malformed(Refusal.CUSTOMER_TEXT_UNUSABLE, "/code", limit=CODE_LIMIT)
    name = clean_line(customer.name, limit=NAME_LIMIT)
    if isinstance(name, TextFault) or not name:
        return malformed(Refusal.CUSTOMER_TEXT_UNUSABLE, "/name", limit=NAME_LIMIT)
    if not _on_earth(customer.latitude, customer.longitude):
        return malformed(Refusal.CUSTOMER_COORDINATES_UNUSABLE, "/latitude")
    return replace(customer, code=code, name=name)


def clean_personal(given: Mapping[str, str | None]) -> dict[str, str] | Refused:
    """Return personal texts cleaned ("" takes away), or the first that can't be kept."""
    clean: dict[str, str] = {}
    for field, text in given.items():
        limit = PERSONAL_LIMITS[field]
        line = clean_line(text or "", limit=limit)
        if isinstance(line, TextFault):
            return malformed(Refusal.CUSTOMER_TEXT_UNUSABLE, f"/{field}", limit=limit)
        clean[field] = line
    if clean.get("phone") and sum(map(str.isdigit, clean["phone"])) < 5:
        return malformed(Refusal.CUSTOMER_PHONE_UNUSABLE, "/phone")
    if clean.get("email") and "@" not in clean["email"][1:-1]:
        return malformed(Refusal.CUSTOMER_EMAIL_UNUSABLE, "/email")
    return clean


def _on_earth(latitude: float | None, longitude: float | None) -> bool:
    if latitude is None or longitude is None:
        return latitude is longitude
    return -90 <= latitude <= 90 and -180 <= longitude <= 180
