"""The same organisations dispatched by hand, by rules and by us; what learning brings there.

Each seed is one organisation with known truths (`engines/simulation`); the three ways meet the
same orders with the same luck. Ten days to learn, then twenty are counted.
"""

from collections.abc import Callable, Sequence
from typing import Final

from bench.learning import drift_figures, gate_figures, regret_figures
from bench.ours import Ours
from bench.results import Figure, keep_plain, show
from gongdan.engines.simulation.intervals import Mean, mean_of
from gongdan.engines.simulation.policy import Policy
from gongdan.engines.simulation.running import Days, Tally, tally
from gongdan.engines.simulation.usual import ByHand, ByRules
from gongdan.engines.simulation.world import Size, World, made_world

SEEDS: Final = range(1, 21)
DAYS: Final = Size(days=30)
FROM: Final = 10
WAYS: Final[dict[str, Callable[[World], Policy]]] = {
    "by hand": lambda _world: ByHand(),
    "by rules": lambda _world: ByRules(),
    "ours": Ours,
    "ours, without records": lambda world: Ours(world, learns=False),
}
PUBLISHED: Final = (
    Figure(name="published case: first-contact resolution, more by", value=27, unit="%"),
    Figure(name="published case: response", value=4.2, unit="min"),
    Figure(name="published case: orders a dispatcher, times", value=3, unit="times"),
)


def bench_dispatch(command: str, seeds: Sequence[int] = SEEDS) -> None:
    """Print and keep the figures of the ways and of learning."""
    found: dict[str, list[Tally]] = {name: [] for name in WAYS}
    for seed in seeds:
        world = made_world(seed, DAYS)
        for name, way in WAYS.items():
            found[name].append(tally(world, Days(world, way(world)).run(), FROM))
        print(f"seed {seed} of {len(seeds)}", flush=True)
    figures = [figure for name in WAYS for figure in show(_of(name, found[name]))]
    figures += show(_compared(found["by hand"], found["ours"]))
    figures += show(list(PUBLISHED))
    keep_plain("dispatch", command, figures)


def bench_learning(command: str) -> None:
    """Print and keep what learning brings where the truth is known (AD8)."""
    figures = [*show(regret_figures()), *show(gate_figures()), *show(drift_figures())]
    keep_plain("learning", command, figures)


def _of(name: str, runs: Sequence[Tally]) -> list[Figure]:
    parts: tuple[tuple[str, str, Sequence[float]], ...] = (
        ("first-time fix", "%", [100 * each.first_time_fix for each in runs]),
        ("minutes until given", "min", [each.given for each in runs]),
        ("minutes until there", "min", [each.reached for each in runs]),
        ("dispatcher's minutes an order", "min", [each.desk for each in runs]),
        ("there too late", "%", [100 * each.late for each in runs]),
    )
    return [_figure(f"{name}: {what}", mean_of(values), unit) for what, unit, values in parts]


def _compared(by_hand: Sequence[Tally], ours: Sequence[Tally]) -> list[Figure]:
    """Return ratios seed by seed, so that what the organisations have in common cancels."""
    pairs = list(zip(by_hand, ours, strict=True))
    more = [100 * (one.first_time_fix / hand.first_time_fix - 1) for hand, one in pairs]
    return [
        _figure("ours to by hand: first-time fix, more by", mean_of(more), "%"),
        _figure(
            "ours to by hand: minutes until there",
            mean_of([one.reached / hand.reached for hand, one in pairs]),
            "times",
        ),
        _figure(
            "ours to by hand: orders a dispatcher, times",
            mean_of([hand.desk / one.desk for hand, one in pairs]),
            "times",
        ),
    ]


def _figure(name: str, mean: Mean, unit: str) -> Figure:
    return Figure(name=f"{name} (± {mean.within:.2g})", value=mean.value, unit=unit)
