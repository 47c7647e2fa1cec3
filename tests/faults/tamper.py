"""Lie about history a thousand times, on a real PostgreSQL, and see whether each lie is found.

    python -m tests.faults.tamper --count 1000 --json

Each lie is told by a superuser past all triggers, checked by the verifier of `gongdan verify`
over the same connection, and rolled back. Found means: not intact, and the order named (for a
roll-back of the whole: the tenant). Innocent orders that are named are counted too.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import msgspec

from gongdan.adapters.postgres.chain_rows import ChainRows
from gongdan.entrypoints.cli.database_check import Outcome, check_rows
from tests.faults.desk import MOST_STEPS, bring_orders
from tests.faults.forger import Connection, Forger, Order
from tests.faults.lies import COPIED, LIES, OLDER, Lie, Tell
from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase, migrated, running_server

_ORDERS = """
SELECT s.tenant_id, s.stream_id, s.version FROM stream s JOIN log_head h USING (tenant_id)
WHERE s.kind = 'order' AND s.version = (
    SELECT count(*) FROM log_entry l WHERE l.tenant_id = s.tenant_id
        AND l.stream_id = s.stream_id AND l.position < h.signed)
"""


class Figures(msgspec.Struct, kw_only=True):
    """What was told and what was found; `missed` names each lie that got through."""

    orders: int
    events: int
    tenants: int
    told: int
    found: int
    named: int
    innocents_named: int
    missed: list[str]
    by_lie: dict[str, int]
    intact_before: bool
    intact_after: bool
    seconds: float

    @property
    def sound(self) -> bool:
        """Whether every lie was found and named, and the truth believed."""
        whole = self.intact_before and self.intact_after
        return whole and self.told == self.found == self.named and not self.innocents_named


class Trial:
    """A house full of signed history, and one connection of the superuser to it."""

    def __init__(self, home: TestHouse, connection: Connection, orders: list[Order]) -> None:
        self._home = home
        self._connection = connection
        self._orders = orders

    async def go(self, count: int, seed: int) -> Figures:
        """Tell so many lies, each kind in its turn."""
        begun = time.perf_counter()
        chance, told = random.Random(seed), Counter[str]()
        before = await self._checked()
        figures = Figures(
            orders=len(self._orders),
            events=before.events,
            tenants=before.tenants,
            told=0,
            found=0,
            named=0,
            innocents_named=0,
            missed=[],
            by_lie={},
            intact_before=before.intact,
            intact_after=False,
            seconds=0.0,
        )
        for number in range(count):
            tell = LIES[number % len(LIES)]
            told[tell.__name__] += 1
            lie, outcome = await self._try(tell, chance)
            self._judge(figures, f"{tell.__name__} #{number}", lie, outcome)
        figures.by_lie = dict(told)
        figures.intact_after = (await self._checked()).intact
        figures.seconds = round(time.perf_counter() - begun, 1)
        return figures

    async def _try(self, tell: Tell, chance: random.Random) -> tuple[Lie, Outcome]:
        change = self._connection.transaction()
        await change.start()
        try:
            await self._connection.execute("SET LOCAL session_replication_role = replica")
            lie = await tell(Forger(self._connection, self._orders, chance))
            return lie, await check_rows(self._home.house, ChainRows(self._connection))
        finally:
            await change.rollback()

    def _judge(self, figures: Figures, name: str, lie: Lie, outcome: Outcome) -> None:
        faults = [found for found in outcome.findings if not found.note]
        of_tenant = [found for found in faults if found.tenant == lie.tenant]
        if lie.orders:
            is_named = any(found.stream in lie.orders for found in of_tenant)
        else:
            is_named = any(found.kind == "rolled_back" for found in of_tenant)
        innocent = {order.id for order in self._orders} - set(lie.orders)
        figures.told += 1
        figures.found += not outcome.intact
        figures.named += is_named
        figures.innocents_named += any(found.stream in innocent for found in faults)
        if outcome.intact or not is_named:
            figures.missed.append(f"{name}: {[found.kind for found in faults]}")

    async def _checked(self) -> Outcome:
        async with self._connection.transaction():
            return await check_rows(self._home.house, ChainRows(self._connection))


@asynccontextmanager
async def trial(database: HouseDatabase, *, orders: int, tenants: int) -> AsyncIterator[Trial]:
    """Fill a house with orders at all steps of their loop, half of them before the old copy."""
    async with running_house(database) as home:
        people = [await home.tenant() for _ in range(tenants)]
        await _fill(home, people, orders // 2)
        connection = await asyncpg.connect(
            database.url, server_settings={"search_path": "gongdan, pg_temp"}
        )
        try:
            await connection.execute(f"CREATE SCHEMA {OLDER}")
            for table in COPIED:
                await connection.execute(f"CREATE TABLE {OLDER}.{table} AS TABLE {table}")
            await _fill(home, people, orders - orders // 2)
            signed = [Order(*row) for row in await connection.fetch(_ORDERS)]
            yield Trial(home, connection, signed)
        finally:
            await connection.close()


async def _fill(home: TestHouse, people: list[Tenant], orders: int) -> None:
    for number, tenant in enumerate(people):
        steps = [at % (MOST_STEPS + 1) for at in range(number, orders, len(people))]
        await bring_orders(home, tenant, steps)
    await home.followers.drain()


async def _main(count: int, seed: int) -> Figures:
    with running_server() as server:
        async with migrated(server) as database, trial(database, orders=300, tenants=3) as made:
            return await made.go(count, seed)


def main() -> int:
    """Run with the given numbers; the exit status is 1 where a lie got through."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    wanted = parser.parse_args()
    figures = asyncio.run(_main(wanted.count, wanted.seed))
    if wanted.json:
        sys.stdout.write(msgspec.json.encode(figures).decode() + "\n")
    else:
        for name, figure in msgspec.to_builtins(figures).items():
            sys.stdout.write(f"{name:20} {figure}\n")
    return 0 if figures.sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
