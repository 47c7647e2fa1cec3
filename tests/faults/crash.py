"""Kill the application and the database under load, and look whether anything was lost.

    python -m tests.faults.crash --app-kills 200 --database-kills 50 --json

Writers report, accept and complete orders over HTTP; both are killed with SIGKILL, in random
order, each time after a floor of newly acknowledged events. At the end the history is compared
with what was acknowledged, and `gongdan verify` checks the chain.
"""

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID

import msgspec

from gongdan.kernel.database import Database
from tests.faults.live_house import LiveHouse, environment_of, found
from tests.faults.writers import Book, Load

FLOOR = 20
"""Acknowledged events before each kill: a kill without load proves nothing."""

LONGEST_WAIT = 0.05
"""Seconds at most between the floor and the kill, so that it comes at any moment of an act."""

_STORED = """
SELECT e.stream_id::text, e.seq, e.type FROM event e
JOIN stream s ON s.tenant_id = e.tenant_id AND s.stream_id = e.stream_id
WHERE e.tenant_id = $1 AND s.kind = 'order'
"""
_SAME_TITLES = "SELECT count(*) - count(DISTINCT title) FROM order_row WHERE tenant_id = $1"
_PLACES = """
SELECT count(*) AS events, (SELECT count(*) FROM log_entry WHERE tenant_id = $1) AS placed,
    (SELECT max(position) + 1 FROM log_entry WHERE tenant_id = $1) AS size
FROM event WHERE tenant_id = $1
"""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How often to kill, in which random order, and for how long at most."""

    app_kills: int
    database_kills: int
    minutes: int = 120
    seed: int = 7

    def order(self, chance: random.Random) -> list[str]:
        """Return what to kill, one after the other."""
        kills = ["app"] * self.app_kills + ["database"] * self.database_kills
        chance.shuffle(kills)
        return kills


class Figures(msgspec.Struct, kw_only=True):
    """What happened; `lost`, `doubled`, `changed` and `unplaced` have to be 0.

    `stored` may be above `acknowledged`: what was written when its answer was cut off.
    """

    app_kills: int
    database_kills: int
    acknowledged: int
    stored: int
    lost: int
    doubled: int
    changed: int
    unplaced: int
    sent_again: int
    intact: bool
    verified_events: int
    recovery_median_s: float
    recovery_max_s: float
    seconds: int

    @property
    def sound(self) -> bool:
        """Whether every promise was kept, under load enough to mean something."""
        wrong = self.lost + self.doubled + self.changed + self.unplaced
        enough = self.acknowledged >= FLOOR * (self.app_kills + self.database_kills)
        return self.intact and not wrong and enough


class Kill(msgspec.Struct, frozen=True):
    """What was killed, and the seconds until requests were served again."""

    what: str
    recovery: float


async def torment(house: LiveHouse, book: Book, plan: Plan) -> list[Kill]:
    """Kill one after the other, each time under load, until all are done or time is up."""
    house.start_app()
    chance, kills = random.Random(plan.seed), list[Kill]()
    end = time.monotonic() + plan.minutes * 60
    async with Load(house, book) as load:
        for what in plan.order(chance):
            await load.acknowledge(FLOOR)
            await asyncio.sleep(chance.uniform(0, LONGEST_WAIT))
            begun = time.monotonic()
            await asyncio.to_thread(_kill, house, what)
            kills.append(Kill(what, time.monotonic() - begun))
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{len(kills)} kills, {len(book.acknowledged)} acknowledged")
            if time.monotonic() > end:
                break
        await load.acknowledge(FLOOR)
    return kills


def _kill(house: LiveHouse, what: str) -> None:
    if what == "app":
        house.kill_app()
        house.start_app()
    else:
        house.kill_database()
        house.wait_until_ready()


async def audit(house: LiveHouse, book: Book) -> dict[str, int]:
    """Compare the database with what was acknowledged."""
    async with house.house() as running:
        return await compare(running.storage.worker, house.tenant.id, book)


async def compare(database: Database, tenant: UUID, book: Book) -> dict[str, int]:
    """Count what was lost, doubled, changed or has no place in the log; `database` the worker's."""
    async with database.reading(tenant) as reader:
        rows = await reader.fetch(_STORED, tenant)
        same_titles = await reader.fetchval(_SAME_TITLES, tenant)
        places = await reader.fetchrow(_PLACES, tenant)
    stored = {(row[0], row[1]): row[2] for row in rows}
    acknowledged = book.acknowledged
    return {
        "acknowledged": len(acknowledged),
        "stored": len(stored),
        "lost": sum(key not in stored for key in acknowledged),
        "doubled": len(book.doubled) + same_titles,
        "changed": sum(stored.get(key, kind) != kind for key, kind in acknowledged.items()),
        "unplaced": places["events"] - places["placed"] + abs(places["size"] - places["placed"]),
        "sent_again": book.again,
    }


def verify(house: LiveHouse) -> dict[str, object]:
    """Let the program itself verify its history."""
    command = [str(Path(sys.executable).parent / "gongdan"), "verify", "--json"]
    done = subprocess.run(
        command, env=environment_of(house.settings.home), capture_output=True, check=False
    )
    if not done.stdout:
        raise AssertionError(done.stderr.decode())
    found: dict[str, object] = msgspec.json.decode(done.stdout)
    return found


async def run(home: Path, plan: Plan) -> Figures:
    """Set up, torment, let the followers catch up, audit; returns the figures."""
    house, book, begun = await found(home), Book(), time.monotonic()
    try:
        kills = await torment(house, book, plan)
        await asyncio.to_thread(house.wait_until_followed)
        house.kill_app()
        audited = await audit(house, book)
        verified = await asyncio.to_thread(verify, house)
    finally:
        house.close()
    recoveries = sorted(kill.recovery for kill in kills)
    return Figures(
        app_kills=sum(kill.what == "app" for kill in kills),
        database_kills=sum(kill.what == "database" for kill in kills),
        **audited,
        intact=verified["intact"] is True,
        verified_events=int(str(verified["events"])),
        recovery_median_s=round(recoveries[len(recoveries) // 2], 2),
        recovery_max_s=round(recoveries[-1], 2),
        seconds=round(time.monotonic() - begun),
    )


def main() -> int:
    """Run from the command line; the exit status is 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--app-kills", type=int, default=200)
    parser.add_argument("--database-kills", type=int, default=50)
    parser.add_argument("--minutes", type=int, default=120, help="stop killing after so long")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    wanted = parser.parse_args()
    plan = Plan(
        app_kills=wanted.app_kills,
        database_kills=wanted.database_kills,
        minutes=wanted.minutes,
        seed=wanted.seed,
    )
    with tempfile.TemporaryDirectory(prefix="gongdan-crash-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        figures = asyncio.run(run(home, plan))
    if wanted.json:
        sys.stdout.write(msgspec.json.encode(figures).decode() + "\n")
    else:
        for name, figure in msgspec.to_builtins(figures).items():
            sys.stdout.write(f"{name:20} {figure}\n")
    return 0 if figures.sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
