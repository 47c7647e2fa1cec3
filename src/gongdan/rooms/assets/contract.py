"""What others may know of assets: the things on which work is done."""

from uuid import UUID

from msgspec import UNSET, Struct, UnsetType


class Asset(Struct, frozen=True, kw_only=True):
    """An asset as it is shown; coordinates are WGS 84 degrees, both or neither."""

    id: UUID
    code: str
    name: str
    kind: str
    place: str
    latitude: float | None
    longitude: float | None
    parent: UUID | None
    customer: UUID | None
    active: bool
    version: int


class AssetName(Struct, frozen=True):
    """An asset as a list of something else shows it."""

    id: UUID
    code: str
    name: str


class CreateAsset(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Register an asset. `code` is unique among the tenant's assets, whatever the case."""

    code: str
    name: str
    kind: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    parent: UUID | None = None
    customer: UUID | None = None


class ChangeAsset(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Change what is named here and nothing else; null takes away, `active` false retires."""

    code: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    place: str | UnsetType = UNSET
    latitude: float | UnsetType | None = UNSET
    longitude: float | UnsetType | None = UNSET
    parent: UUID | UnsetType | None = UNSET
    customer: UUID | UnsetType | None = UNSET
    active: bool | UnsetType = UNSET
