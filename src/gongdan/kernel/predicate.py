"""Which rows: conditions on a row's attributes, with one meaning in memory and in SQL.

Who may do what is answered as a condition ("rows of my unit, or assigned to me"), so that
one answer serves both ways: `holds` asks it of a row at hand, `to_sql` filters a list in
the database. There is no negation: an attribute that is missing or NULL meets nothing, and
nothing can turn that into a yes. Two-valued logic here and SQL's three-valued logic agree
for that reason (a WHERE takes unknown for no).

>>> mine = any_of(Equals("assignee_id", 7), OneOf("stage", ("accept", "execute")))
>>> holds(mine, {"assignee_id": None, "stage": "accept"})
True
>>> to_sql(mine, {"assignee_id": "o.assignee_id", "stage": "o.stage"}, 3)
('(o.assignee_id = $3 OR o.stage = ANY($4))', [7, ['accept', 'execute']])
"""

from collections.abc import Mapping
from typing import TypeAlias, assert_never
from uuid import UUID

from msgspec import Struct

Value: TypeAlias = "str | int | bool | UUID"
"""What an attribute is compared with; never None."""


class Never(Struct, frozen=True):
    """No row."""


class Always(Struct, frozen=True):
    """Each row."""


class Equals(Struct, frozen=True):
    """Rows whose attribute is this value."""

    attribute: str
    value: Value


class OneOf(Struct, frozen=True):
    """Rows whose attribute is one of these values."""

    attribute: str
    values: tuple[Value, ...]


class Under(Struct, frozen=True):
    """Rows whose path (`/a/b/`) is the prefix or lies below it; "/" is above all paths."""

    attribute: str
    prefix: str

    def __post_init__(self) -> None:
        """Refuse a prefix that could end inside a name: `/east` would be above `/eastern/`."""
        if not self.prefix.endswith("/"):
            raise ValueError(f"a path prefix ends with '/': {self.prefix!r}")


class Overlaps(Struct, frozen=True):
    """Rows whose array attribute shares at least one value with these."""

    attribute: str
    values: tuple[Value, ...]


class AllOf(Struct, frozen=True):
    """Rows that meet every part (no parts: each row)."""

    parts: tuple["Predicate", ...]


class AnyOf(Struct, frozen=True):
    """Rows that meet at least one part (no parts: no row)."""

    parts: tuple["Predicate", ...]


Leaf: TypeAlias = Equals | OneOf | Under | Overlaps
"""A condition on one attribute."""

Predicate: TypeAlias = Never | Always | Leaf | AllOf | AnyOf
"""A condition on one row."""


def all_of(*parts: Predicate) -> Predicate:
    """Join by AND in the simplest form: `Never` decides, `Always` and repeats fall away."""
    if any(isinstance(part, Never) for part in parts):
        return Never()
    kept = tuple(dict.fromkeys(part for part in parts if not isinstance(part, Always)))
    return _single(kept, Always()) or AllOf(kept)


def any_of(*parts: Predicate) -> Predicate:
    """Join by OR in the simplest form: `Always` decides, `Never` and repeats fall away."""
    if any(isinstance(part, Always) for part in parts):
        return Always()
    kept = tuple(dict.fromkeys(part for part in parts if not isinstance(part, Never)))
    return _single(kept, Never()) or AnyOf(kept)


def holds(predicate: Predicate, row: Mapping[str, object]) -> bool:
    """Tell whether a row meets the condition."""
    match predicate:
        case Never() | Always():
            return isinstance(predicate, Always)
        case AllOf(parts):
            return all(holds(part, row) for part in parts)
        case AnyOf(parts):
            return any(holds(part, row) for part in parts)
        case Equals() | OneOf() | Under() | Overlaps():
            return _met(predicate, row.get(predicate.attribute))
        case _:
            assert_never(predicate)


def to_sql(
    predicate: Predicate, columns: Mapping[str, str], first_parameter: int
) -> tuple[str, list[object]]:
    """Compile to an SQL condition and its arguments, numbered from `$first_parameter` on.

    `columns` names the SQL expression of each attribute and is the programmer's, never the
    caller's, text. An attribute without a column meets nothing, as in `holds`. Path columns
    are declared COLLATE "C", so that a B-tree serves `Under`: a range of leakproof
    comparisons, where LIKE would lose the index under row level security.
    """
    arguments: list[object] = []
    condition = _compile(predicate, columns, first_parameter, arguments)
    return condition, arguments


def _met(leaf: Leaf, own: object) -> bool:
    match leaf:
        case Equals(_, value):
            return own == value
        case OneOf(_, values):
            return own in values
        case Under(_, prefix):
            return isinstance(own, str) and own.startswith(prefix)
        case Overlaps(_, values):
            return isinstance(own, list | tuple | set | frozenset) and any(v in own for v in values)
        case _:
            assert_never(leaf)


def _compile(
    predicate: Predicate, columns: Mapping[str, str], first: int, arguments: list[object]
) -> str:
    match predicate:
        case Never():
            return "FALSE"
        case Always():
            return "TRUE"
        case AllOf(parts) | AnyOf(parts):
            word, nothing = (" AND ", "TRUE") if isinstance(predicate, AllOf) else (" OR ", "FALSE")
            joined = word.join(_compile(part, columns, first, arguments) for part in parts)
            return f"({joined})" if parts else nothing
        case Equals() | OneOf() | Under() | Overlaps():
            column = columns.get(predicate.attribute)
            return "FALSE" if column is None else _compare(predicate, column, first, arguments)
        case _:
            assert_never(predicate)


def _compare(leaf: Leaf, column: str, first: int, arguments: list[object]) -> str:
    place = first + len(arguments)
    match leaf:
        case Equals(_, value):
            arguments.append(value)
            return f"{column} = ${place}"
        case OneOf(_, values):
            arguments.append(list(values))
            return f"{column} = ANY(${place})"
        case Under(_, prefix):
            # "0" follows "/" in the C collation: the range holds exactly what starts with prefix
            arguments += [prefix, prefix[:-1] + "0"]
            low, high = f'${place} COLLATE "C"', f'${place + 1} COLLATE "C"'
            return f"({column} >= {low} AND {column} < {high})"
        case Overlaps(_, values):
            arguments.append(list(values))
            return f"{column} && ${place}"
        case _:
            assert_never(leaf)


def _single(parts: tuple[Predicate, ...], nothing: Predicate) -> Predicate | None:
    match parts:
        case ():
            return nothing
        case (only,):
            return only
        case _:
            return None
