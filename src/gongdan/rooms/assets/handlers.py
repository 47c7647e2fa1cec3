"""Assets as the desk, the API and imports use them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, new_id
from gongdan.kernel.messages import Refused
from gongdan.kernel.paging import cut
from gongdan.kernel.register import By, Kind, Register
from gongdan.kernel.text import fold
from gongdan.rooms.assets import store
from gongdan.rooms.assets.contract import Asset, AssetName, ChangeAsset, CreateAsset
from gongdan.rooms.assets.domain.asset import changed, checked
from gongdan.rooms.assets.domain.refusals import Refusal, malformed
from gongdan.rooms.assets.ports import CustomerBook
from gongdan.rooms.identity.contract import Action, Principal, decide_access

KIND: Kind[Asset] = Kind(
    name="asset",
    not_found=Refusal.ASSET_NOT_FOUND,
    changed_meanwhile=Refusal.ASSET_CHANGED_MEANWHILE,
    taken=Refusal.ASSET_CODE_TAKEN,
    out_of_reach=Refusal.ASSET_OUT_OF_REACH,
    attributes=lambda _asset: {},
)


class AssetRegister:
    """Reads and changes assets on behalf of a principal; all answers are values."""

    def __init__(
        self, database: Database, trail: AuditTrail, customers: CustomerBook, ids: NewId = new_id
    ) -> None:
        self._database = database
        self._customers = customers
        self._ids = ids
        self._register = Register(KIND, store.AssetShelf(), database, trail)

    async def page(
        self, principal: Principal, wanted: store.Wanted
    ) -> tuple[list[Asset], str | None]:
        """Return a page of the assets that the principal may read, and the next cursor."""
        allowed = _by(principal, Action.ASSET_READ).allowed
        async with self._database.reading(principal.tenant) as reader:
            found = await store.page(reader, principal.tenant, wanted, allowed)
        return cut(found, wanted.limit, store.place_of)

    async def names(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, AssetName]:
        """Return codes and names by id, for those who show assets beside their own things."""
        async with self._database.reading(tenant) as reader:
            return {each.id: each for each in await store.names(reader, tenant, ids)}

    async def by_codes(
        self, tenant: UUID, codes: Collection[str], *, active: bool
    ) -> Mapping[str, UUID]:
        """Return assets by their codes, folded, for imports; `active`: only those in use."""
        async with self._database.reading(tenant) as reader:
            return await store.by_codes(reader, tenant, {*map(fold, codes)}, active=active)

    async def get(self, principal: Principal, asset: UUID) -> Asset | Refused:
        """Return one asset."""
        return await self._register.get(_by(principal, Action.ASSET_READ), asset)

    async def create(self, principal: Principal, command: CreateAsset) -> Asset | Refused:
        """Register a new asset."""
        asset = await self.drafted(principal.tenant, command)
        if isinstance(asset, Refused):
            return asset
        return await self._register.add(_by(principal, Action.ASSET_CHANGE), asset)

    async def drafted(self, tenant: UUID, command: CreateAsset) -> Asset | Refused:
        """Return the asset that a command would register, or why it would not."""
        draft = Asset(
            id=self._ids(),
            active=True,
            version=1,
            **{field: getattr(command, field) for field in CreateAsset.__struct_fields__},
        )
        asset = checked(draft)
        if isinstance(asset, Refused):
            return asset
        return await self._misplaced(tenant, asset, before=None) or asset

    async def change(
        self, principal: Principal, asset: UUID, command: ChangeAsset, *, seen: int
    ) -> Asset | Refused:
        """Change an asset of which version `seen` was read."""

        async def alter(before: Asset) -> Asset | Refused:
            return await self.altered(principal.tenant, before, command)

        return await self._register.change(_by(principal, Action.ASSET_CHANGE), asset, seen, alter)

    async def altered(self, tenant: UUID, before: Asset, command: ChangeAsset) -> Asset | Refused:
        """Return the asset as a change would leave it, or why it can't be made."""
        after = changed(before, command)
        if isinstance(after, Refused):
            return after
        return await self._misplaced(tenant, after, before=before) or after

    async def _misplaced(
        self, tenant: UUID, asset: Asset, *, before: Asset | None
    ) -> Refused | None:
        """Return why the asset can't lie where it says: inside what, and with whom."""
        if asset.parent is not None and (before is None or asset.parent != before.parent):
            async with self._database.reading(tenant) as reader:
                inside = await store.is_inside(reader, tenant, asset.parent, asset.id)
            if inside is None:
                return malformed(Refusal.ASSET_PARENT_NOT_FOUND, "/parent")
            if inside:
                return malformed(Refusal.ASSET_INSIDE_ITSELF, "/parent")
        if (
            asset.customer is not None
            and (before is None or asset.customer != before.customer)
            and not await self._customers.has_customer(tenant, asset.customer)
        ):
            return malformed(Refusal.ASSET_CUSTOMER_NOT_FOUND, "/customer")
        return None


def _by(principal: Principal, action: Action) -> By:
    allowed = decide_access(principal, action, KIND.name)
    return By(principal.tenant, principal.actor, allowed)
