"""The table of the field library."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.lowcode.contract import Field
from gongdan.rooms.lowcode.domain.library import LibraryField

MOST = 2_000


class KeptVersion(Struct, frozen=True, kw_only=True):
    """One version of a field of the library."""

    version: int
    field: Field
    removed: bool
    author_id: UUID | None
    kept_at: datetime


async def load_library(reader: Reader, tenant: UUID) -> dict[str, LibraryField]:
    """Return the newest version of each field, by name; removed ones too."""
    rows = await reader.fetch(
        "SELECT DISTINCT ON (name) name, version, body::text AS body, removed FROM library_field"
        " WHERE tenant_id = $1 ORDER BY name, version DESC LIMIT $2",
        tenant,
        MOST,
    )
    return {
        row["name"]: LibraryField(
            row["name"], row["version"], _field(row["body"]), removed=row["removed"]
        )
        for row in rows
    }


async def load_named(
    reader: Reader, tenant: UUID, named: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], Field]:
    """Return fields by name and version, as far as they are there."""
    names, versions = zip(*named, strict=True) if (named := list(named)) else ((), ())
    rows = await reader.fetch(
        "SELECT f.name, f.version, f.body::text AS body"
        " FROM unnest($2::text[], $3::integer[]) AS wanted (name, version)"
        " JOIN library_field f ON f.tenant_id = $1"
        " AND f.name = wanted.name AND f.version = wanted.version",
        tenant,
        list(names),
        list(versions),
    )
    return {(row["name"], row["version"]): _field(row["body"]) for row in rows}


async def load_versions(reader: Reader, tenant: UUID, name: str) -> tuple[KeptVersion, ...]:
    """Return all versions of a field, newest first."""
    rows = await reader.fetch(
        "SELECT version, body::text AS body, removed, author_id, kept_at FROM library_field"
        " WHERE tenant_id = $1 AND name = $2 ORDER BY version DESC LIMIT 200",
        tenant,
        name,
    )
    return tuple(
        KeptVersion(
            version=row["version"],
            field=_field(row["body"]),
            removed=row["removed"],
            author_id=row["author_id"],
            kept_at=row["kept_at"],
        )
        for row in rows
    )


async def keep_version(
    writer: Writer, tenant: UUID, field: LibraryField, author: UUID | None
) -> bool:
    """Keep a version; False where somebody kept that number meanwhile."""
    kept = await writer.fetchval(
        "INSERT INTO library_field (tenant_id, name, version, body, removed, author_id)"
        " VALUES ($1, $2, $3, $4::text::jsonb, $5, $6) ON CONFLICT DO NOTHING RETURNING version",
        tenant,
        field.name,
        field.version,
        msgspec.json.encode(field.field).decode(),
        field.removed,
        author,
    )
    return kept is not None


def _field(body: str) -> Field:
    return msgspec.json.decode(body, type=Field)
