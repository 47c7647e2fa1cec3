"""Benchmark files as days: Solomon, Gehring and Homberger (VRPTW), Pillac (TRSP).

Travel is Euclidean and takes as long as it is far. Numbers become whole by a thousand: durations
are rounded up, so that a plan that holds here holds in exact numbers too.
"""

import math
import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.routing.model import Day, Matrix, Technician, Travel, Visit

SCALE = 1_000
"""Whole numbers for one unit of a file."""


class Unread(Struct, frozen=True):
    """A file that is none of these, and the first line that can't be read (from 1; 0: none)."""

    line: int
    why: str


def read_day(text: str) -> Day | Unread:
    """Return the day that a benchmark file describes, or why it can't be read."""
    lines = text.splitlines()
    try:
        return _trsp(lines) if "CREW" in text else _vrptw(lines)
    except _MalformedError as bad:
        return Unread(bad.line, bad.why)


class _MalformedError(Exception):
    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line, self.why = line, why


def _vrptw(lines: Sequence[str]) -> Day:
    """Read `number capacity`, then `id x y demand ready due service` with the depot first."""
    rows = _rows(lines, widths={2, 7})
    heads = [row for _, row in rows if len(row) == 2]
    customers = [row for _, row in rows if len(row) == 7]
    if len(heads) != 1 or len(customers) < 2:
        raise _MalformedError(0, "no_customers")
    count, capacity = (int(each) for each in heads[0])
    if not 1 <= count <= 100_000:
        raise _MalformedError(0, "no_vehicles")
    depot, *others = customers
    visits = tuple(
        Visit(
            id=str(int(row[0])),
            place=place,
            work=_whole(row[6]),
            opens=_whole(row[4]),
            closes=_whole(row[5]),
            parts=(_whole(row[3]),),
        )
        for place, row in enumerate(others, 1)
    )
    starts, stops = _whole(depot[4]), _whole(depot[5])
    van = Technician(id="", home=0, ends=0, starts=starts, stops=stops, parts=(capacity * SCALE,))
    crew = tuple(replace(van, id=str(number)) for number in range(1, count + 1))
    return Day(visits=visits, technicians=crew, travel=_travel(customers, 1, 2))


def _trsp(lines: Sequence[str]) -> Day:
    """Read the crew's size, then the depot, the technicians' homes, and the requests."""
    rows: list[tuple[list[float], list[frozenset[str]], tuple[int, ...]]] = []
    crew = 0
    for number, line in enumerate(lines, 1):
        sets = re.findall(r"\[([\d,\s]*)\]", line)
        plain = _numbers(re.sub(r"\[[^\]]*\]", " ", line))
        if not sets and plain and len(plain) == 4 and crew == 0:
            crew = int(plain[0])
        if len(sets) != 3:
            continue
        if plain is None or len(plain) != 6:
            raise _MalformedError(number, "not_a_row")
        listed = [[each for each in one.replace(" ", "").split(",") if each] for one in sets]
        rows.append((plain, [frozenset(one) for one in listed], tuple(map(int, listed[2]))))
    if not 1 <= crew < len(rows) - 1:
        raise _MalformedError(0, "no_crew")
    technicians = tuple(
        Technician(
            id=str(int(row[0])),
            home=place,
            ends=place,
            starts=_whole(row[3]),
            stops=_whole(row[4]),
            skills=sets[0],
            tools=sets[1],
            parts=parts,
        )
        for place, (row, sets, parts) in enumerate(rows[1 : crew + 1], 1)
    )
    visits = tuple(
        Visit(
            id=str(int(row[0])),
            place=place,
            work=_whole(row[5]),
            opens=_whole(row[3]),
            closes=_whole(row[4]),
            skills=sets[0],
            tools=sets[1],
            parts=parts,
        )
        for place, (row, sets, parts) in enumerate(rows[crew + 1 :], crew + 1)
    )
    travel = _travel([row for row, _, _ in rows], 1, 2)
    return Day(visits=visits, technicians=technicians, travel=travel, stores=(0,))


def _rows(lines: Sequence[str], widths: set[int]) -> list[tuple[int, list[float]]]:
    found = ((number, _numbers(line)) for number, line in enumerate(lines, 1))
    return [(number, row) for number, row in found if row and len(row) in widths]


def _numbers(line: str) -> list[float] | None:
    try:
        row = [float(each) for each in line.split()]
    except ValueError:
        return None
    return row if all(math.isfinite(each) and abs(each) <= 1e9 for each in row) else None


def _whole(number: float) -> int:
    return round(number * SCALE)


def _travel(rows: Sequence[Sequence[float]], x: int, y: int) -> Travel:
    points = np.array([(row[x], row[y]) for row in rows])
    exact = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1)) * SCALE
    distance: Matrix = np.rint(exact).astype(np.int64)
    duration: Matrix = np.ceil(exact - 1e-6).astype(np.int64)
    return Travel(distance, duration)
