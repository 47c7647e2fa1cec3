"""Orders by the hundred thousand: valid chains, rows, log, tree and search tables, by COPY."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Any
from uuid import UUID

import asyncpg
import msgspec
from msgspec import Struct

from bench.chains import BEGUN, Linked, Made, make_orders
from bench.stage import FOUNDER, Place, Stage
from bench.wide import KEY, wide_body
from gongdan.adapters.chain_tree import ChainTree
from gongdan.engines.chain.header import digest
from gongdan.kernel.log.tree import Leaf, append_leaves
from gongdan.rooms.lowcode.handlers import By
from gongdan.rooms.lowcode.views import PublishedViews
from gongdan.rooms.workorders.contract import KIND
from gongdan.rooms.workorders.domain.numbers import series_of
from gongdan.rooms.workorders.domain.row import OrderRow, row_of
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.ports import RunningDefinition
from gongdan.rooms.workorders.projections import ORDER_SEARCH, field_texts, tokens_of
from gongdan.rooms.workorders.store import ORDERS

if TYPE_CHECKING:
    Admin = asyncpg.Connection[asyncpg.Record]

BATCH = 2_000
_HEAD = "SELECT size FROM log_head WHERE tenant_id = $1"
_GROW = """
INSERT INTO log_head (tenant_id, size, signed) VALUES ($1, $2, 0)
ON CONFLICT (tenant_id) DO UPDATE SET size = excluded.size
"""
_PROJECTED = """
INSERT INTO projection (tenant_id, name, generation, version, position, live)
VALUES ($1, $2, 1, $3, $4, true)
ON CONFLICT (tenant_id, name, generation) DO UPDATE SET position = excluded.position
"""
_NUMBERED = """
INSERT INTO number_block (tenant_id, series, next) VALUES ($1, $2, $3)
ON CONFLICT (tenant_id, series) DO UPDATE SET next = excluded.next
"""


class Loaded(Struct, frozen=True):
    """How many orders a load brought in, and how long it took."""

    orders: int
    seconds: float


async def publish(stage: Stage, place: Place) -> RunningDefinition:
    """Publish the wide definition for a tenant and return it, ready to run."""
    async with stage.house() as house:
        by = By(tenant=place.tenant, actor=FOUNDER)
        await house.definitions.publish_from_file(by, wide_body())
        ready = await CompiledDefinitions(PublishedViews(house.storage.app)).newest(
            place.tenant, KEY
        )
    if ready is None:
        raise LookupError("the wide definition was not published")
    return ready


async def load(
    stage: Stage, place: Place, first: int, count: int, *, rebuild: bool = True
) -> Loaded:
    """Bring orders in, numbered from `first` on (0: the tenant has none yet).

    `rebuild`: drop the search indexes meanwhile, which pays for the large part of all rows.
    """
    definition, begun = await publish(stage, place), time.perf_counter()
    async with stage.admin() as admin:
        async with _indexes_afterwards(admin) if rebuild else nullcontext():
            for start in range(first, first + count, BATCH):
                most = min(BATCH, first + count - start)
                made = tuple(make_orders(place, definition, start, most))
                async with admin.transaction():
                    await _copy(admin, place, made)
        series = series_of(definition.numbering, BEGUN.date())
        await admin.execute(_NUMBERED, place.tenant, series, first + count + 1_000_000)
        await admin.execute("ANALYZE")
    return Loaded(count, time.perf_counter() - begun)


@asynccontextmanager
async def _indexes_afterwards(admin: "Admin") -> AsyncIterator[None]:
    """Build the large search indexes once, after the rows are there."""
    await admin.execute("DROP INDEX order_search_tokens, order_field_order")
    await admin.execute("ALTER TABLE order_field DROP CONSTRAINT order_field_pkey")
    await admin.execute("SET maintenance_work_mem = '512MB'")
    yield
    await admin.execute(
        "CREATE INDEX order_search_tokens ON order_search USING gin (tokens)"
        " WITH (fastupdate = off)"
    )
    await admin.execute(
        "CREATE INDEX order_field_order ON order_field (tenant_id, generation, order_id)"
    )
    await admin.execute(
        "ALTER TABLE order_field ADD PRIMARY KEY (tenant_id, generation, name, value, order_id)"
    )


async def _copy(admin: "Admin", place: Place, made: Sequence[Made]) -> None:
    tenant = place.tenant
    streams, events, rows, tokens, fields = [], [], [], [], []
    for order in made:
        state, last = order.state, order.events[-1]
        folded = msgspec.json.Encoder(order="deterministic").encode(state)
        streams.append(
            (tenant, order.id, KIND, last.seq, last.hash, last.at, ORDERS.fold_version, folded)
        )
        events += [_event(tenant, order, one) for one in order.events]
        rows.append(_row(place, order))
        words = tokens_of(tenant, state.details, order.number)
        tokens.append((tenant, 1, order.id, words, 0))
        fields += [(tenant, 1, *pair, order.id) for pair in field_texts(state.details.fields)]
    await admin.copy_records_to_table("stream", records=streams)
    await admin.copy_records_to_table("event", records=events)
    await admin.copy_records_to_table("order_row", records=rows, columns=_ROW_COLUMNS)
    await admin.copy_records_to_table("order_search", records=tokens)
    await admin.copy_records_to_table("order_field", records=fields)
    await _place(admin, place, made)


async def _place(admin: "Admin", place: Place, made: Sequence[Made]) -> None:
    """Give the events their places in the log, and the log its tree."""
    tenant, tree = place.tenant, ChainTree()
    size = await admin.fetchval(_HEAD, tenant) or 0
    placed = [(order.id, one) for order in made for one in order.events]
    entries = [(tenant, size + n, stream, one.seq) for n, (stream, one) in enumerate(placed)]
    await admin.copy_records_to_table("log_entry", records=entries)
    leaves = [
        tree.leaf(
            Leaf(
                tenant=tenant,
                previous=one.before,
                stream=stream,
                seq=one.seq,
                event_id=one.pending.event_id,
                recorded_at=one.at,
                body_digest=digest(one.pending.body),
            )
        )
        for stream, one in placed
    ]
    await append_leaves(admin, tree, tenant, epoch=1, size=size, leaves=leaves)
    await admin.execute(_GROW, tenant, size + len(placed))
    await admin.execute(
        _PROJECTED, tenant, ORDER_SEARCH.name, ORDER_SEARCH.version, size + len(placed)
    )


def _event(tenant: UUID, order: Made, one: Linked) -> tuple[object, ...]:
    pending = one.pending
    return (
        tenant,
        order.id,
        one.seq,
        pending.event_id,
        one.at,
        pending.type,
        None,
        pending.body,
        one.hash,
    )


_STATE_COLUMNS = OrderRow.__struct_fields__
_ROW_COLUMNS = (
    "tenant_id",
    "id",
    *_STATE_COLUMNS,
    "reached",
    "version",
    "reported_at",
    "updated_at",
    "waiting_since",
)


def _row(place: Place, order: Made) -> tuple[Any, ...]:
    row, last = row_of(order.state), order.events[-1]
    own = (getattr(row, name) for name in _STATE_COLUMNS)
    times = (order.events[0].at, last.at, last.at)
    return (place.tenant, order.id, *own, row.stage_rank, last.seq, *times)
