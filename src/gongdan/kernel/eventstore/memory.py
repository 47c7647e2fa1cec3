"""The event store in memory: the twin on which decisions, simulations and tests run.

It answers exactly as the PostgreSQL store does (one test suite runs on both). The hash is
handed in as `link`, because the kernel knows no engine.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from gongdan.kernel.clock import Clock
from gongdan.kernel.eventstore.port import (
    Append,
    Appended,
    CallOff,
    ClockSkew,
    Conflict,
    DuplicateCommand,
    Held,
    Idempotency,
    KeyReused,
    Loaded,
    Outcome,
    Replayed,
    Schedule,
    Stored,
    VersionConflict,
)

Link = Callable[[bytes, UUID, Stored], bytes]
"""Given the previous hash, the tenant and the event (its `hash` still empty): the next hash."""

_ZERO = bytes(32)
_TICK = timedelta(microseconds=1)
_SKEW = timedelta(seconds=5)


class MemoryEventStore:
    """An `EventStore` over dictionaries, with the database's clock played by `clock`."""

    def __init__(self, clock: Clock, link: Link) -> None:
        self._clock = clock
        self._link = link
        self._heads: dict[tuple[UUID, UUID], Loaded] = {}
        self._events: dict[tuple[UUID, UUID], list[Stored]] = {}
        self._commands: dict[tuple[UUID, UUID, UUID], int] = {}
        self._keys: dict[tuple[UUID, str, str, str], tuple[bytes, Replayed]] = {}
        self.timers: dict[tuple[UUID, str, str], Schedule] = {}
        self.rows: dict[tuple[UUID, UUID], bytes] = {}

    async def append(self, append: Append) -> Outcome:
        """Write all of it or nothing, and say which."""
        conflict = await self._conflict(append)
        return conflict or self._write(append, self._heads.get((append.tenant, append.stream)))

    async def append_together(self, appends: tuple[Append, ...]) -> tuple[Appended, ...] | Held:
        """Write appends to different streams of one tenant as one act, or nothing."""
        for append in sorted(appends, key=lambda each: each.stream):
            if (conflict := await self._conflict(append)) is not None:
                return Held(append.stream, conflict)
        heads = (self._heads.get((append.tenant, append.stream)) for append in appends)
        return tuple(map(self._write, appends, tuple(heads)))

    async def _conflict(self, append: Append) -> Conflict | None:
        at = (append.tenant, append.stream)
        head = self._heads.get(at)
        version = head.version if head else 0
        if head and head.kind != append.kind:
            return VersionConflict(version)
        if append.idempotency:
            first = await self.first_answer(append.tenant, append.idempotency)
            if first is not None:
                return first
        if append.command_id and (made := self._commands.get((*at, append.command_id))):
            return DuplicateCommand(made)
        if version != append.expected:
            return VersionConflict(version)
        if abs(self._clock() - append.now) > _SKEW:
            return ClockSkew()
        return None

    async def first_answer(self, tenant: UUID, key: Idempotency) -> Replayed | KeyReused | None:
        """Return how this request was answered before, or None where it is new."""
        found = self._keys.get((tenant, key.actor, key.route, key.key))
        if found is None:
            return None
        return found[1] if found[0] == key.request_hash else KeyReused()

    async def load(self, tenant: UUID, stream: UUID) -> Loaded | None:
        """Return the head of a stream, or None where there is none for this tenant."""
        return self._heads.get((tenant, stream))

    async def history(
        self, tenant: UUID, stream: UUID, *, after: int = 0, limit: int = 10_000
    ) -> tuple[Stored, ...]:
        """Return the events with a seq above `after`, in order, at most `limit`."""
        return tuple(self._events.get((tenant, stream), [])[after : after + limit])

    def _write(self, append: Append, head: Loaded | None) -> Appended:
        at = (append.tenant, append.stream)
        events = self._events.setdefault(at, [])
        start = len(events)
        for stored in self._chained(append, head):
            events.append(stored)
        version, last = len(events), events[-1]
        self._heads[at] = Loaded(
            append.kind, version, append.fold_version, append.state, last.hash, last.recorded_at
        )
        if append.command_id:
            self._commands[(*at, append.command_id)] = start + 1
        if key := append.idempotency:
            answer = Replayed(append.stream, version, key.status)
            self._keys[(append.tenant, key.actor, key.route, key.key)] = (key.request_hash, answer)
        if append.row is not None:
            self.rows[at] = append.row
        self._set_timers(append)
        times = tuple(stored.recorded_at for stored in events[start:])
        return Appended(append.stream, version, times, last.hash)

    def _chained(self, append: Append, head: Loaded | None) -> list[Stored]:
        previous, seq = (head.hash, head.version) if head else (_ZERO, 0)
        at: datetime = max(self._clock(), head.last_recorded_at + _TICK) if head else self._clock()
        chained: list[Stored] = []
        for pending in append.events:
            seq += 1
            bare = Stored(append.stream, seq, pending.event_id, at, pending.type, pending.body, b"")
            previous = self._link(previous, append.tenant, bare)
            chained.append(
                Stored(
                    append.stream, seq, pending.event_id, at, pending.type, pending.body, previous
                )
            )
            at += _TICK
        return chained

    def _set_timers(self, append: Append) -> None:
        for timer in append.timers:
            name = (append.tenant, timer.kind, timer.key)
            match timer:
                case Schedule():
                    self.timers[name] = timer
                case CallOff():
                    self.timers.pop(name, None)
