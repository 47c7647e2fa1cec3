"""What is checked and what is found: the rows that come in, the findings that go out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from gongdan.engines.chain.checkpoint import EpochOpened
from gongdan.engines.chain.header import Header, digest
from gongdan.engines.chain.tiles import ReadTile

MOST_FINDINGS = 1_000
"""A report names so many findings and counts the rest."""


class Filed(NamedTuple):
    """What a row repeats of its body to be found by it: no hash covers it, so it is compared.

    `command_id` stands on the first event of its command only.
    """

    type: str
    command_id: UUID | None


class EventRow(NamedTuple):
    """A stored event; `recorded_at_us` in µs since 1970; `filed` where the store has it."""

    tenant: UUID
    stream: UUID
    seq: int
    event_id: UUID
    recorded_at_us: int
    body: bytes
    hash: bytes
    filed: Filed | None = None

    @property
    def header(self) -> Header:
        """The event as the chain sees it."""
        return Header(
            self.tenant,
            self.stream,
            self.seq,
            self.event_id,
            self.recorded_at_us,
            digest(self.body),
        )


class HeadRow(NamedTuple):
    """What a stream says of itself: how many events it has, and the hash of the last."""

    tenant: UUID
    stream: UUID
    version: int
    hash: bytes


class EntryRow(NamedTuple):
    """An event's place in its tenant's log."""

    tenant: UUID
    stream: UUID
    seq: int
    position: int


def no_tile(_level: int, _index: int) -> bytes:
    """Read a tile of a tenant that has no tree."""
    return b""


@dataclass(frozen=True, slots=True)
class TenantLog:
    """A tenant's log beside its entries.

    `notes` are signed checkpoints from the database (the newest is enough), `witness` those kept
    outside it, `keys` the public keys (32 bytes each) whose signatures count, `epochs` the
    records of restores, and `read_tile` reads the tiles of the newest epoch.
    """

    notes: tuple[str, ...] = ()
    witness: tuple[str, ...] = ()
    keys: tuple[bytes, ...] = ()
    epochs: tuple[EpochOpened, ...] = ()
    read_tile: ReadTile = no_tile


class Kind(StrEnum):
    """What may be wrong. The last two are notes: they bound what the check can tell."""

    BODY_CHANGED = "body_changed"
    HASH_BROKEN = "hash_broken"
    GAP = "gap"
    INSERTED = "inserted"
    REORDERED = "reordered"
    DELETED_TAIL = "deleted_tail"
    CLOCK_BACKWARDS = "clock_backwards"
    LOG_MISMATCH = "log_mismatch"
    ROOT_MISMATCH = "root_mismatch"
    CHECKPOINT_SIGNATURE = "checkpoint_signature"
    ROLLED_BACK = "rolled_back"
    MALFORMED = "malformed"
    NOT_SIGNED = "not_signed"
    NO_WITNESS = "no_witness"


NOTES = frozenset({Kind.NOT_SIGNED, Kind.NO_WITNESS})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `kind`, where (None: does not apply or can't be known), and a sentence."""

    kind: Kind
    text: str
    tenant: UUID | None = None
    stream: UUID | None = None
    seq: int | None = None
    position: int | None = None

    @property
    def is_note(self) -> bool:
        """Whether this bounds the check, and is no fault."""
        return self.kind in NOTES


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome for a database: of each bad stream the first bad entry, and what ails the logs.

    `signed` events stand under a checkpoint whose signature holds. `more` findings were counted
    beyond those named.
    """

    events: int
    streams: int
    tenants: int
    signed: int
    intact: bool
    findings: tuple[Finding, ...]
    more: int = 0


Logs = Mapping[UUID, TenantLog]
