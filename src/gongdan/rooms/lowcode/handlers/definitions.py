"""Work on definitions: save a draft, check, publish, roll back, retire; all answers are values."""

from collections.abc import Iterable, Mapping
from functools import partial
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database, Reader, Writer
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.lowcode.contract import (
    Bundle,
    Change,
    DefinitionPublished,
    DefinitionRef,
    Finding,
    Known,
    Section,
    Sections,
)
from gongdan.rooms.lowcode.contract.publishing import (
    PublishBody,
    PublishDraft,
    PublishingCommand,
    RetireDefinition,
    RollBack,
    SaveDraft,
)
from gongdan.rooms.lowcode.domain.bundle import body_of, parse, sha256_of
from gongdan.rooms.lowcode.domain.check import (
    KEY,
    check_bundle,
    differences,
    doubts,
    own_sections,
)
from gongdan.rooms.lowcode.domain.library import departures, reference
from gongdan.rooms.lowcode.domain.oneself import names_oneself
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.shelves import Shelves, edition_of, lines, unreadable
from gongdan.rooms.lowcode.ports import ConnectorKeys, RoleKeys
from gongdan.rooms.lowcode.store.approvals import load_desk
from gongdan.rooms.lowcode.store.definitions import (
    DraftBody,
    load_body,
    load_draft,
    newest_version,
)
from gongdan.rooms.lowcode.store.library import load_library, load_named
from gongdan.rooms.lowcode.store.shipped import shipped_bodies


class Checked(Struct, frozen=True):
    """What a check found in a draft, what should be looked at again, what would change.

    `titles` says what the draft's nodes are called, by key and language.
    """

    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    doubts: tuple[Finding, ...] = ()
    titles: Mapping[str, Mapping[str, str]] = {}


class ShippedUnsoundError(Exception):
    """A definition that comes with the program can't be published."""


class DefinitionDesk:
    """Keeps, checks and publishes the definitions of tenants.

    `others` are the sections of which other rooms are in charge; lowcode's own are always checked.
    """

    def __init__(
        self,
        database: Database,
        others: Iterable[Section],
        roles: RoleKeys,
        trail: AuditTrail,
        *,
        connectors: ConnectorKeys | None = None,
    ) -> None:
        self._database = database
        self.sections = Sections((*own_sections(), *others))
        self._roles = roles
        self._connectors = connectors
        self._shelves = Shelves(database, trail)

    async def save_draft(self, by: By, key: str, body: bytes, *, seen: int) -> int | Refused:
        """Keep a body as the draft of a key; returns its edition.

        A draft must be readable; whether it is sound is asked when it is published.
        """
        bundle = parse(body)
        if isinstance(bundle, tuple):
            return unreadable(bundle)
        if not KEY.fullmatch(bundle.key):
            return unreadable((Finding("bundle_key_malformed", "key"),))
        if bundle.key != key:
            return refuse(DefinitionCode.KEY_DIFFERS, RefusalKind.MALFORMED, key=bundle.key)
        kept = body_of(bundle)
        command = SaveDraft(key=key, sha256=sha256_of(kept), edition=seen)
        done = await self._shelves.do(by, command, bundle, kept)
        return done if isinstance(done, Refused) else edition_of(done) or seen

    async def draft(self, tenant: UUID, key: str) -> DraftBody | Refused:
        """Return the draft: its edition and body."""
        async with self._database.reading(tenant) as reader:
            draft = await load_draft(reader, tenant, key)
        return draft or refuse(DefinitionCode.DRAFT_MISSING, RefusalKind.NOT_FOUND, key=key)

    async def body(self, tenant: UUID, ref: DefinitionRef) -> bytes | Refused:
        """Return a version's body."""
        async with self._database.reading(tenant) as reader:
            body = await load_body(reader, tenant, ref)
        return _no_version(ref) if body is None else body

    async def check(self, tenant: UUID, key: str) -> Checked | Refused:
        """Check the draft, and compare it with the published version."""
        draft = await self.draft(tenant, key)
        if isinstance(draft, Refused):
            return draft
        bundle = parse(draft.body)
        if isinstance(bundle, tuple):
            return Checked(bundle, ())
        findings = await self.findings(tenant, bundle)
        async with self._database.reading(tenant) as reader:
            version = await newest_version(reader, tenant, key)
            old = version and await load_body(reader, tenant, DefinitionRef(key, version))
            departed = await _departures(reader, tenant, bundle)
        before = parse(old) if old else None
        changes = differences(before, bundle, self.sections) if isinstance(before, Bundle) else ()
        titles = {key: node.title for key, node in bundle.flow.nodes.items()}
        return Checked(findings, changes, (*doubts(bundle), *departed), titles)

    async def publish(self, by: By, key: str, *, edition: int) -> DefinitionRef | Refused:
        """Publish the draft of this edition."""
        draft = await self.draft(by.tenant, key)
        if isinstance(draft, Refused):
            return draft
        command = PublishDraft(key=key, edition=edition, sha256=sha256_of(draft.body))
        done = await self._publish(by, draft.body, command)
        return done or refuse(DefinitionCode.DRAFT_MISSING, RefusalKind.NOT_FOUND, key=key)

    async def publish_from_file(self, by: By, body: bytes) -> DefinitionRef | Refused | None:
        """Publish a body from a file; None where it had been published before."""
        bundle = parse(body)
        if isinstance(bundle, tuple):
            return unreadable(bundle)
        kept = body_of(bundle)
        command = PublishBody(key=bundle.key, sha256=sha256_of(kept))
        return await self._publish(by, kept, command)

    async def publish_shipped(self, by: By) -> tuple[DefinitionRef, ...]:
        """Publish what comes with the program and is new to the tenant.

        Raises `ShippedUnsoundError`: a fault of the program.
        """
        done: list[DefinitionRef] = []
        for body in shipped_bodies():
            published = await self.publish_from_file(by, body)
            if isinstance(published, Refused):
                raise ShippedUnsoundError(published.code, published.facts)
            if published is not None:
                done.append(published)
        return tuple(done)

    async def roll_back(self, by: By, ref: DefinitionRef) -> DefinitionRef | Refused:
        """Publish an old version's body as a new version, if it is still sound."""
        body = await self.body(by.tenant, ref)
        if isinstance(body, Refused):
            return body
        done = await self._publish(by, body, RollBack(key=ref.key, version=ref.version))
        return done or _no_version(ref)

    async def retire(self, by: By, key: str) -> Refused | None:
        """Let no new order start by this definition."""
        done = await self._shelves.do(by, RetireDefinition(key=key))
        return done if isinstance(done, Refused) else None

    async def _publish(
        self, by: By, body: bytes, command: PublishingCommand
    ) -> DefinitionRef | Refused | None:
        bundle = parse(body)
        if isinstance(bundle, tuple):
            return unreadable(bundle)
        if findings := await self.findings(by.tenant, bundle):
            return _unsound(findings)
        guard = partial(_not_for_oneself, by, bundle, drafted=isinstance(command, PublishDraft))
        done = await self._shelves.do(by, command, bundle, body, guard=guard)
        if isinstance(done, Refused):
            return done
        published = (event for event in done if isinstance(event, DefinitionPublished))
        return next((DefinitionRef(event.key, event.version) for event in published), None)

    async def findings(self, tenant: UUID, bundle: Bundle) -> tuple[Finding, ...]:
        """Return what keeps a bundle from being published in a tenant."""
        connectors = await self._connectors.of(tenant) if self._connectors else None
        known = Known(await self._roles.of(tenant), connectors)
        return check_bundle(bundle, self.sections, known)


async def _departures(reader: Reader, tenant: UUID, bundle: Bundle) -> tuple[Finding, ...]:
    named = [found for each in bundle.fields.values() if (found := reference(each.library))]
    if not any(field.library for field in bundle.fields.values()):
        return ()
    library = await load_library(reader, tenant)
    newest = {name: each.version for name, each in library.items() if not each.removed}
    return tuple(departures(bundle, await load_named(reader, tenant, named), newest))


async def _not_for_oneself(
    by: By, bundle: Bundle, writer: Writer, *, drafted: bool
) -> Refused | None:
    """Return why a person can't publish this alone: it names him where nothing did before.

    An approval is of the draft: it lets no other body through.
    """
    version = await newest_version(writer, by.tenant, bundle.key)
    old = version and await load_body(writer, by.tenant, DefinitionRef(bundle.key, version))
    before = parse(old) if old else None
    named = names_oneself(before if isinstance(before, Bundle) else None, bundle, by.person)
    if not named:
        return None
    desk = await load_desk(writer, by.tenant, bundle.key) if drafted else None
    if desk is not None and desk.status == "approved":
        return None
    code, places = DefinitionCode.NAMES_ONESELF, list(named[:20])
    return refuse(code, RefusalKind.FORBIDDEN, key=bundle.key, places=places)


def _unsound(findings: tuple[Finding, ...]) -> Refused:
    return refuse(DefinitionCode.UNSOUND, findings=lines(findings))


def _no_version(ref: DefinitionRef) -> Refused:
    return refuse(
        DefinitionCode.VERSION_UNKNOWN, RefusalKind.NOT_FOUND, key=ref.key, version=ref.version
    )
