"""`python -m bench [NAME ...]`: figures and limits; `bench/README.md` says what each one does."""

import argparse
import asyncio
import sys

import uvloop

from bench.engines import ENGINES, bench_engines
from bench.flood import bench_flood
from bench.flow import bench_flow
from bench.forms import bench_forms
from bench.growth import Sizes, bench_growth
from bench.http import Wanted, bench_http
from bench.live import bench_live
from bench.migrate import bench_migrate
from bench.pages import bench_pages
from bench.release import bench_release

NAMES = ["http", "growth", "flood", "live", "release", "pages", "forms", "flow", "migrate"]
NAMES += [*ENGINES]


def main() -> None:
    """Run the benches that were named (all of them if none was)."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", default=NAMES)
    parser.add_argument("--seconds", type=float, default=3.0, help="of each run at 16 connections")
    parser.add_argument("--count", type=int, default=300, help="requests at one connection")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", type=int, default=5_000, help="orders before the growth")
    parser.add_argument("--large", type=int, default=200_000, help="orders after it")
    parser.add_argument("--neighbours", type=int, default=19, help="tenants beside the large one")
    parser.add_argument("--clients", type=int, default=1_000, help="windows of the live bench")
    parser.add_argument("--orders", type=int, default=10_000, help="running orders to migrate")
    given = parser.parse_args()
    command = " ".join(["python -m bench", *sys.argv[1:]])
    if "http" in given.names:
        asyncio.run(bench_http(Wanted(given.count, given.seconds, given.rounds), command))
    if "pages" in given.names:
        asyncio.run(bench_pages(command, given.rounds))
    if "forms" in given.names:
        asyncio.run(bench_forms(command, given.rounds))
    if "growth" in given.names:
        sizes = Sizes(given.small, given.large, neighbours=given.neighbours)
        name = "growth" if given.large <= 200_000 else "growth-large"
        asyncio.run(bench_growth(sizes, command, name))
    if "flood" in given.names:
        asyncio.run(bench_flood(10 * given.seconds, command))
    if "live" in given.names:
        uvloop.run(bench_live(given.clients, 5 * given.seconds, command))
    if "flow" in given.names:
        bench_flow(command, given.rounds)
    if "migrate" in given.names:
        asyncio.run(bench_migrate(given.orders, command))
    bench_engines(given.names, command, given.seconds, given.rounds)
    if "release" in given.names:
        bench_release(command)


if __name__ == "__main__":
    main()
