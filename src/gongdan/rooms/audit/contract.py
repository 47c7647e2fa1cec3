"""The door of audit: the one event of its streams, and what a reader gets to see of it."""

from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import ActorKind, Event

AUDIT_READ = "audit.read"
"""The action that a principal needs to read the trail."""

AUDIT_EXPORT = "audit.export"
"""The action, and the deed, of taking a part of the trail out of the house."""

STREAM_KIND = "audit"
APPEND_FUNCTION = "append_audit_v1"
"""The SQL function that writes an event and its row, for `PostgresEventStore`."""


class ActRecorded(Event, frozen=True, kw_only=True):
    """Somebody did, or was refused, something; who and when stand in the event's envelope.

    `act` is a stable dotted word, `outcome` is done, failed or refused, `code` the refusal's
    code, `place` the node or route where it was tried. Holds ids and codes, no personal data.
    """

    act: str
    outcome: str
    object: Ref | None = None
    code: str = ""
    place: str = ""
    facts: dict[str, str | int | list[str]] = {}


class AuditActor(Struct, frozen=True):
    """Who acted: a person or client by id, a rule, timer or model by name.

    Of a person or client `name` is what they are called today; the trail itself keeps the id.
    """

    kind: ActorKind
    id: UUID | None
    name: str


class AuditEntry(Struct, frozen=True, kw_only=True):
    """One deed as a reader gets it; `id` is the event's, `hash` its place in the chain.

    `label` is what the object is called today: "" where it has no name, or none for this reader.
    `said` is what a refusal said, in the reader's language, without the facts that filled it in
    (the trail does not keep them): "" where nothing was refused, and in exports.
    """

    id: UUID
    at: datetime
    actor: AuditActor
    act: str
    outcome: str
    object: Ref | None
    label: str
    code: str
    place: str
    facts: dict[str, str | int | list[str]]
    stream: UUID
    seq: int
    hash: str
    said: str


class AuditFilter(Struct, frozen=True, kw_only=True):
    """Which deeds: each part that is given narrows; times are from (inclusive) to (exclusive).

    `object_kind` asks for all things of a kind; beside `object` it says nothing.
    """

    actor: UUID | None = None
    act: str = ""
    object: Ref | None = None
    object_kind: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None


class AuditPage(Struct, frozen=True):
    """Deeds, newest first, and the cursor of the next page (None: this was the last)."""

    items: list[AuditEntry]
    next: str | None


Format: TypeAlias = Literal["csv", "jsonl"]
"""A table for people, or one JSON object a line for programs."""


class ExportTrail(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Take the deeds under a filter out of the house, as a table or as JSON lines.

    Times are written in UTC. The export is a deed itself, with its filter as facts.
    """

    format: Format
    actor: UUID | None = None
    act: str = ""
    object_kind: str = ""
    object_id: UUID | None = None
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None
