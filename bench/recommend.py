"""Recommendations a second, by service and engine, and by the bare scan of numpy below them.

The scan is what nobody can do without: distances, a skill, a sum, the five best. The engine adds
the rules, the seven reasons, records and the answer with its facts; the service what an order
asks, the weights that it falls to, and what is stored of the answer. One run, CPU time.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import numpy as np
from msgspec.structs import replace

from bench.measure import reference_ms
from bench.results import Figure, keep_plain, show
from gongdan.engines.matching.crowd import Crowd, Floats, Person, Record
from gongdan.engines.matching.need import Need, Weights
from gongdan.engines.matching.ranking import rank
from gongdan.rooms.dispatch.contract import Category
from gongdan.rooms.dispatch.domain.ranked import MOST, ranked
from gongdan.rooms.dispatch.domain.trials import InPlay
from gongdan.rooms.dispatch.domain.weighing import need_of
from gongdan.rooms.dispatch.handlers.recommending import proposed
from gongdan.rooms.dispatch.ports import AskedOrder

SIZES: Final = {500: 2_000.0, 5_000: 1_000.0, 50_000: 200.0}
"""Technicians, and how many recommendations a second AD5 asks of the whole service."""
SKILLS: Final = tuple(f"skill {number}" for number in range(62))
KINDS: Final = tuple(f"kind {number}" for number in range(8))
ORDERS: Final = 200
NOW: Final = datetime(2026, 1, 5, 9, tzinfo=UTC)
ASKED: Final = AskedOrder(
    id=UUID(int=1),
    number="WO-1",
    version=1,
    type_key="repair",
    title="",
    text="",
    priority=3,
    act="accept",
    node="",
    assignee=None,
    due_at=NOW + timedelta(hours=3),
    urgency=3,
    impact=3,
    asset=None,
    linked=frozenset(),
    unit=None,
    latitude=None,
    longitude=None,
)


def bench_recommend(command: str, rounds: int) -> None:
    """Print and keep the rates at each size."""
    figures = show([Figure(name="reference loop", value=reference_ms(), unit="ms")])
    for people, least in SIZES.items():
        figures += show(_at(people, least, rounds))
    keep_plain("recommend", command, figures)


def _at(people: int, least: float, rounds: int) -> list[Figure]:
    chance = np.random.default_rng(people)
    several = [_person(number, chance) for number in range(people)]
    crowd = Crowd(SKILLS, KINDS)
    for each in several:
        crowd.put(each)
    places = np.array([(each.latitude, each.longitude) for each in several]).T
    needs = [_need(chance) for _ in range(ORDERS)]
    weights = Weights()
    wrong = 0
    for need in needs[:20]:
        best = rank(crowd, need, weights).best
        wrong += any(abs(sum(each.points.values()) - each.score) > 1e-6 for each in best)
    service = _rate(lambda need: _serve(crowd, need), needs, rounds)
    engine = _rate(lambda need: rank(crowd, need, weights), needs, rounds)
    bare = _rate(lambda need: _scan(crowd, places, need), needs, rounds)
    anybody = [replace(need, skills={}) for need in needs]
    nobody_barred = _rate(lambda need: _serve(crowd, need), anybody, rounds)
    fresh = [_person(number % people, chance) for number in range(ORDERS)]
    begun = time.process_time()
    for person in fresh:
        crowd.put(person)
    put = ORDERS / max(time.process_time() - begun, 1e-9)
    name = f"{people:,} technicians"
    return [
        Figure(
            name=f"{name}: service", value=service, unit="per cpu-s", limit=least, bound="least"
        ),
        Figure(name=f"{name}: service, no skill asked", value=nobody_barred, unit="per cpu-s"),
        Figure(name=f"{name}: engine, with reasons", value=engine, unit="per cpu-s"),
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


def _serve(crowd: Crowd, need: Need) -> object:
    """What a process does for an order whose crowd it holds; its category is given as a need."""
    asked = need_of(
        Category(key=need.category, name={}, phrases=(), skills=need.skills),
        territory=None,
        latitude=need.latitude,
        longitude=need.longitude,
        due_at=ASKED.due_at,
        never=(),
        now=NOW,
    )
    play = InPlay()
    found = ranked(crowd, asked, play, ASKED.id, priority=ASKED.priority, most=MOST)
    return proposed(found, play, ASKED.id)


def _scan(crowd: Crowd, places: Floats, need: Need) -> object:
    """Distances, one skill, a sum, the five best: nothing else."""
    count = len(crowd)
    able = crowd.on_shift[:count].copy()
    for skill, level in need.skills.items():
        able &= crowd.levels[crowd.skills[skill], :count] >= level
    north = np.radians(places[0] - need.latitude)
    east = np.radians(places[1] - need.longitude) * np.cos(np.radians(need.latitude))
    points = 100 - 10 * np.sqrt(north**2 + east**2) * 6_371 - crowd.open[:count]
    points = np.where(able, points, -np.inf)
    return np.argpartition(points, count - 5)[-5:]


def _person(number: int, chance: np.random.Generator) -> Person:
    held = chance.choice(len(SKILLS), size=6, replace=False)
    return Person(
        id=str(UUID(int=number)),
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
