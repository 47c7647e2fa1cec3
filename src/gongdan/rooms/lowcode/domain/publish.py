"""Draft -> publish -> retire, and roll back: pure decisions over one key's shelf of versions.

Versions are numbered without gaps and never change; at most one is published, the others are
retired. Rolling back publishes an old body as a new version, so history never shrinks.
"""

from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.rooms.lowcode.contract.publishing import (
    BeginDraft,
    DefinitionPublished,
    DefinitionRetired,
    DiscardDraft,
    DraftDiscarded,
    DraftSaved,
    PublishBody,
    PublishDraft,
    PublishingCommand,
    PublishingEvent,
    RetireDefinition,
    RollBack,
    SaveDraft,
)
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse


class Version(Struct, frozen=True):
    """A version on the shelf."""

    version: int
    sha256: str
    status: Literal["published", "retired"] = "published"


class Draft(Struct, frozen=True):
    """The one draft of a key; its edition goes up with every save."""

    edition: int
    sha256: str


class Shelf(Struct, frozen=True):
    """All versions of one key, oldest first, and the draft.

    `last_edition` is the highest that a draft of the key ever had: a number never stands for two
    bodies, so whoever edits an old edition can be told what was changed since. `unapproved` are
    the roles that have yet to agree to the draft (`domain/approval.py`).
    """

    versions: tuple[Version, ...] = ()
    draft: Draft | None = None
    last_edition: int = 0
    unapproved: tuple[str, ...] = ()

    @property
    def published(self) -> Version | None:
        """The version by which new orders start."""
        return next((each for each in self.versions if each.status == "published"), None)


Decision = Accepted[PublishingEvent] | Refused


def decide(shelf: Shelf, command: PublishingCommand) -> Decision:
    """Decide on a command; whether a body is sound was checked before."""
    match command:
        case BeginDraft() | SaveDraft() | DiscardDraft():
            return _of_draft(shelf, command)
        case PublishDraft():
            return _publish_draft(shelf, command)
        case PublishBody():
            return _publish_body(shelf, command)
        case RollBack():
            return _roll_back(shelf, command)
        case RetireDefinition():
            return _retire(shelf, command)
        case _:
            assert_never(command)


def evolve(shelf: Shelf, event: PublishingEvent) -> Shelf:
    """Return the shelf after one event."""
    match event:
        case DraftSaved():
            draft = Draft(event.edition, event.sha256)
            return replace(shelf, draft=draft, last_edition=event.edition)
        case DraftDiscarded():
            return replace(shelf, draft=None)
        case DefinitionPublished():
            version = Version(event.version, event.sha256)
            return replace(
                shelf,
                versions=(*shelf.versions, version),
                draft=None if event.from_draft else shelf.draft,
            )
        case DefinitionRetired():
            versions = (_retired(each, event.version) for each in shelf.versions)
            return replace(shelf, versions=tuple(versions))
        case _:
            assert_never(event)


def _of_draft(shelf: Shelf, command: BeginDraft | SaveDraft | DiscardDraft) -> Decision:
    match command:
        case BeginDraft():
            return _begin(shelf, command)
        case SaveDraft():
            return _save(shelf, command)
        case DiscardDraft():
            return _discard(shelf, command)
        case _:
            assert_never(command)


def _begin(shelf: Shelf, command: BeginDraft) -> Decision:
    if shelf.versions or shelf.draft:
        return refuse(DefinitionCode.KEY_TAKEN, key=command.key)
    return _keep(shelf, command.key, command.sha256)


def _save(shelf: Shelf, command: SaveDraft) -> Decision:
    seen = shelf.draft.edition if shelf.draft else 0
    if command.edition != seen:
        return _stale(command.key, seen)
    if shelf.draft and shelf.draft.sha256 == command.sha256:
        return Accepted(())
    return _keep(shelf, command.key, command.sha256)


def _keep(shelf: Shelf, key: str, sha256: str) -> Decision:
    edition = max(shelf.last_edition, shelf.draft.edition if shelf.draft else 0) + 1
    return Accepted((DraftSaved(key=key, edition=edition, sha256=sha256),))


def _discard(shelf: Shelf, command: DiscardDraft) -> Decision:
    draft = shelf.draft
    if draft is None:
        return refuse(DefinitionCode.DRAFT_MISSING, RefusalKind.NOT_FOUND, key=command.key)
    if draft.edition != command.edition:
        return _stale(command.key, draft.edition)
    return Accepted((DraftDiscarded(key=command.key, edition=draft.edition, sha256=draft.sha256),))


def _publish_draft(shelf: Shelf, command: PublishDraft) -> Decision:
    if shelf.draft is None:
        return refuse(DefinitionCode.DRAFT_MISSING, RefusalKind.NOT_FOUND, key=command.key)
    if shelf.draft != Draft(command.edition, command.sha256):
        return _stale(command.key, shelf.draft.edition)
    if shelf.published and shelf.published.sha256 == shelf.draft.sha256:
        return refuse(DefinitionCode.NOTHING_NEW, key=command.key, version=shelf.published.version)
    if shelf.unapproved:
        roles = list(shelf.unapproved)
        return refuse(DefinitionCode.NEEDS_APPROVAL, key=command.key, roles=roles)
    return _publish(shelf, command.key, shelf.draft.sha256, from_draft=True)


def _publish_body(shelf: Shelf, command: PublishBody) -> Decision:
    # a shipped body that stands on the shelf was published once; what followed it was wished
    if any(each.sha256 == command.sha256 for each in shelf.versions):
        return Accepted(())
    return _publish(shelf, command.key, command.sha256)


def _roll_back(shelf: Shelf, command: RollBack) -> Decision:
    old = next((each for each in shelf.versions if each.version == command.version), None)
    if old is None:
        return refuse(
            DefinitionCode.VERSION_UNKNOWN,
            RefusalKind.NOT_FOUND,
            key=command.key,
            version=command.version,
        )
    if shelf.published and shelf.published.sha256 == old.sha256:
        return refuse(DefinitionCode.NOTHING_NEW, key=command.key, version=shelf.published.version)
    return _publish(shelf, command.key, old.sha256, body_of=old.version)


def _retire(shelf: Shelf, command: RetireDefinition) -> Decision:
    if shelf.published is None:
        return refuse(DefinitionCode.NOT_PUBLISHED, key=command.key)
    return Accepted((DefinitionRetired(key=command.key, version=shelf.published.version),))


def _publish(
    shelf: Shelf, key: str, sha256: str, *, body_of: int = 0, from_draft: bool = False
) -> Decision:
    before: tuple[PublishingEvent, ...] = ()
    if shelf.published:
        before = (DefinitionRetired(key=key, version=shelf.published.version),)
    published = DefinitionPublished(
        key=key,
        version=len(shelf.versions) + 1,
        sha256=sha256,
        body_of=body_of,
        from_draft=from_draft,
    )
    return Accepted((*before, published))


def _stale(key: str, edition: int) -> Refused:
    return refuse(DefinitionCode.DRAFT_STALE, RefusalKind.STALE, key=key, edition=edition)


def _retired(version: Version, number: int) -> Version:
    return replace(version, status="retired") if version.version == number else version
