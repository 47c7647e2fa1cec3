"""Made-up periods of a service house, by a seed: for benches, tests and the demo."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from gongdan.engines.rostering.model import Kind, Need, Period, Person, Wish

Floats: TypeAlias = NDArray[np.float64]
KINDS = (Kind("early", 6, 8), Kind("late", 14, 8), Kind("night", 22, 8))
SKILLS = ("power", "gas", "lift", "cooling")
PLACES = ("north", "south")
_PERSON_HOURS = 30.0
"""What each person brings a week to the need, absences and unhandy shifts taken off."""


def made_period(people: int, days: int, seed: int) -> Period:
    """Return a period with so many people, needs in proportion, wishes and absences."""
    chance = np.random.default_rng(seed)
    crew = tuple(_person(number, days, chance) for number in range(people))
    roles = [(place, skill) for place in PLACES for skill in SKILLS]
    supply = people * _PERSON_HOURS / 7 / len(roles)
    shape = np.array([0.25] * 6 + [1.0] * 8 + [0.8] * 8 + [0.25] * 2)
    curve = shape / shape.sum() * supply
    needs = tuple(
        Need(place=place, skill=skill, hours=_hours(days, curve, chance)) for place, skill in roles
    )
    return Period(days=days, kinds=KINDS, people=crew, needs=needs)


def _hours(days: int, curve: Floats, chance: np.random.Generator) -> tuple[int, ...]:
    hours: list[int] = []
    for day in range(days):
        weekend = 0.6 if day % 7 >= 5 else 1.0
        hours += [int(each) for each in np.floor(curve * weekend + chance.random())]
    return tuple(hours)


def _person(number: int, days: int, chance: np.random.Generator) -> Person:
    first = int(chance.integers(days))
    away = frozenset(range(first, min(first + 3, days))) if chance.random() < 0.2 else frozenset()
    wishes = tuple(
        Wish(int(chance.integers(days)), str(chance.choice(["", "early", "late"])), 2)
        for _ in range(2)
    )
    return Person(
        id=f"P-{number + 1}",
        skills=frozenset(chance.choice(SKILLS, size=2, replace=False).tolist()),
        places=frozenset({PLACES[number % 2]}),
        absent=away,
        wishes=wishes,
        nights=int(chance.integers(3)),
    )
