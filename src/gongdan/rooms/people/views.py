"""People as a reader may see them; one's own entry in full."""

from collections.abc import Sequence
from uuid import UUID

from gongdan.rooms.identity.contract import Principal, View, field_view
from gongdan.rooms.people.contract import Person, Places
from gongdan.rooms.people.domain.beside import places_in
from gongdan.rooms.people.domain.person import PersonRecord
from gongdan.rooms.privacy.contract import Envelope, MaskKind, PrivacyClass, Sealed, Vault, shown


async def people_shown(
    vault: Vault, principal: Principal, records: Sequence[PersonRecord]
) -> list[Person]:
    """Return people as the principal may see them; nothing is opened for a hidden view."""
    granted = field_view(principal, "person").get(PrivacyClass.PERSONAL, View.HIDDEN)
    views = [View.FULL if _is_own(principal, record) else granted for record in records]
    envelopes = [
        Envelope(record.id, _phone(record) if view is not View.HIDDEN else {})
        for record, view in zip(records, views, strict=True)
    ]
    opened = await vault.open_all(principal.tenant, envelopes)
    return [
        _shown(record, view, texts.get("phone"))
        for record, view, texts in zip(records, views, opened, strict=True)
    ]


PLACES = ("home", "here")


async def opened_places(
    vault: Vault, tenant: UUID, records: Sequence[PersonRecord]
) -> list[Places]:
    """Return where people start from and are, of those who gave it."""
    envelopes = [
        Envelope(each.id, {name: each.sealed[name] for name in PLACES if name in each.sealed})
        for each in records
    ]
    return [places_in(texts) for texts in await vault.open_all(tenant, envelopes)]


def _is_own(principal: Principal, record: PersonRecord) -> bool:
    return principal.user is not None and principal.user == record.user


def _phone(record: PersonRecord) -> dict[str, Sealed]:
    return {name: value for name, value in record.sealed.items() if name not in PLACES}


def _shown(record: PersonRecord, view: View, phone: str | None) -> Person:
    return Person(
        id=record.id,
        user=record.user,
        name=record.name,
        unit=record.unit,
        skills=list(record.skills),
        working=record.working,
        phone=shown(view, MaskKind.PHONE, phone),
        personal=view,
        active=record.active,
        version=record.version,
    )
