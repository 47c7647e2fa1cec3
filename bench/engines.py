"""The benches of pure engines: they need no server, no database, no tenant."""

from collections.abc import Callable, Collection
from typing import Final

from bench.dispatch import bench_dispatch, bench_learning
from bench.history import bench_history
from bench.plan import bench_plan, bench_routes
from bench.recommend import bench_recommend
from bench.roster import bench_roster

SEARCH: Final = 10
"""A search takes so often the seconds of a run at 16 connections."""

ENGINES: Final[dict[str, Callable[[str, float, int], None]]] = {
    "plan": lambda command, seconds, _rounds: bench_plan(command, SEARCH * seconds),
    "routes": lambda command, seconds, _rounds: bench_routes(command, SEARCH * seconds),
    "roster": lambda command, seconds, _rounds: bench_roster(command, SEARCH * seconds),
    "recommend": lambda command, _seconds, rounds: bench_recommend(command, rounds),
    "dispatch": lambda command, _seconds, _rounds: bench_dispatch(command),
    "learning": lambda command, _seconds, _rounds: bench_learning(command),
    "history": lambda command, _seconds, _rounds: bench_history(command),
}
"""By name; each takes the command as it was given, the seconds of a run, and the rounds."""


def bench_engines(names: Collection[str], command: str, seconds: float, rounds: int) -> None:
    """Run those of them that were named."""
    for name, bench in ENGINES.items():
        if name in names:
            bench(command, seconds, rounds)
