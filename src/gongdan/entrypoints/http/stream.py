"""`/stream` and `/events`: what changed, live or as a page; ids and versions only.

Whoever hears that an order changed fetches it, under his own rights; of an order that he may
not read he does not hear. The SSE id is the position in the tenant's log: `Last-Event-ID`
takes up where the connection broke.
"""

import re
from collections.abc import AsyncIterator
from functools import lru_cache
from typing import Annotated, Final, TypeAlias
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
from gongdan.rooms.workorders.views.seen import LiveSight, allowed_orders

BEAT = 15.0
"""Seconds of silence after which a comment keeps the connection alive."""

_POSITION: Final = re.compile(r"-1|[0-9]{1,18}", re.ASCII)

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
    sight: Given[LiveSight],
    last_event_id: LastEventId = None,
) -> Stream:
    """Send an event `changed` for each change; reconnect with `Last-Event-ID`."""
    last = last_event_id or ""
    after = int(last) if _POSITION.fullmatch(last) else None
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Stream(
        _events(principal, hub, sight, after), media_type="text/event-stream", headers=headers
    )


@get(
    "/events",
    opt=needs("order.read"),
    summary="Read changes after a position",
    tags=("changes",),
)
async def events(
    *,
    principal: Given[Principal],
    database: Given[Database],
    sight: Given[LiveSight],
    after: Annotated[int, QueryParameter(ge=-1, le=2**62)] = -1,
    limit: Annotated[int, QueryParameter(ge=1, le=1000)] = 200,
) -> Changes:
    """Return changes after a position, oldest first; `next` is the position to go on after."""
    async with database.reading(principal.tenant) as reader:
        entries = await entries_after(reader, principal.tenant, after, limit)
    seen = await sight.seen(principal.tenant, allowed_orders(principal), entries)
    return Changes(tuple(map(_line, seen)), entries[-1].position if entries else after)


async def _events(
    principal: Principal, hub: LiveHub, sight: LiveSight, after: int | None
) -> AsyncIterator[bytes]:
    watcher = frozenset(map(str, (principal.user, principal.actor.id, principal.session)))
    allowed = allowed_orders(principal)
    async with hub.watch(principal.tenant, after, watcher) as feed:
        # from here on nothing is missed: who is cut off now comes back to this very place
        yield b"retry: 2000\nid: %d\n: connected\n\n" % feed.reached
        while True:
            batch = await feed.next_batch(BEAT)
            if feed.ended:
                return
            if not batch:
                yield b": beat\n\n"
            if seen := await sight.seen(principal.tenant, allowed, batch):
                yield _told(seen)


@lru_cache(maxsize=256)
def _told(entries: tuple[Entry, ...]) -> bytes:
    """Return changes as they go over the line: the same bytes for everybody who may hear them."""
    return b"".join(
        b"id: %d\nevent: changed\ndata: %s\n\n" % (each.position, msgspec.json.encode(_line(each)))
        for each in entries
    )


def _line(entry: Entry) -> ChangeLine:
    return ChangeLine(entry.position, entry.kind, entry.stream, entry.version, entry.type)
