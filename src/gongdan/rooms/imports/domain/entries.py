"""A row read as an entry of a register, and the order in which rows are taken. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.text import fold
from gongdan.rooms.imports.contract import IDENTITIES, PART_OF, ImportPlan, Part, RowFault

_DEGREES: tuple[Part, Part] = ("latitude", "longitude")

Row = tuple[int, Sequence[str]]
"""A line of the table, and its cells."""


class EntryWish(Struct, frozen=True, kw_only=True):
    """An entry as a row asks for it: its texts (what is empty is not among them) and references.

    `degrees` are WGS 84; None says nothing of them.
    """

    line: int
    texts: Mapping[Part, str]
    degrees: tuple[float, float] | None = None
    parent: UUID | None = None
    customer: UUID | None = None


class EntryReader:
    """Reads the rows of one table; knows which codes stand in it, and where first."""

    def __init__(self, plan: ImportPlan, columns: Sequence[str], rows: Iterable[Row]) -> None:
        places = {name: place for place, name in enumerate(columns)}
        self._places = {part: places[name] for part, name in plan.columns.items()}
        self._columns = plan.columns
        self._identities = IDENTITIES[plan.known_by]
        self.lines: dict[str, int] = {}
        """The line on which each code, folded, stands first."""
        self._above: dict[int, str] = {}
        for line, cells in rows:
            if code := fold(self._cell(cells, "code")):
                self.lines.setdefault(code, line)
            self._above[line] = fold(self._cell(cells, "parent"))

    def column(self, part: str) -> str:
        """Return the column that holds a part, "" where none does."""
        return next((column for name, column in self._columns.items() if name == part), "")

    def read(self, line: int, cells: Sequence[str]) -> EntryWish | list[RowFault]:
        """Return what a row asks for, or all that is wrong with it."""
        texts = {part: text for part in self._places if (text := self._cell(cells, part))}
        empty: tuple[Part, ...] = ("name",) if self._is_known(texts) else ("code", "name")
        faults = [self._fault(line, part, f"{part}_empty") for part in empty if part not in texts]
        if "code" in texts and self.lines[fold(texts["code"])] != line:
            faults.append(self._fault(line, "code", "code_repeated"))
        degrees = _degrees(texts)
        if degrees is None and any(part in texts for part in _DEGREES):
            wrong = next(part for part in _DEGREES if _number(texts.get(part, "")) is None)
            faults.append(self._fault(line, wrong, "degrees_unreadable"))
        said = {part: text for part, text in texts.items() if part not in _DEGREES}
        return faults or EntryWish(line=line, texts=said, degrees=degrees)

    def parents_first(self) -> tuple[list[int], frozenset[int]]:
        """Return the lines so that each comes after that of its parent, else as they stand.

        Also those of rows that lie inside themselves, along whatever way.
        """
        taken: dict[int, None] = {}
        circles: set[int] = set()
        for each in self._above:
            way: dict[int, None] = {}
            line: int | None = each
            while line is not None and line not in taken and line not in way:
                way[line] = None
                line = self.lines.get(self._above[line])
            if line in way:
                inside = list(way)
                circles.update(inside[inside.index(line) :])
            taken.update(dict.fromkeys(reversed(way)))
        return list(taken), frozenset(circles)

    def _is_known(self, texts: Mapping[Part, str]) -> bool:
        """Tell whether a row says who it is without a code."""
        return any(PART_OF[each] in texts for each in self._identities)

    def _cell(self, cells: Sequence[str], part: Part) -> str:
        place = self._places.get(part)
        return "" if place is None else cells[place].strip()

    def _fault(self, line: int, part: Part, code: str) -> RowFault:
        return RowFault(line, self.column(part), code)


def _degrees(texts: Mapping[Part, str]) -> tuple[float, float] | None:
    latitude, longitude = (_number(texts.get(part, "")) for part in _DEGREES)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) <= 180 else None
