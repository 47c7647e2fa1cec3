"""A made-up day of 60 technicians and 400 orders, planned, and planned again when one falls ill.

Then benchmark files, where they are: gaps to the best known. Every plan is checked.
"""

import time
import warnings
from pathlib import Path
from statistics import mean
from typing import Final

import msgspec
from msgspec.structs import replace

from bench.results import Figure, keep_plain, show
from gongdan.engines.routing.checking import check
from gongdan.engines.routing.dividing import solve_divided
from gongdan.engines.routing.files import SCALE, Unread, read_day
from gongdan.engines.routing.freezing import frozen
from gongdan.engines.routing.model import Day, Plan, distance_of
from gongdan.engines.routing.replanning import changes, replan
from gongdan.engines.routing.sample import HOUR, made_day
from gongdan.engines.routing.solving import solve
from gongdan.entrypoints.cli.cpu_time import cpu_seconds

FILES: Final = Path(__file__).parents[2] / "shared/data/dispatch"
NOW: Final = 21 * HOUR // 2
TOLERATED: Final = 300


def bench_plan(command: str, seconds: float) -> None:
    """Print and keep the figures of made-up days; `seconds` of CPU for each search."""
    warnings.simplefilter("ignore")  # PyVRP tells of days that hold more than can be done
    keep_plain("plan", command, [*show(_day(seconds)), *show(_large(seconds))])


def bench_routes(command: str, seconds: float) -> None:
    """Print and keep the gaps of benchmark files to the best known."""
    warnings.simplefilter("ignore")
    if FILES.exists():
        keep_plain("routes", command, show(_files(seconds)))


def _day(seconds: float) -> list[Figure]:
    day = made_day(60, 400, seed=1)
    figures: list[Figure] = []
    plan = Plan(())
    for part in (seconds / 6, seconds):
        begun = time.process_time()
        plan = solve(day, cpu_seconds(part))
        spent = time.process_time() - begun
        figures += _told(f"60 x 400, {part:g} s", day, plan, spent)
    ill = max(plan.routes, key=lambda route: len(route.stops)).technician
    now = frozen(day, plan, NOW)
    his = {stop.visit for who in now.technicians if who.id == ill for stop in who.begun}
    later = replace(
        now,
        visits=tuple(visit for visit in now.visits if visit.id not in his),
        technicians=tuple(who for who in now.technicians if who.id != ill),
    )
    begun = time.process_time()
    again = replan(later, plan, cpu_seconds(seconds))
    spent = time.process_time() - begun
    figures += [
        *_told("one falls ill at 10:30", later, again, spent),
        *_changed("one falls ill at 10:30", plan, again),
    ]
    begun = time.process_time()
    anew = solve(later, cpu_seconds(seconds / 3), before=plan)
    spent = time.process_time() - begun
    return [
        *figures,
        *_told("the same, planned anew", later, anew, spent),
        *_changed("the same, planned anew", plan, anew),
    ]


def _told(name: str, day: Day, plan: Plan, spent: float) -> list[Figure]:
    return [
        Figure(name=f"{name}: CPU seconds", value=spent, unit="s"),
        Figure(name=f"{name}: orders left out", value=len(plan.unplanned), unit=""),
        Figure(name=f"{name}: technicians", value=len(plan.routes), unit=""),
        Figure(name=f"{name}: km", value=distance_of(day, plan) / 1_000, unit="km"),
        Figure(name=f"{name}: violations", value=len(check(day, plan)), unit="", limit=0),
    ]


def _changed(name: str, before: Plan, after: Plan) -> list[Figure]:
    found = changes(before, after, TOLERATED)
    return [
        Figure(name=f"{name}: given to others", value=len(found.others), unit=""),
        Figure(name=f"{name}: more than 5 minutes off", value=len(found.later), unit=""),
    ]


def _large(seconds: float) -> list[Figure]:
    """Return a day of 1,000 orders as one and divided, in the same time."""
    day = made_day(150, 1_000, seed=2)
    begun = time.process_time()
    whole = solve(day, cpu_seconds(seconds))
    figures = _told("150 x 1,000 as one", day, whole, time.process_time() - begun)
    begun = time.process_time()
    divided = solve_divided(day, lambda part: cpu_seconds(part * seconds))
    return figures + _told("150 x 1,000 divided", day, divided, time.process_time() - begun)


def _files(seconds: float) -> list[Figure]:
    known = msgspec.json.decode(FILES.joinpath("vrptw/BKS_subset.json").read_bytes())
    figures: list[Figure] = []
    gaps: dict[str, list[float]] = {"solomon": [], "gehring": []}
    for file in sorted(FILES.joinpath("vrptw").glob("*.txt")):
        best = (
            known.get(f"{file.stem}_distance")
            or known.get(file.stem)
            or known.get(file.stem.upper())
        )
        if best:
            gap, bad = _gap(file, float(best["best_known_cost"]), seconds)
            gaps["solomon" if best["class"] == "solomon" else "gehring"].append(gap)
            figures += _file(file.stem, gap, bad)
    lines = FILES.joinpath("trsp/bks_duration_distance.txt").read_text().splitlines()
    for name, _, far in sorted(
        {tuple(line.rstrip("\\ ").split("&")) for line in lines if "&" in line}
    ):
        file = FILES / f"trsp/{name.strip()}.txt"
        gap, bad = _gap(file, float(far), seconds)
        figures += _file(f"TRSP {name.strip().split('.')[0]}", gap, bad, limit=10)
    return [
        *figures,
        Figure(name="Solomon: mean gap", value=mean(gaps["solomon"]), unit="%", limit=1.5),
        Figure(name="Gehring-Homberger: mean gap", value=mean(gaps["gehring"]), unit="%", limit=3),
    ]


def _gap(file: Path, best: float, seconds: float) -> tuple[float, int]:
    day = read_day(file.read_text())
    if isinstance(day, Unread):
        raise TypeError(f"{file} can't be read: {day}")
    plan = solve(day, cpu_seconds(seconds))
    return 100 * (distance_of(day, plan) / SCALE / best - 1), len(check(day, plan))


def _file(name: str, gap: float, bad: int, limit: float | None = None) -> list[Figure]:
    return [
        Figure(name=f"{name}: gap to best known", value=gap, unit="%", limit=limit),
        Figure(name=f"{name}: violations", value=bad, unit="", limit=0),
    ]
