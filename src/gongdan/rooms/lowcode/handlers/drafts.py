"""Begin a draft, and throw it away."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef
from gongdan.rooms.lowcode.contract.publishing import BeginDraft, DiscardDraft
from gongdan.rooms.lowcode.domain.bundle import body_of, parse, sha256_of
from gongdan.rooms.lowcode.domain.check import KEY
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.domain.starting import begun, free_key, key_of
from gongdan.rooms.lowcode.domain.words import LONGEST
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.shelves import Shelves, edition_of, unreadable
from gongdan.rooms.lowcode.store.definitions import load_body, load_draft, taken_keys
from gongdan.rooms.lowcode.store.shipped import Template, plainest_body, shipped_templates


class Wish(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new process as somebody wants it: from a template, from a version, or from five steps.

    Without a key it gets one that reads as its English title, or as its template's.
    """

    title: dict[str, str]
    key: str | None = None
    template: str | None = None
    copy_of: DefinitionRef | None = None


class Begun(Struct, frozen=True):
    """The draft of a new process."""

    key: str
    edition: int


class Drafts:
    """The drafts of tenants, from their beginning to their end."""

    def __init__(
        self,
        database: Database,
        trail: AuditTrail,
        templates: tuple[Template, ...] | None = None,
    ) -> None:
        self._database = database
        self._shelves = Shelves(database, trail)
        self.templates = shipped_templates() if templates is None else templates

    async def begin(self, by: By, wish: Wish) -> Begun | Refused:
        """Keep the first draft of a new process."""
        title = _clean_title(wish.title)
        if isinstance(title, Refused):
            return title
        origin = await self._origin(by.tenant, wish)
        if isinstance(origin, Refused):
            return origin
        async with self._database.reading(by.tenant) as reader:
            taken = await taken_keys(reader, by.tenant)
        key = wish.key or free_key(wish.template or key_of(title), taken)
        if not KEY.fullmatch(key):
            return refuse(DefinitionCode.KEY_MALFORMED, RefusalKind.MALFORMED, key=key[:80])
        bundle = begun(origin, key, title, wish.template or "")
        body = body_of(bundle)
        done = await self._shelves.do(by, BeginDraft(key=key, sha256=sha256_of(body)), bundle, body)
        if isinstance(done, Refused):
            if done.code != DefinitionCode.KEY_TAKEN:
                return done
            return refuse(DefinitionCode.KEY_TAKEN, key=key, free=free_key(key, {*taken, key}))
        return Begun(key, edition_of(done) or 1)

    async def discard(self, by: By, key: str, *, edition: int) -> bytes | Refused:
        """Throw a draft away; returns its body, so that it can be saved again."""
        async with self._database.reading(by.tenant) as reader:
            draft = await load_draft(reader, by.tenant, key)
        done = await self._shelves.do(by, DiscardDraft(key=key, edition=edition))
        if isinstance(done, Refused):
            return done
        return draft.body if draft else b"{}"

    async def _origin(self, tenant: UUID, wish: Wish) -> Bundle | Refused:
        body: bytes | Refused = plainest_body()
        if wish.template is not None and wish.copy_of is not None:
            return refuse(DefinitionCode.ORIGIN_TWICE, RefusalKind.MALFORMED)
        if wish.template is not None:
            body = self._template(wish.template)
        elif wish.copy_of is not None:
            body = await self._version(tenant, wish.copy_of)
        if isinstance(body, Refused):
            return body
        bundle = parse(body)
        return unreadable(bundle) if isinstance(bundle, tuple) else bundle

    def _template(self, key: str) -> bytes | Refused:
        found = next((each for each in self.templates if each.key == key), None)
        if found is None:
            code, kind = DefinitionCode.TEMPLATE_UNKNOWN, RefusalKind.MALFORMED
            return refuse(code, kind, template=key[:80])
        return found.body

    async def _version(self, tenant: UUID, ref: DefinitionRef) -> bytes | Refused:
        version = min(max(ref.version, 0), 2**31 - 1)
        body = None
        if KEY.fullmatch(ref.key):
            async with self._database.reading(tenant) as reader:
                body = await load_body(reader, tenant, DefinitionRef(ref.key, version))
        if body is None:
            code, kind = DefinitionCode.VERSION_UNKNOWN, RefusalKind.MALFORMED
            return refuse(code, kind, key=ref.key[:80], version=version)
        return body


def _clean_title(title: dict[str, str]) -> dict[str, str] | Refused:
    clean = {}
    for language, text in list(title.items())[:10]:
        line = clean_line(text, limit=LONGEST)
        if isinstance(line, TextFault) or not language.isascii():
            return refuse(DefinitionCode.TITLE_UNUSABLE, RefusalKind.MALFORMED)
        if line:
            clean[language[:20]] = line
    return clean or refuse(DefinitionCode.TITLE_UNUSABLE, RefusalKind.MALFORMED)
