"""Which cases no rule of a decision table decides, and which more than one does.

Each column is cut into pieces at the values that its cells name: for numbers and dates the
values themselves and the open stretches between them, for words each word and "any other". A
rule covers pieces, so that two questions become set arithmetic: which pieces are left over
(gaps), and which rules share a piece in every column (overlaps). A cell that speaks of other
names has no pieces: it is taken to leave no gap, and to share with nobody.

    >>> table = DecisionTable(
    ...     (InputClause("n"),), (OutputClause(),), (Rule(("< 5",), ("1",)), Rule(("> 5",), ("2",)))
    ... )
    >>> coverage(table, Names.of(()), (Domain(),)).gaps
    (('5',),)
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cmp_to_key
from typing import Final

from msgspec import Struct

from gongdan.engines.feel import syntax
from gongdan.engines.feel.comparison import less, same
from gongdan.engines.feel.dmn.cells import is_constant
from gongdan.engines.feel.dmn.model import DecisionTable, InputClause, OutputClause, Rule
from gongdan.engines.feel.evaluation import NOTHING, Env, Moment, Run
from gongdan.engines.feel.meaning.compiling import compile_part
from gongdan.engines.feel.names import Names
from gongdan.engines.feel.parser import parse_tests
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.text import text_of
from gongdan.engines.feel.values import Range, RangeSort, Value

__all__ = ["Coverage", "Domain", "InputClause", "OutputClause", "Rule", "coverage"]

MOST_RULES: Final = 300
"""Larger tables are not looked through: pairs of rules grow with the square."""
MOST_TOLD: Final = 3
_MOST_STEPS: Final = 20_000
_EVERYTHING: Final = "-"


class Domain(Struct, frozen=True):
    """What a column's value can be: whole numbers, within bounds, or one of a few values."""

    whole: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    values: tuple[Value, ...] = ()


class Coverage(Struct, frozen=True):
    """Pairs of rules (from 1) that meet, and cases without a rule as tests, one a column."""

    overlaps: tuple[tuple[int, int], ...] = ()
    gaps: tuple[tuple[str, ...], ...] = ()


class _Column(Struct, frozen=True):
    """The pieces of a column in words, and by rule which of them it covers (None: unknown)."""

    pieces: tuple[str, ...]
    covered: tuple[int | None, ...]

    @property
    def everything(self) -> int:
        return (1 << len(self.pieces)) - 1


def coverage(table: DecisionTable, names: Names, domains: Sequence[Domain]) -> Coverage:
    """Return the gaps and overlaps of a table, the first few of each."""
    if len(table.rules) > MOST_RULES:
        return Coverage()
    columns = [
        _column([parse_tests(rule.inputs[place], names) for rule in table.rules], domain)
        for place, domain in enumerate(domains)
    ]
    return Coverage(_overlaps(columns, len(table.rules)), _Gaps(columns, len(table.rules)).found())


def _overlaps(columns: Sequence[_Column], rules: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for first in range(rules):
        for second in range(first + 1, rules):
            if all((c.covered[first] or 0) & (c.covered[second] or 0) for c in columns):
                found.append((first + 1, second + 1))
                if len(found) == MOST_TOLD:
                    return tuple(found)
    return tuple(found)


class _Gaps:
    """Looks for pieces, one a column, that no rule covers."""

    def __init__(self, columns: Sequence[_Column], rules: int) -> None:
        self._columns = columns
        self._rules = rules
        self._seen: set[tuple[int, int]] = set()
        self._found: list[tuple[str, ...]] = []
        self._steps = _MOST_STEPS

    def found(self) -> tuple[tuple[str, ...], ...]:
        self._look(0, (1 << self._rules) - 1, ())
        return tuple(self._found)

    def _look(self, place: int, alive: int, way: tuple[str, ...]) -> None:
        """Follow the rules that are still alive into the next column's pieces."""
        self._steps -= 1
        if len(self._found) == MOST_TOLD or self._steps < 0:
            return
        if not alive:
            rest = (_EVERYTHING,) * (len(self._columns) - place)
            self._found.append((*way, *rest))
            return
        if place == len(self._columns) or (place, alive) in self._seen:
            return
        self._seen.add((place, alive))
        column = self._columns[place]
        for piece, words in enumerate(column.pieces):
            left = 0
            for rule, covered in enumerate(column.covered):
                if covered is None or covered >> piece & 1:
                    left |= 1 << rule
            self._look(place + 1, alive & left, (*way, words))


def _column(cells: Sequence[syntax.Tests | Unreadable], domain: Domain) -> _Column:
    tests = [_constants(cell) for cell in cells]
    named = [value for each in tests if each is not None for value in _named(each)]
    kinds = {type(value) for value in (*named, *domain.values)}
    if len(kinds) > 1 or kinds & {type(None), list, dict}:
        return _Column((_EVERYTHING,), (None,) * len(cells))
    if kinds <= {str, bool} and not any(isinstance(v, Range) for t in tests for v in t or ()):
        return _of_words(tests, cells, _words(named, domain, bool in kinds))
    return _of_stretches(tests, cells, _Stretches(_sorted(named), domain))


def _constants(cell: syntax.Tests | Unreadable) -> tuple[Value, ...] | None:
    """Return the values and ranges that a cell names; None where it speaks of other names."""
    if isinstance(cell, Unreadable) or not is_constant(cell):
        return None
    env = Env(NOTHING, Run(Moment()))
    return tuple(compile_part(test)(env) for test in cell.tests)


def _named(tests: Sequence[Value]) -> list[Value]:
    ends = [end for each in tests if isinstance(each, Range) for end in (each.low, each.high)]
    return [
        *(each for each in tests if not isinstance(each, Range)),
        *(end for end in ends if end is not None),
    ]


def _words(named: Sequence[Value], domain: Domain, are_bools: bool) -> tuple[Value, ...]:  # noqa: FBT001 - of one use
    if domain.values:
        return domain.values
    return (True, False) if are_bools else (*dict.fromkeys(named), None)


def _of_words(
    tests: Sequence[tuple[Value, ...] | None],
    cells: Sequence[syntax.Tests | Unreadable],
    words: tuple[Value, ...],
) -> _Column:
    everything = (1 << len(words)) - 1

    def of(test: tuple[Value, ...] | None, cell: syntax.Tests | Unreadable) -> int | None:
        if test is None:
            return None
        covered = sum(1 << place for place, word in enumerate(words) if word in test)
        return _as_written(covered, cell, everything)

    others = ", ".join(_text(word) for word in words if word is not None)
    pieces = tuple(f"not({others})" if each is None else _text(each) for each in words)
    return _Column(pieces, tuple(of(*each) for each in zip(tests, cells, strict=True)))


def _as_written(covered: int, cell: syntax.Tests | Unreadable, everything: int) -> int:
    if isinstance(cell, Unreadable) or not cell.tests:
        return everything
    return everything & ~covered if cell.negated else covered


class _Stretches:
    """The pieces of an ordered column: below, at and between the values that cells name.

    Piece 2i + 1 is the value i, piece 2i what lies before it. Pieces that hold no value of the
    domain are left out.
    """

    def __init__(self, ends: Sequence[Value], domain: Domain) -> None:
        self._ends = ends
        self.kept = [piece for piece in range(2 * len(ends) + 1) if self._is_there(piece, domain)]

    def words(self, piece: int) -> str:
        place, ends = piece // 2, self._ends
        if not ends:
            return _EVERYTHING
        if piece % 2:
            return _text(ends[place])
        if place == 0:
            return f"< {_text(ends[0])}"
        if place == len(ends):
            return f"> {_text(ends[-1])}"
        return f"({_text(ends[place - 1])}..{_text(ends[place])})"

    def covered(self, test: Value) -> set[int]:
        """Return the pieces that a value or a range covers."""
        last = 2 * len(self._ends)
        if not isinstance(test, Range):
            return {self._at(test)}
        low = 0 if test.low is None else self._at(test.low) + (not test.low_closed)
        high = last if test.high is None else self._at(test.high) - (not test.high_closed)
        if test.sort is RangeSort.UNEQUAL:
            return set(range(last + 1)) - {self._at(test.low)}
        if test.sort is RangeSort.EQUAL:
            return {self._at(test.low)}
        return set(range(low, high + 1))

    def _at(self, value: Value) -> int:
        return next(2 * place + 1 for place, each in enumerate(self._ends) if same(each, value))

    def _is_there(self, piece: int, domain: Domain) -> bool:
        place, ends = piece // 2, self._ends
        if not all(isinstance(end, Decimal) for end in ends):
            return True
        low = ends[place] if piece % 2 else ends[place - 1] if place else None
        high = ends[place] if place < len(ends) else None
        return _holds_some(low, high, domain, is_open=not piece % 2)


def _holds_some(low: Value, high: Value, domain: Domain, *, is_open: bool) -> bool:
    """Tell whether a value or an open stretch of numbers holds a value of the domain."""
    floor, ceiling = domain.least, domain.most
    if isinstance(low, Decimal):
        up = low.to_integral_value(ROUND_FLOOR) + 1 if domain.whole and is_open else low
        floor = up if floor is None else max(floor, up)
    if isinstance(high, Decimal):
        down = high.to_integral_value(ROUND_CEILING) - 1 if domain.whole and is_open else high
        ceiling = down if ceiling is None else min(ceiling, down)
    if floor is None or ceiling is None:
        return True
    if floor == ceiling and is_open and not domain.whole:
        return floor not in {low, high}
    return floor <= ceiling and not (domain.whole and floor == ceiling and floor % 1 != 0)


def _of_stretches(
    tests: Sequence[tuple[Value, ...] | None],
    cells: Sequence[syntax.Tests | Unreadable],
    stretches: _Stretches,
) -> _Column:
    kept = stretches.kept
    everything = (1 << len(kept)) - 1

    def of(test: tuple[Value, ...] | None, cell: syntax.Tests | Unreadable) -> int | None:
        if test is None:
            return None
        pieces = set[int]().union(*map(stretches.covered, test))
        covered = sum(1 << place for place, piece in enumerate(kept) if piece in pieces)
        return _as_written(covered, cell, everything)

    words = tuple(map(stretches.words, kept))
    return _Column(words, tuple(of(*each) for each in zip(tests, cells, strict=True)))


def _sorted(values: Sequence[Value]) -> list[Value]:
    found: list[Value] = []
    for value in values:
        if not any(same(value, each) for each in found):
            found.append(value)
    return sorted(found, key=cmp_to_key(lambda one, other: -1 if less(one, other) else 1))


def _text(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else text_of(value)
