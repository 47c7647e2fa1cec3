"""`/stream` and `/events`: what changed, live or as a page; ids and versions only.

Whoever hears that an order changed fetches it, under his own rights; of an order that he may
not read he does not hear. The SSE id is the position in the tenant's log: `Last-Event-ID`
takes up where the connection broke.
"""

from collections.abc import AsyncIterator, Sequence
from functools import lru_cache
from typing import Annotated, TypeAlias
from uuid import UUID

import msgspec
from litestar import get
from litestar.params import HeaderParameter, QueryParameter
from litestar.response import Stream
from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.http import Given, needs
from gongdan.kernel.log.entries import Entry, entries_after
from gongdan.kernel.log.hub import LiveHub
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import KIND
from gongdan.rooms.workorders.views.seen import seen_orders

BEAT = 15.0
"""Seconds of silence after which a comment keeps the connection alive."""

LastEventId: TypeAlias = Annotated[
    str | None,
    HeaderParameter(
        name="Last-Event-ID",
        required=False,
        description="The last position that you saw: what came after it is sent first.",
    ),
]


class ChangeLine(Struct, frozen=True):
    """One thing that happened: its place in the log, the order, its new version, the event."""

    position: int
    kind: str
    id: UUID
    version: int
    type: str


class Changes(Struct, frozen=True):
    """Changes in the order of their positions; ask again after `next`."""

    items: tuple[ChangeLine, ...]
    next: int


@get(
    "/stream",
    opt=needs("order.read"),
    summary="Hear of changes as they happen (Server-Sent Events)",
    media_type="text/event-stream",
    tags=("changes",),
)
async def stream(
    principal: Given[Principal],
    hub: Given[LiveHub],
    database: Given[Database],
    last_event_id: LastEventId = None,
) -> Stream:
    """Send an event `changed` for each change; reconnect with `Last-Event-ID`."""
    last = last_event_id or ""
    after = int(last) if last.isascii() and last.isdigit() and len(last) < 19 else None
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Stream(
        _events(principal, hub, database, after), media_type="text/event-stream", headers=headers
    )


@get(
    "/events",
    opt=needs("order.read"),
    summary="Read changes after a position",
    tags=("changes",),
)
async def events(
    principal: Given[Principal],
    database: Given[Database],
    after: Annotated[int, QueryParameter(ge=-1, le=2**62)] = -1,
    limit: Annotated[int, QueryParameter(ge=1, le=1000)] = 200,
) -> Changes:
    """Return changes after a position, oldest first; `next` is the position to go on after."""
    async with database.reading(principal.tenant) as reader:
        entries = await entries_after(reader, principal.tenant, after, limit)
    shown = await _seen(database, principal, entries)
    return Changes(tuple(shown), entries[-1].position if entries else after)


async def _events(
    principal: Principal, hub: LiveHub, database: Database, after: int | None
) -> AsyncIterator[bytes]:
    yield b"retry: 2000\n: connected\n\n"
    async with hub.watch(principal.tenant, after) as feed:
        while True:
            batch = await feed.next_batch(BEAT)
            if feed.ended:
                return
            if not batch:
                yield b": beat\n\n"
            if changes := await _seen(database, principal, batch):
                yield b"".join(map(_told, changes))


@lru_cache(maxsize=1_000)
def _told(change: ChangeLine) -> bytes:
    """Return a change as it goes over the line: the same bytes for everybody who may hear it."""
    data = msgspec.json.encode(change)
    return b"id: %d\nevent: changed\ndata: %s\n\n" % (change.position, data)


async def _seen(
    database: Database, principal: Principal, entries: Sequence[Entry]
) -> list[ChangeLine]:
    orders = [entry for entry in entries if entry.kind == KIND]
    ids = {entry.stream for entry in orders}
    allowed = await seen_orders(database, principal, ids) if ids else frozenset[UUID]()
    return [
        ChangeLine(entry.position, entry.kind, entry.stream, entry.version, entry.type)
        for entry in orders
        if entry.stream in allowed
    ]
