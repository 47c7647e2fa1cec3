"""A service organisation with known truths, made by a seed.

Times are service minutes: a day has 720 of them (7 to 19 o'clock), nights are left out. Places
are kilometres in a square town. How good somebody truly is at a category nobody in the
organisation is told.
"""

from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.random import Generator
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

DAY: Final = 720.0
"""Service minutes of a day."""
SHIFTS: Final = ((0.0, 480.0), (240.0, 720.0))
TOWN: Final = 30.0
SPEED: Final = 25.7 / 60
"""Kilometres a minute along the crow's way."""


class Category(Struct, frozen=True):
    """A kind of order: the skill it asks for, usual minutes of work, log odds of being fixed."""

    id: str
    skill: str
    minutes: float
    ease: float


class Worker(Struct, frozen=True, kw_only=True):
    """A technician: what all know of him, and (`effects`, `pace`) what is true.

    `effects` are added to the log odds of a fix, by category; work takes `pace` of the usual.
    """

    id: str
    home: tuple[float, float]
    skills: dict[str, int]
    shift: tuple[float, float]
    effects: dict[str, float]
    pace: float


class Order(Struct, frozen=True, kw_only=True):
    """An order as it comes in, with the draws that decide what will come of each visit.

    The same draws serve whoever is sent, so that ways of dispatching meet the same luck.
    """

    id: int
    at: float
    place: tuple[float, float]
    category: str
    urgent: bool
    luck: tuple[float, float, float]
    lasts: float
    read: float
    handled: float


class Size(Struct, frozen=True, kw_only=True):
    """How large an organisation is, and how hard the world is on it."""

    technicians: int = 40
    categories: int = 10
    skills: int = 5
    days: int = 30
    orders_a_day: float = 140.0
    spread: float = 0.7
    sick: float = 0.03


class World(Struct, frozen=True):
    """An organisation, all orders of its days, and who is ill on which day, from which minute."""

    size: Size
    categories: dict[str, Category]
    workers: tuple[Worker, ...]
    orders: tuple[Order, ...]
    ill: dict[int, dict[str, float]]


def made_world(seed: int, size: Size = Size()) -> World:  # noqa: B008 - frozen
    """Return the organisation of a seed."""
    chance = np.random.default_rng(seed)
    skills = [f"skill {number}" for number in range(size.skills)]
    categories = {
        f"category {number}": Category(
            f"category {number}",
            skills[number % size.skills],
            float(chance.uniform(30, 75)),
            float(chance.normal(1.1, 0.4)),
        )
        for number in range(size.categories)
    }
    workers = tuple(
        _worker(number, skills, categories, (size, chance)) for number in range(size.technicians)
    )
    orders = tuple(_orders(size, list(categories), chance))
    return World(size, categories, workers, orders, _illness(size, workers, chance))


def fix_chance(category: Category, worker: Worker, visit: int) -> float:
    """Return how probably somebody fixes an order at a visit (from 0); a second one is easier."""
    level = worker.skills.get(category.skill, 0)
    if not level:
        return 0.0
    odds = category.ease + 0.3 * (level - 3) + worker.effects[category.id] + visit
    return float(1 / (1 + np.exp(-odds)))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the crow's way between two places."""
    return float(np.hypot(one[0] - other[0], one[1] - other[1]))


def _worker(
    number: int, skills: list[str], categories: dict[str, Category], made: tuple[Size, Generator]
) -> Worker:
    size, chance = made
    held = chance.choice(skills, size=min(3, len(skills)), replace=False).tolist()
    return Worker(
        id=f"T-{number + 1}",
        home=_place(chance),
        skills={skill: int(chance.integers(1, 6)) for skill in held},
        shift=SHIFTS[number % len(SHIFTS)],
        effects={each: float(chance.normal(0, size.spread)) for each in categories},
        pace=float(np.exp(chance.normal(0, 0.15))),
    )


def _orders(size: Size, categories: list[str], chance: Generator) -> list[Order]:
    """Most orders come in the morning: the rate falls from 1.5 to 0.5 times the mean."""
    count = int(chance.poisson(size.orders_a_day * size.days))
    within = DAY * (1.5 - np.sqrt(2.25 - 2 * chance.random(count)))
    times = np.sort(chance.integers(0, size.days, count) * DAY + within)
    shares = chance.dirichlet(np.full(len(categories), 4.0))
    kinds = chance.choice(len(categories), size=count, p=shares)
    return [
        Order(
            id=number,
            at=float(times[number]),
            place=_place(chance),
            category=categories[int(kinds[number])],
            urgent=bool(chance.random() < 0.1),
            luck=(float(chance.random()), float(chance.random()), float(chance.random())),
            lasts=float(np.exp(chance.normal(0, 0.35))),
            read=float(chance.random()),
            handled=float(chance.random()),
        )
        for number in range(count)
    ]


def _illness(
    size: Size, workers: tuple[Worker, ...], chance: Generator
) -> dict[int, dict[str, float]]:
    """Return who is ill on which day: most from the morning on, a third falls ill at work."""
    return {
        day: {
            worker.id: 0.0 if chance.random() < 2 / 3 else float(chance.uniform(0, DAY))
            for worker in workers
            if chance.random() < size.sick
        }
        for day in range(size.days)
    }


def _place(chance: Generator) -> tuple[float, float]:
    return float(chance.uniform(0, TOWN)), float(chance.uniform(0, TOWN))
