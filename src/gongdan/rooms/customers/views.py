"""Customers as a reader may see them: personal values opened, then shown by the reader's view."""

from collections.abc import Sequence

from gongdan.rooms.customers.contract import Customer
from gongdan.rooms.customers.domain.customer import MASKS, CustomerRecord
from gongdan.rooms.identity.contract import Principal, View, field_view
from gongdan.rooms.privacy.contract import Envelope, PrivacyClass, Vault, shown

_MASKED_DECIMALS = 2
"""Degrees to this many decimals: about a kilometre."""


async def customers_shown(
    vault: Vault, principal: Principal, records: Sequence[CustomerRecord]
) -> list[Customer]:
    """Return customers as the principal may see them; nothing is opened for a hidden view."""
    view = field_view(principal, "customer").get(PrivacyClass.PERSONAL, View.HIDDEN)
    if view is View.HIDDEN:
        return [_shown(record, view, {}) for record in records]
    envelopes = [Envelope(record.id, record.sealed) for record in records]
    opened = await vault.open_all(principal.tenant, envelopes)
    return [_shown(record, view, texts) for record, texts in zip(records, opened, strict=True)]


def _shown(record: CustomerRecord, view: View, texts: dict[str, str]) -> Customer:
    return Customer(
        id=record.id,
        code=record.code,
        name=record.name,
        latitude=_degrees(record.latitude, view),
        longitude=_degrees(record.longitude, view),
        personal=view,
        active=record.active,
        version=record.version,
        **{field: shown(view, kind, texts.get(field)) for field, kind in MASKS.items()},
    )


def _degrees(value: float | None, view: View) -> float | None:
    if value is None or view is View.HIDDEN:
        return None
    return value if view is View.FULL else round(value, _MASKED_DECIMALS)
