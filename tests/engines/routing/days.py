"""Small days for tests: places on a line, ten units apart; it takes as long as it is far."""

from itertools import count

import numpy as np

from gongdan.engines.routing.model import Day, Technician, Travel, Visit
from gongdan.engines.routing.solving import Until

APART = 10


def line(places: int = 10) -> Travel:
    at = np.arange(places, dtype=np.int64) * APART
    ways = np.abs(at[:, None] - at[None, :])
    return Travel(ways, ways)


def visit(name: str, place: int, **more: object) -> Visit:
    return Visit(**{"id": name, "place": place, "work": 5, "closes": 1_000, **more})


def technician(name: str, home: int = 0, **more: object) -> Technician:
    return Technician(**{"id": name, "home": home, "ends": home, "stops": 1_000, **more})


def day(visits: list[Visit], people: list[Technician], stores: tuple[int, ...] = ()) -> Day:
    return Day(visits=tuple(visits), technicians=tuple(people), travel=line(), stores=stores)


def rounds(most: int) -> Until:
    """Return a search that ends after so many rounds, however fast the machine is."""
    counter = count()
    return lambda: next(counter) >= most
