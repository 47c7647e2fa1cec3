"""What a DMN model consists of; texts are FEEL, names stand as they are written.

After OMG DMN 1.3 (formal/2021-02-01), chapters 6 to 8, and the boxed expressions of 1.4.
"""

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from gongdan.engines.feel.types import ANY, FeelType


class HitPolicy(StrEnum):
    """Which of the rules that match count, by the letter of the table's corner."""

    UNIQUE = "U"
    ANY = "A"
    PRIORITY = "P"
    FIRST = "F"
    RULE_ORDER = "R"
    OUTPUT_ORDER = "O"
    COLLECT = "C"


class Aggregator(StrEnum):
    """What a table with hit policy collect makes of its hits."""

    LIST = ""
    SUM = "+"
    COUNT = "#"
    MIN = "<"
    MAX = ">"


class Variable(Struct, frozen=True, omit_defaults=True):
    """A name with its type (the name of an item definition or a FEEL type; "" for any)."""

    name: str
    type: str = ""


class Literal(Struct, frozen=True, tag_field="box", tag="literal", omit_defaults=True):
    """A FEEL expression."""

    text: str
    type: str = ""


class InputClause(Struct, frozen=True, omit_defaults=True):
    """A column of conditions: what is tested, and (as unary tests) which values it may have."""

    expression: str
    label: str = ""
    type: str = ""
    values: str = ""


class OutputClause(Struct, frozen=True, omit_defaults=True):
    """A column of results; `values` in the order of priority, `default` where no rule matches."""

    name: str = ""
    label: str = ""
    type: str = ""
    values: str = ""
    default: str = ""


class Rule(Struct, frozen=True, omit_defaults=True):
    """A row: a cell of unary tests for each input, an expression for each output."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    note: str = ""


class DecisionTable(Struct, frozen=True, tag_field="box", tag="table", omit_defaults=True):
    """A decision table."""

    inputs: tuple[InputClause, ...]
    outputs: tuple[OutputClause, ...]
    rules: tuple[Rule, ...]
    hit_policy: HitPolicy = HitPolicy.UNIQUE
    aggregator: Aggregator = Aggregator.LIST


class Entry(Struct, frozen=True, omit_defaults=True):
    """An entry of a boxed context; the one without a name is its result."""

    name: str
    value: "Boxed"
    type: str = ""


class Context(Struct, frozen=True, tag_field="box", tag="context", omit_defaults=True):
    """A boxed context: later entries see the earlier ones."""

    entries: tuple[Entry, ...]


class Invocation(Struct, frozen=True, tag_field="box", tag="invocation", omit_defaults=True):
    """A boxed call: which function, and its arguments by name."""

    function: str
    arguments: tuple[Entry, ...]


class FunctionDefinition(Struct, frozen=True, tag_field="box", tag="function", omit_defaults=True):
    """A boxed function; one of another kind than FEEL gives null."""

    parameters: tuple[Variable, ...]
    body: "Boxed"
    external: bool = False
    type: str = ""


class ListOf(Struct, frozen=True, tag_field="box", tag="list", omit_defaults=True):
    """A boxed list."""

    items: tuple["Boxed", ...]


class Relation(Struct, frozen=True, tag_field="box", tag="relation", omit_defaults=True):
    """A boxed relation: a list of contexts, one a row."""

    columns: tuple[Variable, ...]
    rows: tuple[tuple["Boxed", ...], ...]


class Conditional(Struct, frozen=True, tag_field="box", tag="conditional", omit_defaults=True):
    """A boxed `if`."""

    test: "Boxed"
    then: "Boxed"
    otherwise: "Boxed"


class Filter(Struct, frozen=True, tag_field="box", tag="filter", omit_defaults=True):
    """A boxed filter."""

    source: "Boxed"
    match: "Boxed"


class Iteration(Struct, frozen=True, tag_field="box", tag="iteration", omit_defaults=True):
    """A boxed `for`, `some` or `every` (`word`)."""

    word: str
    variable: str
    source: "Boxed"
    body: "Boxed"


Boxed: TypeAlias = (
    Literal
    | DecisionTable
    | Context
    | Invocation
    | FunctionDefinition
    | ListOf
    | Relation
    | Conditional
    | Filter
    | Iteration
)


class InputData(Struct, frozen=True, omit_defaults=True):
    """Something that comes from outside."""

    id: str
    variable: Variable


class Decision(Struct, frozen=True, omit_defaults=True):
    """A decision: its result's name and type, what it requires (ids), and its logic."""

    id: str
    variable: Variable
    logic: Boxed | None
    requires: tuple[str, ...] = ()
    question: str = ""


class Knowledge(Struct, frozen=True, omit_defaults=True):
    """A business knowledge model: a function that decisions call."""

    id: str
    variable: Variable
    logic: FunctionDefinition
    requires: tuple[str, ...] = ()


class Service(Struct, frozen=True, omit_defaults=True):
    """A decision service: outputs as a function of inputs (ids throughout)."""

    id: str
    variable: Variable
    outputs: tuple[str, ...]
    encapsulated: tuple[str, ...]
    input_decisions: tuple[str, ...]
    input_data: tuple[str, ...]


class ItemDefinition(Struct, frozen=True, omit_defaults=True):
    """A type that the model names; `allowed` are unary tests that its values must pass."""

    name: str
    type: str = ""
    members: tuple["ItemDefinition", ...] = ()
    collection: bool = False
    allowed: str = ""
    function: FeelType = ANY


class Model(Struct, frozen=True, omit_defaults=True):
    """A DMN model; `left_out` names the elements that were not taken in."""

    name: str
    inputs: dict[str, InputData] = {}
    decisions: dict[str, Decision] = {}
    knowledge: dict[str, Knowledge] = {}
    services: dict[str, Service] = {}
    types: dict[str, ItemDefinition] = {}
    left_out: tuple[str, ...] = ()
    namespace: str = ""
