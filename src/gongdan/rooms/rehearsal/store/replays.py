"""The tables of replays: what is put through which body, how far it came, whose turn it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.rehearsal.domain.found import Found

NEWEST = 10
_COLUMNS = (
    "id, user_id, key, version, sha256, body, wanted, state, total, seen, next_cursor, found,"
    " begun_at, changed_at"
)
_LEASE = """
UPDATE replay_turn SET lease_owner = $3, lease_until = clock_timestamp() + $4::interval
WHERE tenant_id = $1 AND replay_id = $2
    AND (lease_until IS NULL OR lease_until < clock_timestamp() OR lease_owner = $3)
RETURNING replay_id
"""


class Wanted(Struct, frozen=True, kw_only=True):
    """Which orders: reported from `after` on and before `before`.

    `orders_of` is their type where it is another than the one that is tried, `activities` says
    for which step of the draft an activity of another system stands.
    """

    after: datetime
    before: datetime
    orders_of: str = ""
    activities: dict[str, str] = {}


class Replay(Struct, frozen=True, kw_only=True):
    """One replay; `version` 0 is a draft, as it was when the replay began."""

    id: UUID
    user: UUID
    key: str
    version: int
    sha256: str
    body: bytes
    wanted: Wanted
    state: Literal["running", "done", "stopped"]
    total: int
    seen: int = 0
    next_cursor: str = ""
    found: Found = Found()
    begun_at: datetime
    changed_at: datetime

    @property
    def past(self) -> str:
        """The type of the orders."""
        return self.wanted.orders_of or self.key


class Turn(Struct, frozen=True):
    """One replay in a worker's hands."""

    tenant: UUID
    replay: UUID
    owner: str


async def begin(writer: Writer, tenant: UUID, replay: Replay) -> None:
    """Keep a new replay, and let it wait for a worker; the same person's older ones go."""
    await writer.execute(
        f"INSERT INTO replay (tenant_id, {_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7,"
        " $8::text::jsonb, $9, $10, $11, $12, $13::text::jsonb, $14, $15)",
        tenant,
        replay.id,
        replay.user,
        replay.key,
        replay.version,
        replay.sha256,
        replay.body,
        _json(replay.wanted),
        replay.state,
        replay.total,
        replay.seen,
        replay.next_cursor,
        _json(replay.found),
        replay.begun_at,
        replay.changed_at,
    )
    await writer.execute(
        "INSERT INTO replay_turn (tenant_id, replay_id) VALUES ($1, $2)", tenant, replay.id
    )
    await writer.execute(
        "DELETE FROM replay WHERE tenant_id = $1 AND id IN"
        " (SELECT id FROM replay WHERE tenant_id = $1 AND user_id = $2"
        f" ORDER BY begun_at DESC, id DESC OFFSET {NEWEST:d})",
        tenant,
        replay.user,
    )


async def load(reader: Reader, tenant: UUID, replay: UUID) -> Replay | None:
    """Return one replay."""
    row = await reader.fetchrow(
        f"SELECT {_COLUMNS} FROM replay WHERE tenant_id = $1 AND id = $2", tenant, replay
    )
    return _replay(row) if row else None


async def newest(reader: Reader, tenant: UUID, user: UUID, key: str) -> Sequence[Replay]:
    """Return somebody's newest replays, of one definition if it is named (not "")."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM replay WHERE tenant_id = $1 AND user_id = $2 AND $3 IN ('', key)"
        f" ORDER BY begun_at DESC, id DESC LIMIT {NEWEST:d}",
        tenant,
        user,
        key,
    )
    return [_replay(row) for row in rows]


async def due(worker: Reader, limit: int) -> Sequence[tuple[UUID, UUID]]:
    """Return the replays of all tenants that wait for a worker, as (tenant, replay)."""
    rows = await worker.fetch("SELECT * FROM replays_due_v1($1)", limit)
    return [(row[0], row[1]) for row in rows]


async def lease(writer: Writer, turn: Turn, lasting: timedelta) -> bool:
    """Take a replay in hand, or keep it there; False where it is in other hands or over."""
    taken = await writer.fetchval(_LEASE, turn.tenant, turn.replay, turn.owner, lasting)
    return taken is not None


async def advance(writer: Writer, tenant: UUID, replay: Replay) -> None:
    """Note how far a replay came; nobody's turn follows once it does not run any more."""
    await writer.execute(
        "UPDATE replay SET state = $3, seen = $4, next_cursor = $5, found = $6::text::jsonb,"
        " changed_at = $7 WHERE tenant_id = $1 AND id = $2 AND state = 'running'",
        tenant,
        replay.id,
        replay.state,
        replay.seen,
        replay.next_cursor,
        _json(replay.found),
        replay.changed_at,
    )
    if replay.state != "running":
        await writer.execute(
            "DELETE FROM replay_turn WHERE tenant_id = $1 AND replay_id = $2", tenant, replay.id
        )


async def forget_before(writer: Writer, tenant: UUID, then: datetime) -> None:
    """Forget replays with which nothing happened since then."""
    await writer.execute(
        "DELETE FROM replay WHERE tenant_id = $1 AND changed_at < $2", tenant, then
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _replay(row: Any) -> Replay:
    values = dict(row)
    return Replay(
        user=values.pop("user_id"),
        wanted=msgspec.json.decode(values.pop("wanted"), type=Wanted),
        found=msgspec.json.decode(values.pop("found"), type=Found),
        **values,
    )
