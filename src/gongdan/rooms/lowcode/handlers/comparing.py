"""Any two versions of a definition, or a version and the draft, compared in words."""

from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.engines.flow.model import FlowDefinition
from gongdan.kernel.database import Database
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef, Sections
from gongdan.rooms.lowcode.contract.telling import Words
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.domain.told import ToldPart, tell
from gongdan.rooms.lowcode.handlers.shelves import unreadable
from gongdan.rooms.lowcode.ports import RoleNames
from gongdan.rooms.lowcode.store.definitions import (
    load_body,
    load_draft,
    newest_version,
    taken_keys,
)

DRAFT: Final = "draft"
NOTHING: Final = "0"


class Compared(Struct, frozen=True):
    """Two bodies compared: the number of a version, `draft`, or `0` for nothing yet."""

    before: str
    after: str
    parts: tuple[ToldPart, ...]
    roles: dict[str, Words]


class Comparing:
    """Compares what stands on one shelf."""

    def __init__(self, database: Database, sections: Sections, roles: RoleNames) -> None:
        self._database = database
        self._sections = sections
        self._roles = roles

    async def compare(
        self, tenant: UUID, key: str, before: str, after: str, *, drafts: bool
    ) -> Compared | Refused:
        """Compare two of them; "" means the published version before, the draft (or it) after.

        `drafts`: whether the reader may see a draft.
        """
        async with self._database.reading(tenant) as reader:
            if key not in await taken_keys(reader, tenant):
                return refuse(DefinitionCode.UNKNOWN, RefusalKind.NOT_FOUND, key=key)
            newest = str(await newest_version(reader, tenant, key) or NOTHING)
            draft = drafts and await load_draft(reader, tenant, key)
        sides = (before or newest, after or (DRAFT if draft else newest))
        if DRAFT in sides and not drafts:
            return refuse(DefinitionCode.DRAFT_MISSING, RefusalKind.NOT_FOUND, key=key)
        bundles = [await self.bundle(tenant, key, side) for side in sides]
        old, new = bundles
        if isinstance(old, Refused):
            return old
        if isinstance(new, Refused):
            return new
        parts = tell(old, new, self._sections)
        return Compared(*sides, parts, await self._roles.names(tenant))

    async def bundle(self, tenant: UUID, key: str, wanted: str) -> Bundle | Refused:
        """Return one body: of a version, of the draft, or (`0`) an empty one."""
        if wanted == NOTHING:
            return Bundle(key=key, title={}, flow=FlowDefinition({}, ()))
        body: bytes | None
        async with self._database.reading(tenant) as reader:
            if wanted == DRAFT:
                draft = await load_draft(reader, tenant, key)
                body = draft.body if draft else None
            else:
                version = int(wanted) if wanted.isascii() and wanted.isdigit() else 0
                ref = DefinitionRef(key, min(version, 2**31 - 1))
                body = await load_body(reader, tenant, ref)
        if body is None:
            code = (
                DefinitionCode.DRAFT_MISSING if wanted == DRAFT else DefinitionCode.VERSION_UNKNOWN
            )
            return refuse(code, RefusalKind.NOT_FOUND, key=key, version=wanted[:20])
        bundle = parse(body)
        return unreadable(bundle) if isinstance(bundle, tuple) else bundle
