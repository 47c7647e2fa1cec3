"""The event store on PostgreSQL: each append and each load is one round trip."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from gongdan.kernel.database import Database, Writer
from gongdan.kernel.eventstore.port import (
    Append,
    Appended,
    ClockSkew,
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
from gongdan.kernel.ids import NewId, new_id

_ARGUMENTS = (
    "$1,$2,$3,$4,$5,$6::uuid[],$7::text[],$8::bytea[],$9,$10,$11,$12::text::jsonb,"
    "$13,$14,$15,$16,$17"
)
_FIRST = """
SELECT request_hash, stream_id, version, status FROM idempotency
WHERE tenant_id = $1 AND actor = $2 AND route = $3 AND key = $4
"""
_HISTORY = """
SELECT e.stream_id, e.seq, e.event_id, e.recorded_at, e.type, e.body, e.hash, l.position
FROM event e LEFT JOIN log_entry l
  ON l.tenant_id = e.tenant_id AND l.stream_id = e.stream_id AND l.seq = e.seq
WHERE e.tenant_id = $1 AND e.stream_id = $2 AND e.seq > $3 ORDER BY e.seq LIMIT $4
"""


class _TakeBackError(Exception):
    """Leaves the transaction, so that what was written in it is taken back."""

    def __init__(self, held: Held) -> None:
        super().__init__()
        self.held = held


class PostgresEventStore:
    """An `EventStore` over `append_v1`.

    `functions` names, for each kind of stream that keeps rows beside its events, the SQL
    function that writes both; it takes the arguments of `append_v1` and the row's JSON.
    """

    def __init__(
        self, database: Database, functions: Mapping[str, str], ids: NewId = new_id
    ) -> None:
        self._database = database
        self._ids = ids
        self._statements = {
            # the names come from bootstrap, never from a request
            kind: f"SELECT * FROM {function}({_ARGUMENTS}, $18::text::jsonb)"
            for kind, function in functions.items()
        }
        self._plain = f"SELECT * FROM append_plain_v1({_ARGUMENTS})"

    async def append(self, append: Append) -> Outcome:
        """Write all of it or nothing, and say which."""
        async with self._database.untenanted() as connection:
            return await self._append(connection, append)

    async def append_together(self, appends: tuple[Append, ...]) -> tuple[Appended, ...] | Held:
        """Write appends to different streams of one tenant as one act, or nothing."""
        done: dict[UUID, Appended] = {}
        try:
            async with self._database.writing(appends[0].tenant) as writer:
                # always in the same order, or two acts on the same two orders wait for one another
                for append in sorted(appends, key=lambda each: each.stream):
                    outcome = await self._append(writer, append)
                    done[append.stream] = _or_take_back(append.stream, outcome)
        except _TakeBackError as back:
            return back.held
        return tuple(done[append.stream] for append in appends)

    async def _append(self, connection: Writer, append: Append) -> Outcome:
        statement = self._statements.get(append.kind)
        arguments = self._arguments(append)
        if statement is None:
            return _outcome(await connection.fetchrow(self._plain, *arguments))
        row = (append.row or b"{}").decode()
        return _outcome(await connection.fetchrow(statement, *arguments, row))

    async def first_answer(self, tenant: UUID, key: Idempotency) -> Replayed | KeyReused | None:
        """Return how this request was answered before, or None where it is new."""
        async with self._database.reading(tenant) as reader:
            row = await reader.fetchrow(_FIRST, tenant, key.actor, key.route, key.key)
        if row is None:
            return None
        if row["request_hash"] != key.request_hash:
            return KeyReused()
        return Replayed(row["stream_id"], row["version"], row["status"])

    async def load(self, tenant: UUID, stream: UUID) -> Loaded | None:
        """Return the head of a stream, or None where there is none for this tenant."""
        async with self._database.untenanted() as connection:
            row = await connection.fetchrow("SELECT * FROM load_stream_v1($1,$2)", tenant, stream)
        return Loaded(**row) if row else None

    async def history(
        self, tenant: UUID, stream: UUID, *, after: int = 0, limit: int = 10_000
    ) -> tuple[Stored, ...]:
        """Return the events with a seq above `after`, in order, at most `limit`."""
        async with self._database.reading(tenant) as reader:
            rows = await reader.fetch(_HISTORY, tenant, stream, after, limit)
        return tuple(Stored(*row.values()) for row in rows)

    def _arguments(self, append: Append) -> list[object]:
        key = append.idempotency
        return [
            append.tenant,
            append.stream,
            append.kind,
            append.expected,
            append.now,
            [pending.event_id for pending in append.events],
            [pending.type for pending in append.events],
            [pending.body for pending in append.events],
            append.command_id,
            append.fold_version,
            append.state,
            self._timers(append),
            key.actor if key else None,
            key.route if key else None,
            key.key if key else None,
            key.request_hash if key else None,
            key.status if key else None,
        ]

    def _timers(self, append: Append) -> str | None:
        if not append.timers:
            return None
        wanted = [
            {
                "op": "schedule",
                "id": self._ids(),
                "kind": timer.kind,
                "key": timer.key,
                "run_at": timer.run_at,
                "payload": timer.payload,
            }
            if isinstance(timer, Schedule)
            else {"op": "cancel", "kind": timer.kind, "key": timer.key}
            for timer in append.timers
        ]
        return msgspec.json.encode(wanted).decode()


def _or_take_back(stream: UUID, outcome: Outcome) -> Appended:
    if isinstance(outcome, Appended):
        return outcome
    raise _TakeBackError(Held(stream, outcome))


def _outcome(row: Any) -> Outcome:
    match row["outcome"]:
        case "appended":
            return Appended(
                row["stream_id"], row["version"], tuple(row["recorded_at"]), row["hash"]
            )
        case "version_conflict":
            return VersionConflict(row["version"])
        case "duplicate_command":
            return DuplicateCommand(row["version"])
        case "replayed":
            return Replayed(row["stream_id"], row["version"], row["status"])
        case "key_reused":
            return KeyReused()
        case "clock_skew":
            return ClockSkew()
        case other:
            raise LookupError(f"append answered {other!r}")
