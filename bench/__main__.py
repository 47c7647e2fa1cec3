"""`python -m bench [http|growth]`: print each figure beside its limit, and keep them."""

import argparse
import asyncio
import sys

from bench.http import Wanted, bench_http


def main() -> None:
    """Run the benches that were named (all of them if none was)."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="http|growth", default=["http"])
    parser.add_argument("--seconds", type=float, default=3.0, help="of each run at 16 connections")
    parser.add_argument("--count", type=int, default=300, help="requests at one connection")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    command = " ".join(["python -m bench", *sys.argv[1:]])
    if "http" in given.names:
        asyncio.run(bench_http(Wanted(given.count, given.seconds, given.rounds), command))


if __name__ == "__main__":
    main()
