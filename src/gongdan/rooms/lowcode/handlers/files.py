"""Definitions out to files, and in from files as drafts."""

from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongdan import __version__
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef, Finding
from gongdan.rooms.lowcode.contract.publishing import SaveDraft
from gongdan.rooms.lowcode.domain.bundle import body_of, sha256_of
from gongdan.rooms.lowcode.domain.check import KEY
from gongdan.rooms.lowcode.domain.files import Unpacked, packed, unpacked
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.domain.starting import free_key
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from gongdan.rooms.lowcode.handlers.drafts import Begun
from gongdan.rooms.lowcode.handlers.shelves import Shelves, edition_of, unreadable
from gongdan.rooms.lowcode.store.definitions import (
    DraftBody,
    load_body,
    load_draft,
    taken_keys,
)

_PROGRAM = f"gongdan {__version__}"


class Looked(Struct, frozen=True, kw_only=True):
    """What a file holds, before anything is kept.

    `faults` keep it from being taken at all; `findings` only from being published; `free` is the
    key under which it would find no draft of its key (its own, where there is none).
    """

    bundle: Bundle | None
    program: str
    faults: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    free: str


class BundleFiles:
    """Definitions as files."""

    def __init__(self, database: Database, trail: AuditTrail, desk: DefinitionDesk) -> None:
        self._database = database
        self._desk = desk
        self._shelves = Shelves(database, trail)

    async def export(self, tenant: UUID, key: str, version: int | None) -> bytes | Refused:
        """Return the file of a version, or (None) of the draft."""
        async with self._database.reading(tenant) as reader:
            found: bytes | DraftBody | None
            if version is None:
                found = await load_draft(reader, tenant, key)
            else:
                ref = DefinitionRef(key, min(max(version, 0), 2**31 - 1))
                found = await load_body(reader, tenant, ref)
        if found is None:
            code = (
                DefinitionCode.DRAFT_MISSING if version is None else DefinitionCode.VERSION_UNKNOWN
            )
            return refuse(code, RefusalKind.NOT_FOUND, key=key, version=version or 0)
        body = found.body if isinstance(found, DraftBody) else found
        return packed(msgspec.json.decode(body), _PROGRAM)

    async def look(self, tenant: UUID, raw: bytes) -> Looked:
        """Look at a file; nothing is kept."""
        found = unpacked(raw)
        if not isinstance(found, Unpacked):
            return Looked(bundle=None, program="", faults=found, findings=(), free="")
        bundle = found.bundle
        async with self._database.reading(tenant) as reader:
            taken = await taken_keys(reader, tenant)
            draft = await load_draft(reader, tenant, bundle.key)
        return Looked(
            bundle=bundle,
            program=found.program,
            faults=(),
            findings=await self._desk.findings(tenant, bundle),
            free=free_key(bundle.key, taken) if draft else bundle.key,
        )

    async def take(self, by: By, raw: bytes, key: str | None) -> Begun | Refused:
        """Keep what a file holds as the draft of its key, or of another one."""
        found = unpacked(raw)
        if not isinstance(found, Unpacked):
            return unreadable(found)
        wanted = key or found.bundle.key
        if not KEY.fullmatch(wanted):
            return refuse(DefinitionCode.KEY_MALFORMED, RefusalKind.MALFORMED, key=wanted[:80])
        bundle = replace(found.bundle, key=wanted)
        body = body_of(bundle)
        command = SaveDraft(key=wanted, sha256=sha256_of(body))
        done = await self._shelves.do(by, command, bundle, body, act="definition.import")
        if not isinstance(done, Refused):
            return Begun(wanted, edition_of(done) or 1)
        if done.code != DefinitionCode.DRAFT_STALE:
            return done
        async with self._database.reading(by.tenant) as reader:
            free = free_key(wanted, await taken_keys(reader, by.tenant))
        return refuse(DefinitionCode.DRAFT_THERE, key=wanted, free=free)
