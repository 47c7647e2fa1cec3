"""Names that expressions of a definition may read: the order's own, facts, fields, variables.

Variables are what nodes set while an order runs: their types follow from what sets them, so
that a condition over a table's answer is judged like one over a field.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from gongdan.engines.feel.checking import Known
from gongdan.engines.feel.inference import infer
from gongdan.engines.feel.parser import parse_expression
from gongdan.engines.feel.program import known_names
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.temporal_reading import read_date, read_date_time, read_time
from gongdan.engines.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    NUMBER,
    TEXT,
    TIME,
    ContextType,
    FeelType,
    ListType,
    Simple,
)
from gongdan.engines.feel.values import Value, feel_value
from gongdan.engines.flow.model import Kind, Node
from gongdan.kernel.canonical import SAFE_INTEGER, decimal_text
from gongdan.rooms.lowcode.contract.bundle import Bundle, Field
from gongdan.rooms.lowcode.contract.tables import Table, ValueType

ORDER_NAMES: Final[Mapping[str, Known]] = MappingProxyType(
    {
        **dict.fromkeys(("urgency", "impact", "priority"), Known(NUMBER)),
        **dict.fromkeys(("assignee", "reporter", "outcome"), Known(TEXT)),
        "today": Known(DATE),
    }
)
"""What every condition may read beside fields: facts of the order, how a step came out, and the
day on which it is decided (FEEL's own clock would be read anew at each look; this is a fact)."""

ORDER_RANGES: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {"urgency": (1, 4), "impact": (1, 3), "priority": (1, 5)}
)
"""The whole numbers that facts of the order can be."""


class Fact(Struct, frozen=True):
    """What a model says of an order: its type, unit and range; null until a model has said it."""

    type: ValueType
    title: Mapping[str, str]
    unit: str = ""
    least: str = ""
    most: str = ""


MODEL_FACTS: Final[Mapping[str, Fact]] = MappingProxyType(
    {
        "category": Fact("text", {"zh": "识别出的类别", "en": "Category found"}),
        "confidence": Fact("number", {"zh": "类别置信度", "en": "Confidence"}, "", "0", "1"),
        "breach_risk": Fact("number", {"zh": "超时风险", "en": "Risk of breach"}, "", "0", "1"),
        "anomaly": Fact("number", {"zh": "异常程度", "en": "Anomaly"}, "", "0", "1"),
        "remaining_life": Fact("number", {"zh": "剩余寿命", "en": "Remaining life"}, "h", "0"),
    }
)
"""Typed facts of models; a field of the same name is meant instead of the fact."""

TYPES: Final[Mapping[ValueType, FeelType]] = MappingProxyType(
    {
        "text": TEXT,
        "number": NUMBER,
        "boolean": BOOLEAN,
        "date": DATE,
        "time": TIME,
        "date-time": DATE_TIME,
    }
)
_FORMATS: Final[Mapping[object, FeelType]] = MappingProxyType(
    {"decimal": NUMBER, "date": DATE, "time": TIME, "date-time": DATE_TIME}
)
_SCHEMA_TYPES: Final[Mapping[object, FeelType]] = MappingProxyType(
    {"string": TEXT, "integer": NUMBER, "boolean": BOOLEAN}
)
_READ: Final[Mapping[FeelType, Callable[[str], Value]]] = MappingProxyType(
    {NUMBER: Decimal, DATE: read_date, TIME: read_time, DATE_TIME: read_date_time}
)
_PLAIN_NAMES: Final = known_names(frozenset())
_MOST_ROUNDS: Final = 4


def known_in(bundle: Bundle) -> dict[str, Known]:
    """Return every name that a condition of a definition may use, with its type and values."""
    fields = {name: known_field(field) for name, field in bundle.fields.items()}
    facts = {name: Known(TYPES[fact.type]) for name, fact in MODEL_FACTS.items()}
    known = {**facts, **ORDER_NAMES, **fields}
    return {**known, **_variables(bundle, known)}


def fed(value: object, kind: FeelType | None) -> Value:
    """Return plain data as FEEL data: text becomes what its type says it stands for."""
    match value, kind:
        case str(), Simple() if kind in _READ:
            try:
                return _READ[kind](value)
            except (ArithmeticError, InvalidOperation):  # an old value, from before it was one
                return None
        case ((list() | tuple()), ListType()):
            return [fed(each, kind.item) for each in value]
        case dict(), ContextType():
            members = dict(kind.members)
            return {name: fed(each, members.get(name)) for name, each in value.items()}
        case _:
            return feel_value(value)


def kept(value: Value) -> Value:
    """Return a value as events keep it: fractions as text, names in ASCII; the way to `fed`.

    >>> kept({"rate": Decimal("0.5"), "count": Decimal(2)})
    {'rate': '0.5', 'count': Decimal('2')}
    """
    match value:
        case Decimal() if value != value.to_integral_value() or abs(value) > SAFE_INTEGER:
            return decimal_text(value)
        case list() | tuple():
            return [kept(each) for each in value]
        case dict():
            return {name: kept(each) for name, each in value.items() if name.isascii()}
        case _:
            return value


def needs_feeding(kind: FeelType) -> bool:
    """Tell whether values of a type stand in events as something else than they are."""
    match kind:
        case ListType():
            return needs_feeding(kind.item)
        case ContextType():
            return any(needs_feeding(each) for _, each in kind.members)
        case _:
            return kind in _READ


def answer_type(table: Table) -> FeelType:
    """Return what a table answers with."""
    if table.hit_policy == "C" and table.aggregator:
        return NUMBER
    outputs = [(output.name, TYPES[output.type]) for output in table.outputs]
    one = outputs[0][1] if len(outputs) == 1 else ContextType(tuple(outputs))
    return ListType(one) if table.hit_policy in {"R", "O", "C"} else one


def _variables(bundle: Bundle, known: Mapping[str, Known]) -> dict[str, Known]:
    """Return what nodes set; one reckoned from another has its type a round later."""
    found: dict[str, Known] = {}
    for _ in range(_MOST_ROUNDS):
        types = {name: each.type for name, each in {**known, **found}.items()}
        fresh = {name: Known(kind) for name, kind in _set_by_nodes(bundle, types)}
        if fresh == found:
            break
        found = fresh
    return found


def _set_by_nodes(bundle: Bundle, types: Mapping[str, FeelType]) -> Iterator[tuple[str, FeelType]]:
    for name in bundle.flow.variables:
        yield name, ANY
    for node in bundle.flow.nodes.values():
        if node.many is not None and node.many.into:
            yield node.many.into, ListType(ANY)
        if node.result:
            yield node.result, _result_type(bundle, node)
        for name, text in node.outputs.items():
            part = parse_expression(text, _PLAIN_NAMES)
            yield name, ANY if isinstance(part, Unreadable) else infer(part, types).type


def _result_type(bundle: Bundle, node: Node) -> FeelType:
    if node.kind is Kind.SERVICE and node.request is not None:
        answers = node.request.answers.items()
        return ContextType(tuple((name, TYPES[answer.type]) for name, answer in answers))
    table = bundle.tables.get(node.calls) if node.kind is Kind.RULE else None
    return answer_type(table) if table and table.outputs else ANY


def known_field(field: Field) -> Known:
    """Return what is known of a field's values."""
    values = field.schema.get("enum")
    words = tuple(feel_value(each) for each in values) if isinstance(values, list) else ()
    return Known(type_of(field), words)


def type_of(field: Field) -> FeelType:
    """Return the FEEL type of a field's values."""
    if field.columns:
        columns = ((name, type_of(each)) for name, each in field.columns.items())
        return ListType(ContextType(tuple(columns)))
    return _type_of(field.schema)


def _type_of(schema: Mapping[str, object]) -> FeelType:
    if schema.get("type") == "array":
        items = schema.get("items")
        return ListType(_type_of(items) if isinstance(items, dict) else TEXT)
    return _FORMATS.get(schema.get("format")) or _SCHEMA_TYPES.get(schema.get("type"), TEXT)
