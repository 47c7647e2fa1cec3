"""What can be wanted of a definition, and what has happened to it."""

from typing import TypeAlias

from gongdan.kernel.messages import Command, Event


class SaveDraft(Command, frozen=True, kw_only=True):
    """Keep a body to work on; `edition` is the draft that was seen (0: there was none)."""

    key: str
    sha256: str
    edition: int = 0


class BeginDraft(Command, frozen=True, kw_only=True):
    """Keep the first draft of a key that nothing stands under."""

    key: str
    sha256: str


class DiscardDraft(Command, frozen=True, kw_only=True):
    """Throw the draft of this edition away."""

    key: str
    edition: int


class PublishDraft(Command, frozen=True, kw_only=True):
    """Make the draft of this edition the version by which new orders start.

    `sha256` is the body that was checked.
    """

    key: str
    edition: int
    sha256: str


class PublishBody(Command, frozen=True, kw_only=True):
    """Publish a body as it is (a shipped file); nothing happens if it is the newest already."""

    key: str
    sha256: str


class RollBack(Command, frozen=True, kw_only=True):
    """Publish the body of an old version again, as a new version."""

    key: str
    version: int


class RetireDefinition(Command, frozen=True, kw_only=True):
    """Let no new order start by this definition; running orders keep their version."""

    key: str


class DraftSaved(Event, frozen=True, kw_only=True):
    """A draft was kept."""

    key: str
    edition: int
    sha256: str


class DraftDiscarded(Event, frozen=True, kw_only=True):
    """A draft was thrown away; `sha256` is the body that it had."""

    key: str
    edition: int
    sha256: str


class DefinitionPublished(Event, frozen=True, kw_only=True):
    """A version was published; `body_of` is the old version whose body it has (0: a new one)."""

    key: str
    version: int
    sha256: str
    body_of: int = 0
    from_draft: bool = False


class DefinitionRetired(Event, frozen=True, kw_only=True):
    """No order starts by this version any more."""

    key: str
    version: int


PublishingCommand: TypeAlias = (
    BeginDraft | SaveDraft | DiscardDraft | PublishDraft | PublishBody | RollBack | RetireDefinition
)
PublishingEvent: TypeAlias = DraftSaved | DraftDiscarded | DefinitionPublished | DefinitionRetired
