"""Reading definitions: lists and versions for people, parsed bundles for who runs orders."""

from datetime import datetime
from functools import lru_cache
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Database, Reader
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef, Published
from gongdan.rooms.lowcode.domain.bundle import parse, sha256_of
from gongdan.rooms.lowcode.store.definitions import load_body


class DefinitionLine(Struct, frozen=True, kw_only=True):
    """A definition in the list: its newest version and its draft, where there are any.

    `reporters` are the roles whose people may start orders of it; none: whoever may report.
    """

    key: str
    title: dict[str, str]
    version: int | None
    status: Literal["draft", "published", "retired"]
    draft_edition: int | None
    reporters: list[str]


class VersionLine(Struct, frozen=True, kw_only=True):
    """One published version."""

    version: int
    sha256: str
    status: Literal["published", "retired"]
    body_of: int
    author_id: UUID | None
    note: str
    published_at: datetime
    retired_at: datetime | None


class DefinitionPage(Struct, frozen=True, kw_only=True):
    """A definition with all its versions, newest first; `draft_edition` is the draft's `ETag`."""

    key: str
    title: dict[str, str]
    draft_edition: int | None
    versions: list[VersionLine]


class BrokenBodyError(Exception):
    """A stored body can't be read: it was published by a newer program, or was tampered with."""


async def list_definitions(reader: Reader, tenant: UUID) -> list[DefinitionLine]:
    """Return all definitions of a tenant by key."""
    rows = await reader.fetch(
        "SELECT key, coalesce(d.title, p.title)::text AS title, p.version, p.status, d.edition,"
        " coalesce(p.reporters, '{}') AS reporters"
        " FROM (SELECT DISTINCT ON (key) key, version, status, title, reporters FROM definition"
        "       WHERE tenant_id = $1 ORDER BY key, version DESC) p"
        " FULL JOIN (SELECT key, edition, title FROM definition_draft WHERE tenant_id = $1) d"
        " USING (key) ORDER BY key LIMIT 1000",
        tenant,
    )
    return [
        DefinitionLine(
            key=row["key"],
            title=msgspec.json.decode(row["title"], type=dict[str, str]),
            version=row["version"],
            status=row["status"] or "draft",
            draft_edition=row["edition"],
            reporters=list(row["reporters"]),
        )
        for row in rows
    ]


async def get_definition(reader: Reader, tenant: UUID, key: str) -> DefinitionPage | None:
    """Return a definition with its versions (None: unknown)."""
    lines = [line for line in await list_definitions(reader, tenant) if line.key == key]
    if not lines:
        return None
    rows = await reader.fetch(
        "SELECT version, encode(sha256, 'hex') AS sha256, status, body_of, author_id, note,"
        " published_at, retired_at FROM definition"
        " WHERE tenant_id = $1 AND key = $2 ORDER BY version DESC LIMIT 1000",
        tenant,
        key,
    )
    return DefinitionPage(
        key=key,
        title=lines[0].title,
        draft_edition=lines[0].draft_edition,
        versions=[VersionLine(**dict(row)) for row in rows],
    )


class PublishedViews:
    """Fulfils `contract.PublishedDefinitions`; a body is parsed once in a process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[tuple[UUID, DefinitionRef], Published] = {}

    async def newest(self, tenant: UUID, key: str) -> Published | None:
        """Return the version by which new orders start."""
        async with self._database.untenanted() as connection:
            version: int | None = await connection.fetchval(
                "SELECT newest_definition_v1($1, $2)", tenant, key
            )
        return None if version is None else await self.load(tenant, DefinitionRef(key, version))

    async def load(self, tenant: UUID, ref: DefinitionRef) -> Published | None:
        """Return one version, retired or not.

        Raises `BrokenBodyError` for a body that this program can't read.
        """
        if (kept := self._kept.get((tenant, ref))) is not None:
            return kept
        async with self._database.reading(tenant) as reader:
            body = await load_body(reader, tenant, ref)
        if body is None:
            return None
        published = Published(ref, bytes.fromhex(sha256_of(body)), _bundle(body))
        if len(self._kept) >= 10_000:
            self._kept.clear()
        self._kept[tenant, ref] = published
        return published


@lru_cache(maxsize=1_000)
def _bundle(body: bytes) -> Bundle:
    # keyed by the body: tenants who run the same shipped definition share one bundle
    bundle = parse(body)
    if isinstance(bundle, tuple):
        raise BrokenBodyError(", ".join(f"{each.code} at {each.place}" for each in bundle[:5]))
    return bundle
