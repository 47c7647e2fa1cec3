"""The tenant's field library: kept in versions, with warnings of twins and who uses what."""

from collections import Counter
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.database import Database
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef, Field, Finding
from gongdan.rooms.lowcode.domain.fields import check_field
from gongdan.rooms.lowcode.domain.library import LibraryField, reference
from gongdan.rooms.lowcode.domain.reading import read_json
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.domain.twins import Twin, twins
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.shelves import lines
from gongdan.rooms.lowcode.store.library import (
    KeptVersion,
    keep_version,
    load_library,
    load_versions,
)
from gongdan.rooms.lowcode.views.definitions import PublishedViews, list_definitions


class Use(Struct, frozen=True):
    """A published definition that uses a field: under which name, of which version of it."""

    key: str
    version: int
    field: str
    library_version: int


class Judged(Struct, frozen=True):
    """A field as it would stand in the library: what is wrong with it, and its twins."""

    findings: tuple[Finding, ...]
    twins: tuple[Twin, ...]


class Kept(Struct, frozen=True):
    """A field that was kept, with its twins: a warning, not a refusal."""

    field: LibraryField
    twins: tuple[Twin, ...]


class FieldLibrary:
    """Fields that definitions share."""

    def __init__(self, database: Database, trail: AuditTrail) -> None:
        self._database = database
        self._trail = trail
        self._published = PublishedViews(database)

    async def all(self, tenant: UUID) -> list[LibraryField]:
        """Return the fields of the library, by name."""
        return [each for each in (await self._library(tenant)).values() if not each.removed]

    async def like(self, tenant: UUID, text: str) -> list[LibraryField]:
        """Return fields whose name or title is like a text, or holds it."""
        wanted = Field(title={"zh": text, "en": text}, schema={})
        library = await self._library(tenant)
        fields = {name: each.field for name, each in library.items() if not each.removed}
        found = [twin.name for twin in twins(text, wanted, fields)]
        low = text.casefold()
        holding = (
            name
            for name, field in fields.items()
            if any(low in each.casefold() for each in (name, *field.title.values()))
        )
        return [library[name] for name in dict.fromkeys((*found, *holding))]

    async def judge(self, tenant: UUID, name: str, field: Field) -> Judged:
        """Return what is wrong with a field, and what may mean the same."""
        fields = {
            other: each.field
            for other, each in (await self._library(tenant)).items()
            if not each.removed
        }
        return Judged(_faults(name, field), twins(name, field, fields))

    async def versions(self, tenant: UUID, name: str) -> tuple[KeptVersion, ...] | Refused:
        """Return all versions of a field, newest first."""
        async with self._database.reading(tenant) as reader:
            found = await load_versions(reader, tenant, name)
        return found or refuse(DefinitionCode.FIELD_UNKNOWN, RefusalKind.NOT_FOUND, name=name[:80])

    async def uses(self, tenant: UUID, name: str) -> list[Use]:
        """Return where a field is used, by published definition."""
        return [use for use, used in await self._uses(tenant) if used == name]

    async def use_counts(self, tenant: UUID) -> dict[str, int]:
        """Return how many published definitions use each field that any of them uses."""
        pairs = {(used, use.key) for use, used in await self._uses(tenant)}
        return Counter(used for used, _ in pairs)

    async def keep(self, by: By, name: str, field: Field, *, seen: int) -> Kept | Refused:
        """Keep a field as the version after the one that was seen (0: there was none)."""
        judged = await self.judge(by.tenant, name, field)
        if judged.findings:
            return refuse(
                DefinitionCode.FIELD_UNSOUND,
                RefusalKind.MALFORMED,
                findings=lines(judged.findings),
            )
        done = await self._next(by, LibraryField(name, seen + 1, _shelved(field)))
        return done if isinstance(done, Refused) else Kept(done, judged.twins)

    async def remove(self, by: By, name: str, *, seen: int) -> LibraryField | Refused:
        """Take a field off the shelf: its versions stay, and definitions keep what they have."""
        found = (await self._library(by.tenant)).get(name)
        if found is None or found.removed:
            return refuse(DefinitionCode.FIELD_UNKNOWN, RefusalKind.NOT_FOUND, name=name[:80])
        return await self._next(by, LibraryField(name, seen + 1, found.field, removed=True))

    async def _next(self, by: By, field: LibraryField) -> LibraryField | Refused:
        async with self._database.writing(by.tenant) as writer:
            newest = (await load_library(writer, by.tenant)).get(field.name)
            there = newest.version if newest else 0
            if field.version != there + 1 or not await keep_version(
                writer, by.tenant, field, by.actor.id
            ):
                code, kind = DefinitionCode.FIELD_STALE, RefusalKind.STALE
                return refuse(code, kind, name=field.name, version=there)
            act = "field.remove" if field.removed else "field.keep"
            deed = Deed(
                tenant=by.tenant,
                actor=by.actor,
                act=act,
                facts={"name": field.name, "version": field.version},
            )
            await self._trail.record(deed, within=writer)
        return field

    async def _library(self, tenant: UUID) -> dict[str, LibraryField]:
        async with self._database.reading(tenant) as reader:
            return await load_library(reader, tenant)

    async def _uses(self, tenant: UUID) -> list[tuple[Use, str]]:
        async with self._database.reading(tenant) as reader:
            listed = await list_definitions(reader, tenant)
        found = []
        for line in listed:
            if line.version is None or line.status != "published":
                continue
            ref = DefinitionRef(line.key, line.version)
            published = await self._published.load(tenant, ref)
            if published is not None:
                found += _uses_in(published.bundle, ref)
        return found


def _uses_in(bundle: Bundle, ref: DefinitionRef) -> list[tuple[Use, str]]:
    named = ((name, reference(field.library)) for name, field in bundle.fields.items())
    return [
        (Use(ref.key, ref.version, name, origin[1]), origin[0])
        for name, origin in named
        if origin is not None
    ]


def _faults(name: str, field: Field) -> tuple[Finding, ...]:
    place = f"fields/{name[:80]}"
    unkept = read_json(msgspec.json.encode(field))
    if isinstance(unkept, Finding):
        return (msgspec.structs.replace(unkept, place=f"{place}/{unkept.place}".rstrip("/")),)
    return tuple(check_field(name, _shelved(field), place))


def _shelved(field: Field) -> Field:
    # what stands in the library has no origin in it
    return msgspec.structs.replace(field, library="")
