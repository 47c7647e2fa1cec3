"""Made-up days of a town's service people, by a seed: for benches, tests and the demo.

Seconds and metres. Homes and orders lie about eight districts; half of the orders have an
appointment of two hours or half a day; everybody has lunch between half past eleven and half
past one. Ways are those of the crow at 25.7 km/h, as measured against a road network.
"""

from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from gongdan.engines.routing.model import Day, Rest, Technician, Travel, Visit

HOUR: Final = 3_600
SKILLS: Final = ("power", "gas", "water", "lift", "cooling", "network", "locks", "fire")
TOOLS: Final = ("crane", "drill", "camera")
_TOWN: Final = 40_000
_SPEED: Final = 25_700 / HOUR
_APPOINTMENTS: Final = ((8, 10), (10, 12), (13, 15), (15, 17), (8, 12), (13, 17))
_LUNCH: Final = Rest(HOUR // 2, 23 * HOUR // 2, 13 * HOUR)


def made_day(technicians: int, orders: int, seed: int) -> Day:
    """Return a day with so many technicians and orders, always the same for a seed."""
    chance = np.random.default_rng(seed)
    districts = chance.uniform(0, _TOWN, size=(8, 2))
    store = np.full((1, 2), _TOWN / 2)
    points = np.concatenate(
        [_about(districts, orders, chance), _about(districts, technicians, chance), store]
    )
    return Day(
        visits=tuple(_visit(number, chance) for number in range(orders)),
        technicians=tuple(_technician(n, orders + n, chance) for n in range(technicians)),
        travel=_travel(points),
        stores=(orders + technicians,),
    )


def _about(districts: NDArray[np.float64], count: int, chance: Generator) -> NDArray[np.float64]:
    middles = districts[chance.integers(0, len(districts), size=count)]
    return np.asarray(np.clip(middles + chance.normal(0, _TOWN / 12, size=(count, 2)), 0, _TOWN))


def _visit(number: int, chance: Generator) -> Visit:
    opens, closes = 0, 18
    if chance.random() < 0.5:
        opens, closes = _APPOINTMENTS[int(chance.integers(len(_APPOINTMENTS)))]
    needs = 2 if chance.random() < 0.1 else 1
    return Visit(
        id=f"WO-{number + 1}",
        place=number,
        work=int(np.clip(chance.lognormal(np.log(36), 0.5), 10, 150)) * 60,
        opens=opens * HOUR,
        closes=closes * HOUR,
        skills=frozenset(chance.choice(SKILLS, size=needs, replace=False).tolist()),
        tools=frozenset(chance.choice(TOOLS, size=1).tolist() if chance.random() < 0.1 else ()),
        parts=tuple(int(each) for each in chance.random(3) < 0.08),
    )


def _technician(number: int, home: int, chance: Generator) -> Technician:
    starts = int(chance.choice([8, 8, 9]))
    return Technician(
        id=f"T-{number + 1}",
        home=home,
        ends=home,
        starts=starts * HOUR,
        stops=(starts + 9) * HOUR,
        skills=frozenset(chance.choice(SKILLS, size=4, replace=False).tolist()),
        tools=frozenset(chance.choice(TOOLS, size=1).tolist()),
        parts=tuple(int(each) for each in chance.integers(0, 3, size=3)),
        rests=(_LUNCH,),
    )


def _travel(points: NDArray[np.float64]) -> Travel:
    ways = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    return Travel(np.rint(ways).astype(np.int64), np.ceil(ways / _SPEED).astype(np.int64))
