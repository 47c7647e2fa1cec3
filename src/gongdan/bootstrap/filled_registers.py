"""Assets and customers as imports read and fill them: by code, on behalf of no person."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.assets.contract import ChangeAsset, CreateAsset
from gongdan.rooms.assets.handlers import AssetRegister
from gongdan.rooms.customers.contract import ChangeCustomer, CreateCustomer
from gongdan.rooms.customers.handlers import CustomerHoldings, CustomerRegister
from gongdan.rooms.identity.contract import Action, Principal, robot
from gongdan.rooms.imports.contract import SOURCE, Identity
from gongdan.rooms.imports.domain.entries import EntryWish
from gongdan.rooms.imports.ports import EntryLabel
from gongdan.rooms.privacy.contract import BlindKind, Vault

IMPORTER = Actor(ActorKind.IMPORT, None, SOURCE)
"""As whom the trail shows what a table brought."""

_FIELDS: Mapping[str, str] = {"contact_phone": "phone", "contact_email": "email"}
"""Parts that a customer's entry calls otherwise."""


def importing_robot(tenant: UUID) -> Principal:
    """Return as whom imports act."""
    rights = (
        *(Action.ORDER_REPORT, Action.ASSET_READ, Action.ASSET_CHANGE),
        *(Action.CUSTOMER_READ, Action.CUSTOMER_CHANGE),
    )
    return robot(tenant, IMPORTER, rights)


class AssetEntries:
    """Fulfils `imports.ports.Entries` for assets."""

    def __init__(self, assets: AssetRegister) -> None:
        self._assets = assets

    async def by_codes(self, tenant: UUID, codes: Collection[str]) -> Mapping[str, UUID]:
        """Return assets by their codes."""
        return await self._assets.by_codes(tenant, codes, active=False)

    async def digest_of(self, _tenant: UUID, _kind: Identity, _text: str, /) -> bytes:
        """Return none: an asset has neither number nor address."""
        return b""

    async def with_digest(
        self, _tenant: UUID, _kind: Identity, _digest: bytes, /
    ) -> Sequence[UUID]:
        """Return nobody."""
        return ()

    async def rehearse(self, tenant: UUID, entry: UUID | None, wish: EntryWish) -> bool | Refused:
        """Tell whether anything would change."""
        if entry is None:
            no = await self._assets.drafted(tenant, CreateAsset(**_asset(wish)))
            return no if isinstance(no, Refused) else True
        before = await self._assets.get(importing_robot(tenant), entry)
        if isinstance(before, Refused):
            return before
        after = await self._assets.altered(tenant, before, ChangeAsset(**_asset(wish)))
        return after if isinstance(after, Refused) else after != before

    async def save(self, tenant: UUID, entry: UUID | None, wish: EntryWish) -> bool | Refused:
        """Register or change an asset."""
        by = importing_robot(tenant)
        if entry is None:
            made = await self._assets.create(by, CreateAsset(**_asset(wish)))
            return made if isinstance(made, Refused) else True
        before = await self._assets.get(by, entry)
        if isinstance(before, Refused):
            return before
        command = ChangeAsset(**_asset(wish))
        after = await self._assets.change(by, entry, command, seen=before.version)
        return after if isinstance(after, Refused) else after != before

    async def labels(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, EntryLabel]:
        """Return codes and names."""
        found = await self._assets.names(tenant, ids)
        return {each.id: EntryLabel(each.code, each.name) for each in found.values()}


class CustomerEntries:
    """Fulfils `imports.ports.Entries` for customers: what is personal goes to their vault only."""

    def __init__(self, customers: CustomerRegister, known: CustomerHoldings, vault: Vault) -> None:
        self._customers, self._known, self._vault = customers, known, vault

    async def by_codes(self, tenant: UUID, codes: Collection[str]) -> Mapping[str, UUID]:
        """Return customers by their codes."""
        return await self._customers.by_codes(tenant, codes, active=False)

    async def digest_of(self, tenant: UUID, kind: Identity, text: str) -> bytes:
        """Return what stands for a number or an address; nothing does for "none" and "-"."""
        said: dict[str, Any] = {kind: text}
        tried = CreateCustomer(code="1", name="1", **said)
        if not text or self._customers.unfit(tried) is not None:
            return b""
        return await self._vault.blind(tenant, BlindKind(kind), text)

    async def with_digest(self, tenant: UUID, kind: Identity, digest: bytes) -> Sequence[UUID]:
        """Return the customers with a number or an address."""
        phone, email = (digest if kind == each else None for each in ("phone", "email"))
        return await self._known.locate(tenant, phone, email)

    async def rehearse(self, tenant: UUID, entry: UUID | None, wish: EntryWish) -> bool | Refused:
        """Tell whether anything would change; nothing is sealed for that."""
        if entry is None:
            return self._customers.unfit(CreateCustomer(**_customer(wish))) or True
        command = ChangeCustomer(**_customer(wish))
        return await self._customers.would_change(importing_robot(tenant), entry, command)

    async def save(self, tenant: UUID, entry: UUID | None, wish: EntryWish) -> bool | Refused:
        """Register or change a customer."""
        by = importing_robot(tenant)
        if entry is None:
            made = await self._customers.create(by, CreateCustomer(**_customer(wish)))
            return made if isinstance(made, Refused) else True
        command = ChangeCustomer(**_customer(wish))
        changes = await self._customers.would_change(by, entry, command)
        if changes is not True:
            return changes
        before = await self._customers.get(by, entry)
        if isinstance(before, Refused):
            return before
        after = await self._customers.change(by, entry, command, seen=before.version)
        return after if isinstance(after, Refused) else True

    async def labels(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, EntryLabel]:
        """Return codes and names."""
        found = await self._customers.names(tenant, ids)
        return {each.id: EntryLabel(each.code, each.name) for each in found.values()}


class FilledRegisters:
    """Fulfils `imports.ports.Registers`, and holds what tables fill."""

    def __init__(
        self,
        assets: AssetRegister,
        customers: CustomerRegister,
        known: CustomerHoldings,
        vault: Vault,
    ) -> None:
        self._assets, self._customers = assets, customers
        self.of_assets = AssetEntries(assets)
        self.of_customers = CustomerEntries(customers, known, vault)

    async def assets(self, tenant: UUID, codes: Collection[str]) -> Mapping[str, UUID]:
        """Return the assets in use by their codes."""
        return await self._assets.by_codes(tenant, codes, active=True)

    async def customers(self, tenant: UUID, codes: Collection[str]) -> Mapping[str, UUID]:
        """Return the customers in use by their codes."""
        return await self._customers.by_codes(tenant, codes, active=True)


def _asset(wish: EntryWish) -> dict[str, Any]:
    said: dict[str, Any] = {
        part: text for part, text in wish.texts.items() if part not in {"parent", "customer"}
    }
    placed = {"parent": wish.parent, "customer": wish.customer}
    return {**said, **{part: ref for part, ref in placed.items() if ref}, **_degrees(wish)}


def _customer(wish: EntryWish) -> dict[str, Any]:
    said = {_FIELDS.get(part, part): text for part, text in wish.texts.items()}
    return {**said, **_degrees(wish)}


def _degrees(wish: EntryWish) -> dict[str, float]:
    return {"latitude": wish.degrees[0], "longitude": wish.degrees[1]} if wish.degrees else {}
