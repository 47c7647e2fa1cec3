"""The table of assets."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.paging import START, Cursor, prefix_span
from gongdan.kernel.predicate import Predicate, to_sql
from gongdan.kernel.text import fold
from gongdan.rooms.assets.contract import Asset, AssetName

_COLUMNS = (
    "id, code, name, kind, place, latitude, longitude,"
    " parent_id AS parent, customer_id AS customer, active, version"
)


class Wanted(Struct, frozen=True, kw_only=True):
    """Which assets a page asks for; `prefix` of code or name."""

    prefix: str = ""
    active: bool | None = None
    parent: UUID | None = None
    customer: UUID | None = None
    after: Cursor = START
    limit: int = 50


def place_of(asset: Asset) -> Cursor:
    """Return where an asset stands in the list."""
    return Cursor(fold(asset.code), asset.id)


class AssetShelf:
    """`kernel.register.Shelf` of assets."""

    async def load(self, reader: Reader, tenant: UUID, entry: UUID) -> Asset | None:
        """Return one asset, or None."""
        row: Any = await reader.fetchrow(
            f"SELECT {_COLUMNS} FROM asset WHERE tenant_id = $1 AND id = $2", tenant, entry
        )
        return Asset(**row) if row else None

    async def add(self, writer: Writer, tenant: UUID, entry: Asset) -> None:
        """Keep a new asset."""
        await writer.execute(
            "INSERT INTO asset (tenant_id, id, version, active, code, code_key, name, name_key,"
            " kind, place, latitude, longitude, parent_id, customer_id)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            *_values(tenant, entry),
        )

    async def save(self, writer: Writer, tenant: UUID, entry: Asset) -> Asset | None:
        """Store an asset over the version that it was read in, if that still stands."""
        status = await writer.execute(
            "UPDATE asset SET version = $3 + 1, active = $4, code = $5, code_key = $6, name = $7,"
            " name_key = $8, kind = $9, place = $10, latitude = $11, longitude = $12,"
            " parent_id = $13, customer_id = $14"
            " WHERE tenant_id = $1 AND id = $2 AND version = $3",
            *_values(tenant, entry),
        )
        return replace(entry, version=entry.version + 1) if status.endswith(" 1") else None


async def page(reader: Reader, tenant: UUID, wanted: Wanted, allowed: Predicate) -> Sequence[Asset]:
    """Return a page of assets, ordered by code, and one more if there is one."""
    arguments: list[object] = [tenant, wanted.after.key, wanted.after.id]
    narrowed = ""
    if wanted.active is not None:
        narrowed += " AND active" if wanted.active else " AND NOT active"
    for column, value in (("parent_id", wanted.parent), ("customer_id", wanted.customer)):
        if value is not None:
            arguments.append(value)
            narrowed += f" AND {column} = ${len(arguments)}"
    if prefix := fold(wanted.prefix.strip()):
        low, high = f"${len(arguments) + 1}", f"${len(arguments) + 2}"
        narrowed += (
            f" AND (code_key >= {low} AND code_key < {high}"
            f" OR name_key >= {low} AND name_key < {high})"
        )
        arguments += prefix_span(prefix)
    condition, more = to_sql(allowed, {}, len(arguments) + 1)
    rows: Any = await reader.fetch(
        f"SELECT {_COLUMNS} FROM asset WHERE tenant_id = $1 AND (code_key, id) > ($2, $3)"
        f"{narrowed} AND {condition} ORDER BY code_key, id LIMIT {wanted.limit + 1:d}",
        *arguments,
        *more,
    )
    return [Asset(**row) for row in rows]


async def names(reader: Reader, tenant: UUID, ids: Collection[UUID]) -> Sequence[AssetName]:
    """Return codes and names of those of the ids that are assets."""
    rows: Any = await reader.fetch(
        "SELECT id, code, name FROM asset WHERE tenant_id = $1 AND id = ANY($2::uuid[])",
        tenant,
        list(ids),
    )
    return [AssetName(**row) for row in rows]


async def by_codes(
    reader: Reader, tenant: UUID, keys: Collection[str], *, active: bool
) -> dict[str, UUID]:
    """Return the assets of exactly these codes, by code; `active`: only those in use."""
    rows = await reader.fetch(
        "SELECT code_key, id FROM asset WHERE tenant_id = $1 AND code_key = ANY($2::text[])"
        " AND (active OR NOT $3)",
        tenant,
        list(keys),
        active,
    )
    return {row["code_key"]: row["id"] for row in rows}


async def is_inside(reader: Reader, tenant: UUID, asset: UUID, other: UUID) -> bool | None:
    """Tell whether `asset` is `other` or lies anywhere inside it; None: there is no `asset`."""
    found: bool | None = await reader.fetchval(
        "WITH RECURSIVE up AS ("
        " SELECT id, parent_id FROM asset WHERE tenant_id = $1 AND id = $2"
        " UNION"
        " SELECT a.id, a.parent_id FROM asset a JOIN up ON a.tenant_id = $1 AND a.id = up.parent_id"
        ") SELECT bool_or(id = $3) FROM up",
        tenant,
        asset,
        other,
    )
    return found


def _values(tenant: UUID, asset: Asset) -> tuple[object, ...]:
    return (
        tenant,
        asset.id,
        asset.version,
        asset.active,
        asset.code,
        fold(asset.code),
        asset.name,
        fold(asset.name),
        asset.kind,
        asset.place,
        asset.latitude,
        asset.longitude,
        asset.parent,
        asset.customer,
    )
