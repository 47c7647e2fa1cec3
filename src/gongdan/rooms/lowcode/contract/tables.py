"""Decision tables as a bundle holds them; everything that decides is FEEL text (DMN 1.3, ch. 8).

A node of kind `rule` that `calls` a table puts what the table answers into its `result`: the
value itself where the table has one output, an object by the outputs' names where it has more,
a list of these where the hit policy gives several.
"""

from typing import Literal, TypeAlias

from msgspec import Struct

ValueType: TypeAlias = Literal["text", "number", "boolean", "date", "time", "date-time"]
"""What a value is, where no field's schema says it."""

HitPolicyLetter: TypeAlias = Literal["U", "A", "P", "F", "R", "O", "C"]
"""Unique, any, priority, first; rule order, output order, collect give lists."""


class TableInput(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A column of conditions: FEEL over fields and other known names, mostly one name."""

    expression: str
    title: dict[str, str] = {}


class TableOutput(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A column of results: its type, unit and range (decimals as text, both ends included).

    `values` (FEEL) are all that it can give, the most important one first; `default` (FEEL) is
    what it gives where no rule holds.
    """

    name: str
    type: ValueType
    title: dict[str, str] = {}
    unit: str = ""
    least: str = ""
    most: str = ""
    values: tuple[str, ...] = ()
    default: str = ""


class TableRule(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A row: unary tests by input (`-` or empty: anything), FEEL by output."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    note: str = ""


class TableTest(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A test row: what the table answers for these values, FEEL by name and by output.

    A name that is left out is null; an empty answer is not looked at. Where the hit policy gives
    several answers, each is a list.
    """

    given: dict[str, str]
    expected: tuple[str, ...]
    note: str = ""


class Table(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A decision table; its key is its place in `Bundle.tables`. `tests` hold it to its word."""

    title: dict[str, str]
    inputs: tuple[TableInput, ...]
    outputs: tuple[TableOutput, ...]
    rules: tuple[TableRule, ...]
    hit_policy: HitPolicyLetter = "U"
    aggregator: Literal["", "+", "#", "<", ">"] = ""
    tests: tuple[TableTest, ...] = ()
