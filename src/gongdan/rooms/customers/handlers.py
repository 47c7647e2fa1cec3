"""Customers as the desk, the API and imports use them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec import UNSET
from msgspec.structs import asdict, replace

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, Ref, new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.paging import cut
from gongdan.kernel.predicate import holds
from gongdan.kernel.register import By, Kind, Register
from gongdan.kernel.text import fold
from gongdan.rooms.customers import store
from gongdan.rooms.customers.contract import (
    ChangeCustomer,
    CreateCustomer,
    Customer,
    CustomerName,
    FindCustomer,
)
from gongdan.rooms.customers.domain.customer import (
    PERSONAL_LIMITS,
    CustomerRecord,
    checked,
    clean_personal,
)
from gongdan.rooms.customers.domain.refusals import Refusal
from gongdan.rooms.customers.views import customers_shown
from gongdan.rooms.identity.contract import Action, Principal, View, decide_access, field_view
from gongdan.rooms.privacy.contract import (
    BlindKind,
    Clear,
    Copy,
    Holding,
    PrivacyClass,
    SubjectDestroyedError,
    Vault,
    resealed,
)

KIND: Kind[CustomerRecord] = Kind(
    name="customer",
    not_found=Refusal.CUSTOMER_NOT_FOUND,
    changed_meanwhile=Refusal.CUSTOMER_CHANGED_MEANWHILE,
    taken=Refusal.CUSTOMER_CODE_TAKEN,
    out_of_reach=Refusal.CUSTOMER_OUT_OF_REACH,
    attributes=lambda _customer: {},
)


class CustomerRegister:
    """Reads and changes customers on behalf of a principal; all answers are values."""

    def __init__(
        self, database: Database, trail: AuditTrail, vault: Vault, ids: NewId = new_id
    ) -> None:
        self._database = database
        self._vault = vault
        self._ids = ids
        self._register = Register(KIND, store.CustomerShelf(), database, trail)

    async def page(
        self, principal: Principal, wanted: store.Wanted
    ) -> tuple[list[Customer], str | None]:
        """Return a page of the customers that the principal may read, and the next cursor."""
        allowed = _by(principal, Action.CUSTOMER_READ).allowed
        async with self._database.reading(principal.tenant) as reader:
            found = await store.page(reader, principal.tenant, wanted, allowed)
        records, following = cut(found, wanted.limit, store.place_of)
        return await customers_shown(self._vault, principal, records), following

    async def find(self, principal: Principal, wanted: FindCustomer) -> list[Customer]:
        """Return the customers with that phone number or mail address."""
        tenant = principal.tenant
        phone = await self._digest(tenant, BlindKind.PHONE, wanted.phone)
        email = await self._digest(tenant, BlindKind.EMAIL, wanted.email)
        allowed = _by(principal, Action.CUSTOMER_READ).allowed
        async with self._database.reading(tenant) as reader:
            records = await store.find(reader, tenant, phone, email, allowed=allowed)
        return await customers_shown(self._vault, principal, records)

    async def names(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, CustomerName]:
        """Return codes and names by id, for those who show customers beside their own things."""
        async with self._database.reading(tenant) as reader:
            return {each.id: each for each in await store.names(reader, tenant, ids)}

    async def by_codes(
        self, tenant: UUID, codes: Collection[str], *, active: bool
    ) -> Mapping[str, UUID]:
        """Return customers by their codes, folded, for imports; `active`: only those in use."""
        async with self._database.reading(tenant) as reader:
            return await store.by_codes(reader, tenant, {*map(fold, codes)}, active=active)

    async def has_customer(self, tenant: UUID, customer: UUID) -> bool:
        """Tell whether a customer is there, for those who point at one."""
        return customer in await self.names(tenant, [customer])

    async def get(self, principal: Principal, customer: UUID) -> Customer | Refused:
        """Return one customer."""
        found = await self._register.get(_by(principal, Action.CUSTOMER_READ), customer)
        return await self._shown(principal, found)

    async def create(self, principal: Principal, command: CreateCustomer) -> Customer | Refused:
        """Register a new customer."""
        given = {field: getattr(command, field) for field in PERSONAL_LIMITS}
        record = await self._whole(principal.tenant, self._draft(command), given)
        if isinstance(record, Refused):
            return record
        added = await self._register.add(_by(principal, Action.CUSTOMER_CHANGE), record)
        return await self._shown(principal, added)

    def unfit(self, command: CreateCustomer) -> Refused | None:
        """Return why a customer could not be registered; nothing is sealed for that."""
        right = checked(self._draft(command))
        if isinstance(right, Refused):
            return right
        texts = clean_personal({field: getattr(command, field) for field in PERSONAL_LIMITS})
        return texts if isinstance(texts, Refused) else None

    async def change(
        self, principal: Principal, customer: UUID, command: ChangeCustomer, *, seen: int
    ) -> Customer | Refused:
        """Change a customer of which version `seen` was read."""
        named, given = _parted(command)

        async def alter(before: CustomerRecord) -> CustomerRecord | Refused:
            return await self._whole(principal.tenant, replace(before, **named), given)

        by = _by(principal, Action.CUSTOMER_CHANGE)
        return await self._shown(principal, await self._register.change(by, customer, seen, alter))

    async def would_change(
        self, principal: Principal, customer: UUID, command: ChangeCustomer
    ) -> bool | Refused:
        """Tell whether a change would change anything, or why it can't be made."""
        before = await self._register.get(_by(principal, Action.CUSTOMER_READ), customer)
        if isinstance(before, Refused):
            return before
        if before.name == store.NOBODY:
            return Refused(Refusal.CUSTOMER_ERASED)
        named, given = _parted(command)
        right, texts = checked(replace(before, **named)), clean_personal(given)
        if isinstance(right, Refused):
            return right
        if isinstance(texts, Refused):
            return texts
        return right != before or bool(await self._fresh(principal.tenant, before, texts))

    def _draft(self, command: CreateCustomer) -> CustomerRecord:
        return CustomerRecord(
            id=self._ids(),
            code=command.code,
            name=command.name,
            latitude=command.latitude,
            longitude=command.longitude,
        )

    async def _whole(
        self, tenant: UUID, record: CustomerRecord, given: Mapping[str, str | None]
    ) -> CustomerRecord | Refused:
        """Return the record checked, with the given personal texts sealed into it."""
        right = checked(record)
        if isinstance(right, Refused):
            return right
        clean = clean_personal(given)
        if isinstance(clean, Refused):
            return clean
        texts = await self._fresh(tenant, right, clean)
        try:
            sealed = await resealed(
                self._vault,
                tenant,
                right.id,
                subject=right.id,
                before=right.sealed,
                given=texts,
            )
        except SubjectDestroyedError:
            return Refused(Refusal.CUSTOMER_ERASED)
        digests = {
            f"{kind}_digest": await self._digest(tenant, kind, texts[kind])
            for kind in (BlindKind.PHONE, BlindKind.EMAIL)
            if kind in texts
        }
        return replace(right, sealed=sealed, **digests)

    async def _fresh(
        self, tenant: UUID, record: CustomerRecord, texts: Mapping[str, str]
    ) -> dict[str, str]:
        """Return those of the personal texts that the record does not say already."""
        said = await self._vault.open(tenant, record.id, record.sealed) if record.sealed else {}
        return {field: text for field, text in texts.items() if text != said.get(field, "")}

    async def _digest(self, tenant: UUID, kind: BlindKind, text: str) -> bytes | None:
        return await self._vault.blind(tenant, kind, text) if text else None

    async def _shown(
        self, principal: Principal, record: CustomerRecord | Refused
    ) -> Customer | Refused:
        if isinstance(record, Refused):
            return record
        return (await customers_shown(self._vault, principal, [record]))[0]


class CustomerReveals:
    """Fulfils `privacy.Revealable` for customers."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def clear(self, asker: Principal, thing: UUID, fields: Sequence[str]) -> Clear | Refused:
        """Return the fields of one customer in clear."""
        async with self._database.reading(asker.tenant) as reader:
            found = await store.CustomerShelf().load(reader, asker.tenant, thing)
        if found is None or not _reaches(asker, Action.CUSTOMER_READ):
            return Refused(Refusal.CUSTOMER_NOT_FOUND, RefusalKind.NOT_FOUND)
        view = field_view(asker, KIND.name).get(PrivacyClass.PERSONAL, View.HIDDEN)
        if view is View.HIDDEN or not _reaches(asker, Action.PERSONAL_REVEAL):
            return Refused("reveal_out_of_reach", RefusalKind.FORBIDDEN)
        asked = {name: found.sealed[name] for name in fields if name in found.sealed}
        opened = await self._vault.open(asker.tenant, found.id, asked)
        erased = tuple(name for name in asked if name not in opened)
        if "coordinates" in fields and found.latitude is not None:
            opened["coordinates"] = f"{found.latitude}, {found.longitude}"
        return Clear(opened, erased)


class CustomerHoldings:
    """`privacy.SubjectHoldings`: a customer is the subject of its own contact and address."""

    def __init__(self, database: Database, vault: Vault | None = None) -> None:
        self._database = database
        self._vault = vault

    async def find(self, tenant: UUID, subject: UUID) -> list[Holding]:
        """Return the customer, if the subject is one, with the fields that are personal."""
        record = await self._record(tenant, subject)
        if record is None:
            return []
        return [Holding(Ref(KIND.name, record.id), ("name", *record.sealed), record.code)]

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """Take name, place, and the digests by which the customer could be found."""
        async with self._database.writing(tenant) as writer:
            return int(await store.forget(writer, tenant, subject))

    async def copy(self, tenant: UUID, subject: UUID) -> list[Copy]:
        """Return what the entry says."""
        record = await self._record(tenant, subject)
        if record is None:
            return []
        opened = await self._vault.open(tenant, record.id, record.sealed) if self._vault else {}
        place = f"{record.latitude}, {record.longitude}" if record.latitude is not None else ""
        values = {"name": record.name, "coordinates": place, **opened}
        return [Copy(Ref(KIND.name, record.id), values, record.code)]

    async def locate(
        self, tenant: UUID, phone: bytes | None, email: bytes | None
    ) -> Sequence[UUID]:
        """Return the customers with that number or address."""
        async with self._database.reading(tenant) as reader:
            return await store.known_by(reader, tenant, phone, email)

    async def kept(self, tenant: UUID, subjects: Sequence[UUID]) -> frozenset[UUID]:
        """Return those of the persons who are customers still."""
        async with self._database.reading(tenant) as reader:
            return await store.active_among(reader, tenant, subjects)

    async def _record(self, tenant: UUID, subject: UUID) -> CustomerRecord | None:
        async with self._database.reading(tenant) as reader:
            return await store.CustomerShelf().load(reader, tenant, subject)


def _parted(command: ChangeCustomer) -> tuple[dict[str, Any], dict[str, str | None]]:
    """Return what a change names: what stands plain, and the personal texts."""
    named = {field: value for field, value in asdict(command).items() if value is not UNSET}
    return named, {field: named.pop(field) for field in PERSONAL_LIMITS if field in named}


def _reaches(principal: Principal, action: Action) -> bool:
    """Tell whether the action reaches customers: they have no unit and no owner."""
    return holds(decide_access(principal, action, KIND.name), {})


def _by(principal: Principal, action: Action) -> By:
    allowed = decide_access(principal, action, KIND.name)
    return By(principal.tenant, principal.actor, allowed)
