"""Recommendations a second, by the engine and by the bare scan of numpy that it stands on.

The scan is what nobody can do without: distances, a skill, a sum, the five best. The engine adds
the rules, the seven reasons, records and the answer with its facts. Both in one run, CPU time.
"""

import time
from collections.abc import Callable
from typing import Final

import numpy as np

from bench.measure import reference_ms
from bench.results import Figure, keep_plain, show
from gongdan.engines.matching.crowd import Crowd, Person, Record
from gongdan.engines.matching.need import Need, Weights
from gongdan.engines.matching.ranking import rank

SIZES: Final = {500: 2_000.0, 5_000: 1_000.0, 50_000: 200.0}
"""Technicians, and how many recommendations a second AD5 asks of the whole service."""
SKILLS: Final = tuple(f"skill {number}" for number in range(62))
KINDS: Final = tuple(f"kind {number}" for number in range(8))
ORDERS: Final = 200


def bench_recommend(command: str, rounds: int) -> None:
    """Print and keep the rates at each size."""
    figures = show([Figure(name="reference loop", value=reference_ms(), unit="ms")])
    for people, least in SIZES.items():
        figures += show(_at(people, least, rounds))
    keep_plain("recommend", command, figures)


def _at(people: int, least: float, rounds: int) -> list[Figure]:
    chance = np.random.default_rng(people)
    crowd = Crowd(SKILLS, KINDS)
    for number in range(people):
        crowd.put(_person(number, chance))
    needs = [_need(chance) for _ in range(ORDERS)]
    weights = Weights()
    wrong = 0
    for need in needs[:20]:
        best = rank(crowd, need, weights).best
        wrong += any(abs(sum(each.points.values()) - each.score) > 1e-6 for each in best)
    engine = _rate(lambda need: rank(crowd, need, weights), needs, rounds)
    bare = _rate(lambda need: _scan(crowd, need), needs, rounds)
    fresh = [_person(number % people, chance) for number in range(ORDERS)]
    begun = time.process_time()
    for person in fresh:
        crowd.put(person)
    put = ORDERS / max(time.process_time() - begun, 1e-9)
    name = f"{people:,} technicians"
    return [
        Figure(
            name=f"{name}: engine, with reasons",
            value=engine,
            unit="per cpu-s",
            limit=least,
            bound="least",
        ),
        Figure(name=f"{name}: bare scan", value=bare, unit="per cpu-s"),
        Figure(name=f"{name}: engine by scan", value=engine / bare, unit="times"),
        Figure(name=f"{name}: people brought up to date", value=put, unit="per cpu-s"),
        Figure(
            name=f"{name}: scores not their sum",
            value=wrong,
            unit="",
            limit=0,
        ),
    ]


def _rate(run: Callable[[Need], object], needs: list[Need], rounds: int) -> float:
    best = 0.0
    for _ in range(rounds):
        begun = time.process_time()
        for need in needs:
            run(need)
        best = max(best, len(needs) / (time.process_time() - begun))
    return best


def _scan(crowd: Crowd, need: Need) -> object:
    """Distances, one skill, a sum, the five best: nothing else."""
    count = len(crowd)
    ((skill, level),) = need.skills.items()
    able = (crowd.levels[:count, crowd.skills[skill]] >= level) & crowd.on_shift[:count]
    north = np.radians(crowd.latitude[:count] - need.latitude)
    east = np.radians(crowd.longitude[:count] - need.longitude) * np.cos(np.radians(need.latitude))
    points = 100 - 10 * np.sqrt(north**2 + east**2) * 6_371 - crowd.open[:count]
    points = np.where(able, points, -np.inf)
    return np.argpartition(points, count - 5)[-5:]


def _person(number: int, chance: np.random.Generator) -> Person:
    held = chance.choice(len(SKILLS), size=6, replace=False)
    return Person(
        id=str(number),
        skills={SKILLS[each]: int(chance.integers(1, 6)) for each in held},
        latitude=float(chance.uniform(30, 32)),
        longitude=float(chance.uniform(120, 122)),
        open=int(chance.integers(0, 8)),
        share=float(chance.uniform(0, 2)),
        records={KINDS[int(chance.integers(len(KINDS)))]: Record(20, 15)},
    )


def _need(chance: np.random.Generator) -> Need:
    return Need(
        skills={SKILLS[int(chance.integers(len(SKILLS)))]: int(chance.integers(1, 4))},
        category=KINDS[int(chance.integers(len(KINDS)))],
        latitude=float(chance.uniform(30, 32)),
        longitude=float(chance.uniform(120, 122)),
        now=100.0,
        deadline=300.0,
    )
