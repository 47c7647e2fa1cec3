"""The parts of which a FEEL expression consists; `at` is the character (from 0) where it begins."""

from typing import TypeAlias

from msgspec import Struct

from gongdan.engines.feel.values import RangeSort, Value


class Part(Struct, frozen=True, kw_only=True):
    """A part of an expression."""

    at: int = 0


class Literal(Part, frozen=True):
    """A value that stands in the text."""

    value: Value


class Name(Part, frozen=True):
    """A name, its words separated by one space."""

    name: str


class Operation(Part, frozen=True):
    """Two operands with an arithmetic sign or a comparison between them."""

    operator: str
    left: "Expression"
    right: "Expression"


class Negation(Part, frozen=True):
    """A minus before an operand."""

    operand: "Expression"


class Junction(Part, frozen=True):
    """Operands joined by `and` or by `or`."""

    word: str
    left: "Expression"
    right: "Expression"


class Between(Part, frozen=True):
    """`value between low and high`."""

    value: "Expression"
    low: "Expression"
    high: "Expression"


class In(Part, frozen=True):
    """`value in test`; the test may be several."""

    value: "Expression"
    tests: tuple["Expression", ...]


class InstanceOf(Part, frozen=True):
    """`value instance of type`."""

    value: "Expression"
    type: object


class Path(Part, frozen=True):
    """`owner.member`."""

    owner: "Expression"
    member: str


class Filter(Part, frozen=True):
    """`list[condition or position]`."""

    source: "Expression"
    condition: "Expression"


class Call(Part, frozen=True):
    """`function(arguments)`; `names` are the parameters' where they were given."""

    function: "Expression"
    arguments: tuple["Expression", ...]
    names: tuple[str, ...] = ()


class Condition(Part, frozen=True):
    """`if ... then ... else ...`."""

    test: "Expression"
    then: "Expression"
    otherwise: "Expression"


class Source(Struct, frozen=True):
    """One variable of a loop and what it runs over: a list, or from `start` to `end`."""

    name: str
    start: "Expression"
    end: "Expression | None" = None


class For(Part, frozen=True):
    """`for x in xs, y in ys return ...`."""

    sources: tuple[Source, ...]
    body: "Expression"


class Quantified(Part, frozen=True):
    """`some x in xs satisfies ...`, or `every`."""

    word: str
    sources: tuple[Source, ...]
    body: "Expression"


class FunctionDefinition(Part, frozen=True):
    """`function(a, b: number) ...`; `types` are None where a parameter has none."""

    parameters: tuple[str, ...]
    types: tuple[object, ...]
    body: "Expression"
    external: bool = False


class ListOf(Part, frozen=True):
    """`[a, b]`."""

    items: tuple["Expression", ...]


class ContextOf(Part, frozen=True):
    """`{a: 1, b: a + 1}`; later entries see the earlier ones."""

    entries: tuple[tuple[str, "Expression"], ...]


class RangeOf(Part, frozen=True):
    """`[low..high)`, or a comparison in parentheses such as `(< 10)`."""

    low: "Expression | None"
    high: "Expression | None"
    low_closed: bool
    high_closed: bool
    sort: RangeSort = RangeSort.ENDS


class Tests(Part, frozen=True):
    """Several unary tests in parentheses, or the tests of a decision table's cell."""

    tests: tuple["Expression", ...]
    negated: bool = False


Expression: TypeAlias = (
    Literal
    | Name
    | Operation
    | Negation
    | Junction
    | Between
    | In
    | InstanceOf
    | Path
    | Filter
    | Call
    | Condition
    | For
    | Quantified
    | FunctionDefinition
    | ListOf
    | ContextOf
    | RangeOf
    | Tests
)
