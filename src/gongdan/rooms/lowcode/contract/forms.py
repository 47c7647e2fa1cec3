"""A bundle's form made complete: references filled in, limits added, words put beside fields."""

from gongdan.rooms.lowcode.contract.bundle import Bundle, Field

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SAFE_INTEGER = 2**53 - 1
LONGEST_TEXT = 4_000
LONGEST_LIST = 100
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
    """Return the form's layout with each field's words: `{"order": [...], "fields": {...}}`."""
    ui = bundle.forms[form].ui
    names = list(_properties(bundle.forms[form].schema))
    wished = ui.get("fields", {})
    order = ui.get("order", names)
    own = wished if isinstance(wished, dict) else {}
    fields = {name: {**_words(bundle.fields[name]), **own.get(name, {})} for name in names}
    return {"order": order, "fields": fields}


def sealed_fields(bundle: Bundle, form: str) -> frozenset[str]:
    """Return the names of the form's personal fields, whose values are stored as ciphertext."""
    names = _properties(bundle.forms[form].schema)
    return frozenset(name for name in names if bundle.fields[name].is_sealed)


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
        case _:
            pass
    return schema


def _words(field: Field) -> dict[str, object]:
    words: dict[str, object] = {"label": field.title}
    if field.help:
        words["help"] = field.help
    if field.options:
        words["options"] = field.options
    if field.unit:
        words["unit"] = field.unit
    return words


def _properties(schema: dict[str, object]) -> dict[str, object]:
    found = schema.get("properties", {})
    return found if isinstance(found, dict) else {}


def _required(schema: dict[str, object]) -> list[object]:
    found = schema.get("required", [])
    return found if isinstance(found, list) else []
