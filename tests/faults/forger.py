"""A forger with all rights over PostgreSQL: streams taken out, rewritten, and put back.

Works on one connection of the superuser, in a transaction with triggers and foreign keys off.
"""

import random
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple, TypeAlias
from uuid import UUID

import asyncpg

from gongdan.engines.chain.header import microseconds
from gongdan.engines.chain.report import EventRow
from tests.engines.chain.ledger import spelled

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
_TAKE = "SELECT * FROM event WHERE tenant_id = $1 AND stream_id = $2 ORDER BY seq"
_CLEAR = "DELETE FROM event WHERE tenant_id = $1 AND stream_id = $2"
_HEAD = "UPDATE stream SET version = $3, hash = $4 WHERE tenant_id = $1 AND stream_id = $2"


class Row(NamedTuple):
    """A row of the table `event`, column by column."""

    tenant_id: UUID
    stream_id: UUID
    seq: int
    event_id: UUID
    recorded_at: datetime
    type: str
    command_id: UUID | None
    body: bytes
    hash: bytes


class Order(NamedTuple):
    """An order that the log has signed for, and how many events it has."""

    tenant: UUID
    id: UUID
    events: int


class Forger:
    """Lies about orders; `chance` decides what and where."""

    def __init__(self, connection: Connection, orders: list[Order], chance: random.Random) -> None:
        self.connection = connection
        self.orders = orders
        self.chance = chance

    def pick(self, *, at_least: int = 1) -> Order:
        """Choose an order with enough events."""
        return self.chance.choice([one for one in self.orders if one.events >= at_least])

    def pick_two(self) -> tuple[Order, Order]:
        """Choose two orders of one tenant."""
        one = self.pick()
        others = [other for other in self.orders if other.tenant == one.tenant and other != one]
        return one, self.chance.choice(others)

    async def take(self, order: Order) -> list[Row]:
        """Return the order's rows, oldest first."""
        found = await self.connection.fetch(_TAKE, order.tenant, order.id)
        return [Row(*row) for row in found]

    async def put(self, order: Order, rows: list[Row]) -> None:
        """Put other rows in the place of the order's; the head stays as it is."""
        await self.connection.execute(_CLEAR, order.tenant, order.id)
        await self.connection.copy_records_to_table("event", records=rows, schema_name="gongdan")

    async def mend_head(self, order: Order, last: Row) -> None:
        """Let the stream's head say what its last row says."""
        await self.connection.execute(_HEAD, order.tenant, order.id, last.seq, last.hash)

    async def put_hashed_anew(self, order: Order, rows: list[Row]) -> None:
        """Number and hash the rows anew and mend the head: nothing inside the stream betrays it."""
        prev, made = bytes(32), list[Row]()
        for seq, row in enumerate(rows, 1):
            prev = _hash(prev, row._replace(seq=seq))
            made.append(row._replace(seq=seq, hash=prev))
        await self.put(order, made)
        await self.mend_head(order, made[-1])


def _hash(prev: bytes, row: Row) -> bytes:
    at_us = microseconds(row.recorded_at)
    event = EventRow(row.tenant_id, row.stream_id, row.seq, row.event_id, at_us, row.body, b"")
    return sha256(spelled(prev, event)).digest()


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one bit changed."""
    changed = bytearray(data)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)
