"""`python -m bench [http|growth|pages]`: print each figure beside its limit, and keep them."""

import argparse
import asyncio
import sys

from bench.growth import Sizes, bench_growth
from bench.http import Wanted, bench_http
from bench.pages import bench_pages


def main() -> None:
    """Run the benches that were named (all of them if none was)."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="http|growth|pages", default=["http", "growth"])
    parser.add_argument("--seconds", type=float, default=3.0, help="of each run at 16 connections")
    parser.add_argument("--count", type=int, default=300, help="requests at one connection")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", type=int, default=5_000, help="orders before the growth")
    parser.add_argument("--large", type=int, default=200_000, help="orders after it")
    parser.add_argument("--neighbours", type=int, default=19, help="tenants beside the large one")
    given = parser.parse_args()
    command = " ".join(["python -m bench", *sys.argv[1:]])
    if "http" in given.names:
        asyncio.run(bench_http(Wanted(given.count, given.seconds, given.rounds), command))
    if "pages" in given.names:
        asyncio.run(bench_pages(command, given.rounds))
    if "growth" in given.names:
        sizes = Sizes(given.small, given.large, neighbours=given.neighbours)
        name = "growth" if given.large <= 200_000 else "growth-large"
        asyncio.run(bench_growth(sizes, command, name))


if __name__ == "__main__":
    main()
