"""A bundle's form made complete: references filled in, limits added, words put beside fields."""

from collections.abc import Iterator

import msgspec

from gongdan.engines.forms import model
from gongdan.engines.forms.order import order_of
from gongdan.rooms.lowcode.contract.bundle import Bundle, Field, Form
from gongdan.rooms.lowcode.contract.conditions import names_in

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SAFE_INTEGER = 2**53 - 1
LONGEST_TEXT = 4_000
LONGEST_LIST = 100
"""Values of a list, lines of a field, where its schema does not say another number."""
MOST_LINES = 500
DECIMAL = r"^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$"
"""How a decimal is written: as text, because no floating point number enters an event."""


def form_schema(bundle: Bundle, form: str) -> dict[str, object]:
    """Return the form's JSON Schema, complete in itself and closed against unknown fields."""
    schema = bundle.forms[form].schema
    names = list(_properties(schema))
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {name: field_schema(bundle.fields[name]) for name in names},
        "required": list(_required(schema)),
        "additionalProperties": False,
    }


def form_ui(bundle: Bundle, form: str) -> dict[str, object]:
    """Return the form's layout with each field's words: `{"order": [...], "fields": {...}}`.

    A form with rules has them as `rules`, as `turns` the order in which they speak, and as
    `reads` the schemas of fields that they read and the form does not ask for.
    """
    whole = bundle.forms[form]
    ui, names = whole.ui, list(_properties(whole.schema))
    wished = ui.get("fields", {})
    own = wished if isinstance(wished, dict) else {}
    shown: dict[str, object] = {
        "order": ui.get("order", names),
        "fields": {name: {**_words(bundle.fields[name]), **own.get(name, {})} for name in names},
    }
    if "sections" in ui:
        shown["sections"] = ui["sections"]
    if whole.rules:
        made = form_model(bundle, whole)
        inner = (f"{name}.{each}" for name, columns in made.columns.items() for each in columns)
        shown |= {"rules": msgspec.to_builtins(whole.rules), "turns": [*made.order, *inner]}
        shown["reads"] = {
            name: field_schema(bundle.fields[name]) for name in _read_outside(bundle, whole)
        }
    return shown


def _read_outside(bundle: Bundle, form: Form) -> list[str]:
    """Return the fields that a form's rules read and the form does not ask for."""
    texts = (text for rules in form.rules.values() for text in rules.texts())
    read = frozenset[str]().union(*map(names_in, texts))
    return sorted((read & bundle.fields.keys()) - _properties(form.schema).keys())


def form_model(bundle: Bundle, form: Form) -> model.Form:
    """Return a form as the engine judges answers by it."""
    fields = {name: bundle.fields[name] for name in _properties(form.schema)}
    lines = {name: field for name, field in fields.items() if field.columns}
    return model.Form(
        order=tuple(turns(bundle, form)),
        columns={name: tuple(_column_turns(form, name, field)) for name, field in lines.items()},
        required=frozenset(map(str, _required(form.schema)))
        | {f"{name}.{each}" for name, field in lines.items() for each in _required(_line(field))},
        presets=dict(_presets(fields)),
        rules=form.rules,
        most=MOST_LINES,
    )


def turns(bundle: Bundle, form: Form) -> tuple[str, ...] | list[str]:
    """Return the form's fields in the order in which their rules speak; a list is a circle."""
    fields = {name: bundle.fields[name] for name in _properties(form.schema)}
    columns = {name: tuple(field.columns) for name, field in fields.items() if field.columns}
    inner = frozenset(each for names in columns.values() for each in names)
    return order_of(fields, form.rules, lambda text: names_in(text, inner), columns)


def _column_turns(form: Form, name: str, field: Field) -> tuple[str, ...] | list[str]:
    rules = {each: form.rules.get(f"{name}.{each}", model.FREE) for each in field.columns}
    return order_of(field.columns, rules, names_in)


def circles(bundle: Bundle, form: Form) -> Iterator[tuple[str, list[str]]]:
    """Find fields, or columns of one field, whose rules wait for each other: where, and which."""
    if isinstance(found := turns(bundle, form), list):
        yield found[0], found
    for name in _properties(form.schema):
        field = bundle.fields[name]
        if field.columns and isinstance(found := _column_turns(form, name, field), list):
            yield f"{name}.{found[0]}", found


def _presets(fields: dict[str, Field]) -> Iterator[tuple[str, object]]:
    for name, field in fields.items():
        if "default" in field.schema:
            yield name, field.schema["default"]
        for column, each in field.columns.items():
            if "default" in each.schema:
                yield f"{name}.{column}", each.schema["default"]


def _line(field: Field) -> dict[str, object]:
    items = field.schema.get("items", {})
    return items if isinstance(items, dict) else {}


def read_by_rules(form: Form) -> dict[str, frozenset[str]]:
    """Return which names the rules of each field, those of its columns among them, read."""
    read: dict[str, frozenset[str]] = {}
    for place, rules in form.rules.items():
        name = place.partition(".")[0]
        read[name] = read.get(name, frozenset()).union(*map(names_in, rules.texts()))
    return read


def sealed_fields(bundle: Bundle, form: str) -> frozenset[str]:
    """Return the names of the form's personal fields, whose values are stored as ciphertext."""
    names = _properties(bundle.forms[form].schema)
    return frozenset(name for name in names if bundle.fields[name].is_sealed)


def file_fields(bundle: Bundle, form: str) -> dict[str, frozenset[str]]:
    """Return the form's fields that hold files, and which kinds each accepts (none: any)."""
    fields = {name: bundle.fields[name] for name in _properties(bundle.forms[form].schema)}
    return {name: frozenset(each.accepts) for name, each in fields.items() if each.refers == "file"}


def field_schema(field: Field) -> dict[str, object]:
    """Return a field's schema with the limits that hold for every value kept in an event."""
    schema = dict(field.schema)
    match schema.get("type"):
        case "string" if schema.get("format") == "decimal":
            schema["pattern"] = DECIMAL
            schema["maxLength"] = 32
        case "string" if "enum" not in schema:
            schema.setdefault("maxLength", LONGEST_TEXT)
        case "integer":
            schema.setdefault("minimum", -SAFE_INTEGER)
            schema.setdefault("maximum", SAFE_INTEGER)
        case "array":
            schema.setdefault("maxItems", LONGEST_LIST)
            if field.columns:
                schema["items"] = _line_schema(field)
        case _:
            pass
    return schema


def _line_schema(field: Field) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {name: field_schema(each) for name, each in field.columns.items()},
        "required": _required(_line(field)),
        "additionalProperties": False,
    }


def _words(field: Field) -> dict[str, object]:
    words: dict[str, object] = {"label": field.title}
    if field.help:
        words["help"] = field.help
    if field.options:
        words["options"] = field.options
    if field.unit:
        words["unit"] = field.unit
    if field.refers:
        words["refers"] = field.refers
    if field.accepts:
        words["accepts"] = field.accepts
    if field.columns:
        words["columns"] = {name: _words(each) for name, each in field.columns.items()}
        words["order"] = list(field.order)
    return words


def _properties(schema: dict[str, object]) -> dict[str, object]:
    found = schema.get("properties", {})
    return found if isinstance(found, dict) else {}


def _required(schema: dict[str, object]) -> list[object]:
    found = schema.get("required", [])
    return found if isinstance(found, list) else []
