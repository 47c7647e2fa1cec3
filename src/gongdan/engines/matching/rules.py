"""Who can be given an order at all, and by which rule the others can't: no points can buy a rule.

A rule is looked at by whole lines of flags; the way there only of those whom nothing else bars.
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gongdan.engines.matching.crowd import Crowd, Flags, Floats, on_earth
from gongdan.engines.matching.need import Need, Roads

Rows: TypeAlias = NDArray[np.intp]

EARTH_KM: Final = 6_371.0088
"""Mean radius of the earth (IUGG)."""


class Barred(IntEnum):
    """Why somebody can't be given an order: the first rule that he does not meet."""

    NO = 0
    OFF_SHIFT = 1
    EXCLUDED = 2
    NOT_NAMED = 3
    TERRITORY = 4
    SKILL = 5
    FULL = 6
    SHIFT_ENDS = 7


class Way(Struct, frozen=True, eq=False):
    """How far some have to go: `km` as the crow flies and `minutes` (NaN: not known).

    `begins` is when work could begin; who is nowhere known is taken to be there.
    """

    rows: Rows
    km: Floats
    minutes: Floats
    begins: Floats


def able(crowd: Crowd, need: Need) -> tuple[Rows, dict[Barred, int]]:
    """Return whom no rule bars, the way there left open, and how many each of the rules does."""
    flags = np.ones(len(crowd), dtype=np.bool_)
    left, counts = len(crowd), dict[Barred, int]()
    for rule, meets in _rules(crowd, need):
        flags &= meets
        before, left = left, int(np.count_nonzero(flags))
        counts[rule] = counts.get(rule, 0) + before - left
    return np.flatnonzero(flags), counts


def reach(crowd: Crowd, need: Need, rows: Rows, roads: Roads) -> Way:
    """Return the way of those among some who can be done with the work before their shift ends."""
    km = _km(crowd, need, rows)
    minutes = km / roads.speed * 60
    begins = np.maximum(crowd.free_at.take(rows), need.now) + known(minutes)
    ends = begins + need.minutes <= crowd.until.take(rows)
    if ends.all():
        return Way(rows, km, minutes, begins)
    return Way(rows[ends], km[ends], minutes[ends], begins[ends])


def barred(crowd: Crowd, need: Need, roads: Roads) -> NDArray[np.int8]:
    """Return for each row which rule bars the person (`Barred`), the first one that does."""
    found = np.zeros(len(crowd), dtype=np.int8)
    for rule, meets in _rules(crowd, need):
        found[(found == Barred.NO) & ~meets] = rule
    rows = np.flatnonzero(found == Barred.NO)
    found[rows] = Barred.SHIFT_ENDS
    found[reach(crowd, need, rows, roads).rows] = Barred.NO
    return found


def _rules(crowd: Crowd, need: Need) -> Iterator[tuple[Barred, Flags]]:
    """Yield the rules that don't ask for the way there, in their order, with who meets each."""
    count = len(crowd)
    yield Barred.OFF_SHIFT, crowd.on_shift[:count]
    if need.never:
        yield Barred.EXCLUDED, ~_named(crowd, need.never)
    if need.only:
        yield Barred.NOT_NAMED, _named(crowd, need.only)
    if need.territory:
        works = np.array([need.territory in each for each in crowd.grounds], dtype=np.bool_)
        yield Barred.TERRITORY, works.take(crowd.ground[:count])
    for name, level in need.skills.items():
        at = crowd.skills.get(name)
        held = np.zeros(count, dtype=np.int8) if at is None else crowd.levels[at, :count]
        yield Barred.SKILL, held >= max(level, 1)
    yield Barred.FULL, crowd.has_room[:count]


def _km(crowd: Crowd, need: Need, rows: Rows) -> Floats:
    """Return the great-circle ways: the chord through the earth tells the arc over it."""
    here = np.array(on_earth(need.latitude, need.longitude))
    gap = crowd.places.take(rows, axis=1) - here[:, np.newaxis]
    half = np.sqrt((gap * gap).sum(axis=0)) / 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.minimum(half, 1.0)))


def known(minutes: Floats) -> Floats:
    """Return minutes of travel, none where they are not known."""
    return np.fmax(minutes, 0.0)


def _named(crowd: Crowd, names: frozenset[str]) -> Flags:
    found = np.zeros(len(crowd), dtype=np.bool_)
    rows = [row for name in names if (row := crowd.row_of(name)) is not None]
    found[rows] = True
    return found
