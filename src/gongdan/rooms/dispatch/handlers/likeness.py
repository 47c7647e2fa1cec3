"""Which orders are like one another: an index a tenant in this process, fresh by what changed.

It is built off the loop from the newest gists and extended as orders come; once a fifth of it
is new it is built anew, and a small one each time. It holds hashed grams and no text, at most
`MOST` orders and `MOST_GRAMS` grams a tenant, for the `TENANTS` that asked last. What is found
is compared gram by gram before it is called the same.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.engines.triage.gists import counts_of, gist, likeness, size
from gongdan.engines.triage.similar import Index, build_counted, extend, find_counted
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.store.gists import Gist, gists_of, keep_gist, newest_gists
from gongdan.rooms.dispatch.store.older_gists import set_gist_job, without_gist

MOST: Final = 20_000
MOST_GRAMS: Final = 6_000_000
"""About 50 MB."""
TENANTS: Final = 6
FRESH: Final = 1.0
"""Seconds for which an index is taken as it is."""
SMALL: Final = 2_000
"""An index of fewer orders is built anew whenever one changed: that takes milliseconds."""
CAUGHT_UP: Final = 500
"""So many older orders a job looks at before the next one goes on."""
COMPARED: Final = 10
"""So many of the most alike are compared gram by gram."""
OVERLAP: Final = timedelta(seconds=10)
"""What a slow transaction wrote earlier than it was seen is asked for again."""
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class Alike(Struct, frozen=True):
    """An order like a text: cosine of their telling grams, and the part of all grams in both.

    `same` is 0 where more than `COMPARED` others are more alike.
    """

    order: UUID
    cosine: float
    same: float


class _Shelf:
    """One tenant's index: which order stands at which place (None: it says something else now)."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.index: Index | None = None
        self.orders: list[UUID | None] = []
        self.built = 0
        self.known: dict[UUID, datetime] = {}
        self.looked = self.until = _LONG_AGO


class Likeness:
    """Keeps what orders say as gists, and finds those that are alike."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._shelves: dict[UUID, _Shelf] = {}

    async def put(self, tenant: UUID, order: UUID, text: str) -> None:
        """Keep what an order says now; safe to repeat."""
        async with self._means.database.writing(tenant) as writer:
            now = self._means.clock()
            await keep_gist(writer, tenant, order, grams=gist(text), now=now)

    async def catch_up(self, tenant: UUID, after: UUID) -> None:
        """Give a batch of orders behind this one the gists that they lack, and set the next one.

        Safe to repeat, and taken up where it was cut off: an order that has its gist keeps it.
        """
        batch = await self._means.orders.after(tenant, after, CAUGHT_UP)
        if not batch:
            return
        async with self._means.database.reading(tenant) as reader:
            lacking = await without_gist(reader, tenant, batch)
        for order, text in (await self._means.orders.texts(tenant, lacking)).items():
            await self.put(tenant, order, text)
        async with self._means.database.writing(tenant) as writer:
            await set_gist_job(writer, tenant, self._means.ids(), batch[-1])

    async def alike(
        self, tenant: UUID, text: str, *, most: int, without: UUID | None = None
    ) -> list[Alike]:
        """Return the orders most like a text, the most alike first."""
        shelf = await self._fresh(tenant)
        if shelf.index is None:
            return []
        asked = gist(text)
        # some places are given up, and one is the order itself
        found = find_counted(shelf.index, counts_of([asked]), 2 * most + 1)[0]
        places = {shelf.orders[each.number]: each.cosine for each in found if each.cosine > 0}
        cosines = [(o, each) for o, each in places.items() if o is not None and o != without]
        async with self._means.database.reading(tenant) as reader:
            gists = await gists_of(reader, tenant, [order for order, _ in cosines[:COMPARED]])
        same = {order: likeness(asked, grams) for order, grams in gists.items()}
        return [Alike(order, each, same.get(order, 0.0)) for order, each in cosines[:most]]

    async def _fresh(self, tenant: UUID) -> _Shelf:
        shelf = self._shelves.pop(tenant, None) or _Shelf()
        self._shelves[tenant] = shelf
        while len(self._shelves) > TENANTS:
            del self._shelves[next(iter(self._shelves))]
        async with shelf.lock:
            now = self._means.clock()
            if (now - shelf.looked).total_seconds() >= FRESH:
                await self._look(tenant, shelf)
                shelf.looked = now
        return shelf

    async def _look(self, tenant: UUID, shelf: _Shelf) -> None:
        since = None if shelf.index is None else shelf.until - OVERLAP
        async with self._means.database.reading(tenant) as reader:
            seen = await newest_gists(reader, tenant, since, MOST)
        new = [each for each in seen if shelf.known.get(each.order) != each.touched_at]
        if not new:
            return
        added = len(shelf.orders) - shelf.built + len(new)
        if shelf.index is not None and shelf.built >= SMALL and 5 * added < shelf.built:
            _add(shelf, await asyncio.to_thread(_extended, shelf.index, new), new)
            return
        if since is not None:
            async with self._means.database.reading(tenant) as reader:
                seen = await newest_gists(reader, tenant, None, MOST)
        kept = _within(seen)
        # off the loop: of many orders it takes a second
        index = await asyncio.to_thread(_built, [each.grams for each in kept])
        shelf.index, shelf.built = index, len(kept)
        shelf.orders = [each.order for each in kept]
        shelf.known = {each.order: each.touched_at for each in kept}
        shelf.until = max(each.touched_at for each in kept)


def _built(gists: Sequence[bytes]) -> Index:
    return build_counted(counts_of(gists))


def _extended(index: Index, new: Sequence[Gist]) -> Index:
    return extend(index, counts_of([each.grams for each in new]))


def _add(shelf: _Shelf, index: Index, new: Sequence[Gist]) -> None:
    """Put orders behind the others; the place of one that says something else is given up."""
    changed = {each.order for each in new if each.order in shelf.known}
    kept = [None if order in changed else order for order in shelf.orders] if changed else None
    shelf.orders = [*(kept or shelf.orders), *(each.order for each in new)]
    shelf.index = index
    shelf.known |= {each.order: each.touched_at for each in new}
    shelf.until = max(shelf.until, *(each.touched_at for each in new))


def _within(seen: Sequence[Gist]) -> Sequence[Gist]:
    """Return the newest gists that memory is given to."""
    grams = 0
    for at, each in enumerate(seen):
        grams += size(each.grams)
        if grams > MOST_GRAMS:
            return seen[: max(1, at)]
    return seen
