"""Everybody who could be given an order, as arrays: one row a person, kept fresh by events.

A scan over arrays of 50,000 people takes less than a look into a tree of them, and is exact.
Levels run from 0 (has not) to 5; instants are minutes since an epoch that the caller chooses.
"""

from math import cos, radians, sin
from typing import Final, TypeAlias, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Cell = TypeVar("Cell", bound=np.generic)
Levels: TypeAlias = NDArray[np.int8]
Flags: TypeAlias = NDArray[np.bool_]

NOWHERE: Final = float("nan")
"""A coordinate that is not known, or that the person did not consent to."""
HIGHEST_LEVEL: Final = 5
FIRST_ROOM: Final = 16
BEHIND: Final = 1
"""The line of `Crowd.parts` that says how far short of a fair share somebody is."""


class Record(Struct, frozen=True):
    """What came of a person's orders of one category: tries that count, and how many were good.

    Cancelled orders, missing parts and absent customers are no tries.
    """

    tries: float = 0.0
    good: float = 0.0


class Person(Struct, frozen=True, kw_only=True):
    """One person as he stands now.

    `skills` maps a skill to the level held, certificates that have run out left out by whoever
    tells; `until` is when the shift ends, `free_at` when the planned work is done; `open` orders
    of at most `capacity`; `share` is the part of the recent orders that he got of what would
    have been his fair part (1: just that); `standing` is the employer's weight from -1 to 1.
    """

    id: str
    skills: dict[str, int] = {}
    latitude: float = NOWHERE
    longitude: float = NOWHERE
    territories: frozenset[str] = frozenset()
    on_shift: bool = True
    until: float = float("inf")
    free_at: float = 0.0
    open: int = 0
    capacity: int = 8
    share: float = 1.0
    standing: float = 0.0
    records: dict[str, Record] = {}


class Crowd:
    """The people of one tenant. Rows are never moved: who leaves goes off shift for ever.

    What an order looks at lies side by side: one line of each array is one thing known, one
    column a person. Of a place the point on the unit sphere is kept, of open orders, share and
    standing the parts from 0 to 1 that points are made of, so that no order reckons them anew.
    """

    def __init__(self, skills: tuple[str, ...], categories: tuple[str, ...]) -> None:
        self.skills = {name: at for at, name in enumerate(skills)}
        self.categories = {name: at for at, name in enumerate(categories)}
        self.ids: list[str] = []
        self.grounds: list[frozenset[str]] = []
        self._ground_of: dict[frozenset[str], int] = {}
        self._row_of: dict[str, int] = {}
        self.levels: Levels = np.zeros((len(skills), FIRST_ROOM), dtype=np.int8)
        self.on_shift: Flags = np.zeros(FIRST_ROOM, dtype=np.bool_)
        self.has_room: Flags = np.zeros(FIRST_ROOM, dtype=np.bool_)
        self.ground = np.zeros(FIRST_ROOM, dtype=np.intp)
        self.places, self.parts = _numbers(3), _numbers(3)
        self.until, self.free_at = _numbers(), _numbers()
        self.open, self.capacity = _numbers(), _numbers()
        self.tries, self.good = _numbers(len(categories)), _numbers(len(categories))

    def __len__(self) -> int:
        return len(self.ids)

    def put(self, person: Person) -> int:
        """Take a person in as he stands now, or bring him up to date; returns his row."""
        row = self._row_of.get(person.id)
        if row is None:
            row = self._append(person.id)
        self.levels[:, row] = 0
        for name, level in person.skills.items():
            if name in self.skills:
                self.levels[self.skills[name], row] = min(max(level, 0), HIGHEST_LEVEL)
        self.places[:, row] = on_earth(person.latitude, person.longitude)
        self.on_shift[row], self.until[row] = person.on_shift, person.until
        self.free_at[row] = person.free_at
        capacity = max(person.capacity, 0)
        self.open[row], self.capacity[row] = person.open, capacity
        self.has_room[row] = person.open < capacity
        self.parts[:, row] = (
            _part(1 - person.open / max(capacity, 1)),
            _part(1 - person.share / 2),
            _part((person.standing + 1) / 2),
        )
        self.tries[:, row] = self.good[:, row] = 0.0
        for name, record in person.records.items():
            if name in self.categories:
                self.tries[self.categories[name], row] = record.tries
                self.good[self.categories[name], row] = record.good
        self.ground[row] = self._ground(person.territories)
        return row

    def row_of(self, person: str) -> int | None:
        """Return somebody's row, None for who is not known."""
        return self._row_of.get(person)

    def level(self, row: int, skill: str) -> int | None:
        """Return the level at which somebody holds a skill, None for a skill nobody speaks of."""
        at = self.skills.get(skill)
        return None if at is None else int(self.levels[at, row])

    def share_out(self) -> None:
        """Reckon everybody's part of all open orders anew: one more of his makes mine smaller."""
        held = self.open[: len(self)]
        total = held.sum()
        share = held * len(self) / total if total else np.ones_like(held)
        self.parts[BEHIND, : len(self)] = np.clip(1 - share / 2, 0, 1)

    def take_out(self, person: str) -> None:
        """Let nobody be given to a person any more."""
        row = self._row_of.get(person)
        if row is not None:
            self.on_shift[row] = False

    def _append(self, person: str) -> int:
        row = len(self.ids)
        if row == len(self.open):
            self._grow()
        self.ids.append(person)
        self._row_of[person] = row
        return row

    def _ground(self, territories: frozenset[str]) -> int:
        """Return the place of a set of territories in `grounds`: few sets, many people."""
        found = self._ground_of.setdefault(territories, len(self.grounds))
        if found == len(self.grounds):
            self.grounds.append(territories)
        return found

    def _grow(self) -> None:
        """Double the room, so that people can be taken in one by one."""
        self.levels, self.ground = _longer(self.levels), _longer(self.ground)
        self.on_shift, self.has_room = _longer(self.on_shift), _longer(self.has_room)
        self.places, self.parts = _longer(self.places), _longer(self.parts)
        self.until, self.free_at = _longer(self.until), _longer(self.free_at)
        self.open, self.capacity = _longer(self.open), _longer(self.capacity)
        self.tries, self.good = _longer(self.tries), _longer(self.good)


def on_earth(latitude: float, longitude: float) -> tuple[float, float, float]:
    """Return the point on the unit sphere of a place in degrees."""
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _part(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _numbers(*lines: int) -> Floats:
    return np.zeros((*lines, FIRST_ROOM))


def _longer(lines: NDArray[Cell]) -> NDArray[Cell]:
    return np.concatenate([lines, np.zeros_like(lines)], axis=-1)
