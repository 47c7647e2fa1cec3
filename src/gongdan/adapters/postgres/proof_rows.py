"""What the proof of one order is made of: its events, their places, the tree above them."""

from collections.abc import Callable
from uuid import UUID

from gongdan.adapters.postgres.chain_rows import event_row
from gongdan.engines.chain.proof import Placed
from gongdan.engines.chain.tiles import ReadTile
from gongdan.kernel.database import Reader

_STREAM = """
SELECT e.tenant_id, e.stream_id, e.seq, e.event_id, e.recorded_at, e.body, e.hash, l.position
FROM event e LEFT JOIN log_entry l
    ON l.tenant_id = $1 AND l.stream_id = e.stream_id AND l.seq = e.seq
WHERE e.tenant_id = $1 AND e.stream_id = $2 ORDER BY e.seq
"""
_FIND = "SELECT id FROM order_row WHERE tenant_id = $1 AND number = $2"
_NOTE = """
SELECT note, epoch FROM checkpoint WHERE tenant_id = $1 ORDER BY epoch DESC, size DESC LIMIT 1
"""
_TILES = """
SELECT t.level, t.index, t.hashes FROM log_tile t
JOIN unnest($3::smallint[], $4::bigint[]) AS wanted (level, index) USING (level, index)
WHERE t.tenant_id = $1 AND t.epoch = $2
"""
_BLANK = bytes(256 * 32)


async def order_numbered(reader: Reader, tenant: UUID, number: str) -> UUID | None:
    """Return the order of a number."""
    found: UUID | None = await reader.fetchval(_FIND, tenant, number)
    return found


async def placed_events(reader: Reader, tenant: UUID, stream: UUID) -> list[Placed]:
    """Return all events of a stream with their places in the log."""
    rows = await reader.fetch(_STREAM, tenant, stream)
    return [Placed(event_row(row), row["position"]) for row in rows]


async def newest_note(reader: Reader, tenant: UUID) -> tuple[str, int] | None:
    """Return the newest signed checkpoint and its epoch."""
    row = await reader.fetchrow(_NOTE, tenant)
    return None if row is None else (row["note"], row["epoch"])


async def tiles_for(
    reader: Reader, tenant: UUID, epoch: int, rehearse: Callable[[ReadTile], object]
) -> ReadTile:
    """Return a reader of the tiles that `rehearse` asks for, read in one query.

    Which tiles a proof needs does not depend on what they hold: it is rehearsed on blank ones.
    A tile that the log has grown since begins with what it was.
    """
    wanted: dict[tuple[int, int], None] = {}

    def note(level: int, index: int) -> bytes:
        wanted[level, index] = None
        return _BLANK

    rehearse(note)
    levels, indexes = [level for level, _ in wanted], [index for _, index in wanted]
    rows = await reader.fetch(_TILES, tenant, epoch, levels, indexes)
    held: dict[tuple[int, int], bytes] = {
        (row["level"], row["index"]): row["hashes"] for row in rows
    }
    return lambda level, index: held.get((level, index), b"")
