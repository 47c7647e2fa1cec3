"""Everybody who could be given an order, as arrays: one row a person, kept fresh by events.

A scan over arrays of 50,000 people takes less than a look into a tree of them, and is exact.
Levels run from 0 (has not) to 5; instants are minutes since an epoch that the caller chooses.
"""

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
    """The people of one tenant. Rows are never moved: who leaves goes off shift for ever."""

    def __init__(self, skills: tuple[str, ...], categories: tuple[str, ...]) -> None:
        self.skills = {name: at for at, name in enumerate(skills)}
        self.categories = {name: at for at, name in enumerate(categories)}
        self.ids: list[str] = []
        self.grounds: list[frozenset[str]] = []
        self._ground_of: dict[frozenset[str], int] = {}
        self._row_of: dict[str, int] = {}
        self.levels: Levels = np.zeros((FIRST_ROOM, len(skills)), dtype=np.int8)
        self.on_shift: Flags = np.zeros(FIRST_ROOM, dtype=np.bool_)
        self.latitude, self.longitude = _numbers(), _numbers()
        self.until, self.free_at = _numbers(), _numbers()
        self.open, self.capacity = _numbers(), _numbers()
        self.ground = np.zeros(FIRST_ROOM, dtype=np.int64)
        self.share, self.standing = _numbers(), _numbers()
        self.tries, self.good = _numbers(len(categories)), _numbers(len(categories))

    def __len__(self) -> int:
        return len(self.ids)

    def put(self, person: Person) -> int:
        """Take a person in as he stands now, or bring him up to date; returns his row."""
        row = self._row_of.get(person.id)
        if row is None:
            row = self._append(person.id)
        self.levels[row] = 0
        for name, level in person.skills.items():
            if name in self.skills:
                self.levels[row, self.skills[name]] = min(max(level, 0), HIGHEST_LEVEL)
        self.latitude[row], self.longitude[row] = person.latitude, person.longitude
        self.on_shift[row], self.until[row] = person.on_shift, person.until
        self.free_at[row] = person.free_at
        self.open[row], self.capacity[row] = person.open, max(person.capacity, 0)
        self.share[row] = max(person.share, 0.0)
        self.standing[row] = min(max(person.standing, -1.0), 1.0)
        self.tries[row] = self.good[row] = 0.0
        for name, record in person.records.items():
            if name in self.categories:
                self.tries[row, self.categories[name]] = record.tries
                self.good[row, self.categories[name]] = record.good
        self.ground[row] = self._ground(person.territories)
        return row

    def row_of(self, person: str) -> int | None:
        """Return somebody's row, None for who is not known."""
        return self._row_of.get(person)

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
        self.levels, self.on_shift = _longer(self.levels), _longer(self.on_shift)
        self.ground = _longer(self.ground)
        self.latitude, self.longitude = _longer(self.latitude), _longer(self.longitude)
        self.until, self.free_at = _longer(self.until), _longer(self.free_at)
        self.open, self.capacity = _longer(self.open), _longer(self.capacity)
        self.share, self.standing = _longer(self.share), _longer(self.standing)
        self.tries, self.good = _longer(self.tries), _longer(self.good)


def _numbers(*width: int) -> Floats:
    return np.zeros((FIRST_ROOM, *width))


def _longer(rows: NDArray[Cell]) -> NDArray[Cell]:
    return np.concatenate([rows, np.zeros_like(rows)])
