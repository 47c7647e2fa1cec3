"""What the house asks of an event store, whichever adapter answers.

`append` is one atomic act: events, chain, folded state, list row, timers, outbox and
idempotency together, or nothing. Conflicts come back as values.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct


class Pending(Struct, frozen=True):
    """An event on its way into the store: its id, its type and its canonical body."""

    event_id: UUID
    type: str
    body: bytes


class Idempotency(Struct, frozen=True):
    """The request that a client may send twice: who, where, its key, its hash and its status."""

    actor: str
    route: str
    key: str
    request_hash: bytes
    status: int


class Schedule(Struct, frozen=True):
    """Set (or move) the timer `key` of `kind` to `run_at`; `payload` is plain JSON data."""

    kind: str
    key: str
    run_at: datetime
    payload: dict[str, str | int | None] = {}


class CallOff(Struct, frozen=True):
    """Remove the timer `key` of `kind`, if it stands."""

    kind: str
    key: str


class Append(Struct, frozen=True, kw_only=True):
    """Everything that one accepted command leaves behind.

    `expected` is the version that was decided upon (0: the stream is new); `row` is the JSON
    of the stream's list row for kinds that keep one; `now` is the instant that the decision
    took for the present (more than 5 s from the store's clock is refused).
    """

    tenant: UUID
    stream: UUID
    kind: str
    expected: int
    now: datetime
    events: tuple[Pending, ...]
    fold_version: int
    state: bytes
    command_id: UUID | None = None
    idempotency: Idempotency | None = None
    timers: tuple[Schedule | CallOff, ...] = ()
    row: bytes | None = None


class Appended(Struct, frozen=True):
    """Stored: the new version, the server's time of each event, and the new head hash."""

    stream: UUID
    version: int
    recorded_at: tuple[datetime, ...]
    hash: bytes


class VersionConflict(Struct, frozen=True):
    """Somebody was faster: the stream stands at `version`."""

    version: int


class DuplicateCommand(Struct, frozen=True):
    """This command acted on this stream before; `version` is the seq of its first event."""

    version: int


class Replayed(Struct, frozen=True):
    """The same request was answered before: rebuild that answer from stream and version."""

    stream: UUID
    version: int
    status: int


class KeyReused(Struct, frozen=True):
    """The idempotency key belongs to another request."""


class ClockSkew(Struct, frozen=True):
    """The decision's `now` lies more than 5 s from the store's clock."""


Conflict = VersionConflict | DuplicateCommand | Replayed | KeyReused | ClockSkew
"""Why an append wrote nothing."""

Outcome = Appended | Conflict


class Held(Struct, frozen=True):
    """Why nothing of several appends was written: the conflict that one of the streams met."""

    stream: UUID
    conflict: Conflict


class Loaded(Struct, frozen=True):
    """A stream's head and its folded state."""

    kind: str
    version: int
    fold_version: int
    state: bytes
    hash: bytes
    last_recorded_at: datetime


class Stored(Struct, frozen=True):
    """One event as it lies in the store; `position` is None until it was sequenced."""

    stream: UUID
    seq: int
    event_id: UUID
    recorded_at: datetime
    type: str
    body: bytes
    hash: bytes
    position: int | None = None


class EventStore(Protocol):
    """The store: append, load the head, read the history."""

    async def append(self, append: Append) -> Outcome:
        """Write all of it or nothing, and say which."""
        ...

    async def append_together(self, appends: tuple[Append, ...]) -> tuple[Appended, ...] | Held:
        """Write appends to different streams of one tenant as one act, or nothing."""
        ...

    async def first_answer(self, tenant: UUID, key: Idempotency) -> Replayed | KeyReused | None:
        """Return how this request was answered before, or None where it is new.

        `append` asks the same; this is for a request that is refused before it gets there.
        """
        ...

    async def load(self, tenant: UUID, stream: UUID) -> Loaded | None:
        """Return the head of a stream, or None where there is none for this tenant."""
        ...

    async def history(
        self, tenant: UUID, stream: UUID, *, after: int = 0, limit: int = 10_000
    ) -> tuple[Stored, ...]:
        """Return the events with a seq above `after`, in order, at most `limit`."""
        ...
