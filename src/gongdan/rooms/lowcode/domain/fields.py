"""The fields section: names, words in both languages, types, units, privacy."""

from collections.abc import Iterator

from gongdan.rooms.lowcode.contract import (
    Bundle,
    Change,
    Field,
    Finding,
    Known,
    changes_by_key,
)
from gongdan.rooms.lowcode.contract.named import ORDER_NAMES
from gongdan.rooms.lowcode.domain.lines import check_line, check_reference
from gongdan.rooms.lowcode.domain.personal import looks_personal
from gongdan.rooms.lowcode.domain.schemas import check_schema
from gongdan.rooms.lowcode.domain.words import NAME, missing_words

RESERVED = frozenset(ORDER_NAMES) | frozenset(
    {
        "id", "number", "type", "title", "stage", "status", "description", "contact", "location",
        "tags", "version", "node", "round", "fields", "data", "true", "false", "null", "and", "or",
        "not", "in", "if", "then", "else", "for", "return", "some", "every", "between", "function",
    }
)  # fmt: skip


LONGEST_KEPT = 36_500
"""Days: a hundred years."""


class FieldsSection:
    """The process' vocabulary."""

    name = "fields"
    schema: dict[str, object] = {
        "type": "object",
        "propertyNames": {"pattern": f"^{NAME.pattern}$"},
        "additionalProperties": {
            "type": "object",
            "required": ["title", "schema"],
            "properties": {
                "title": {"type": "object"},
                "schema": {"type": "object"},
                "unit": {"type": "string"},
                "privacy": {"enum": ["public", "internal", "personal", "sensitive"]},
                "help": {"type": "object"},
                "options": {"type": "object"},
                "filter": {"type": "boolean"},
                "purpose": {"type": "object"},
                "basis": {"enum": ["consent", "contract", "duty", "vital", "public", "interest"]},
                "retention": {"type": "integer", "minimum": 1, "maximum": LONGEST_KEPT},
                "library": {"type": "string"},
                "columns": {"type": "object"},
                "order": {"type": "array", "items": {"type": "string"}},
                "refers": {"enum": ["user", "unit", "order", "asset", "customer", "file"]},
                "accepts": {"type": "array", "items": {"enum": ["image", "video", "document"]}},
            },
            "additionalProperties": False,
        },
    }

    def check(self, bundle: Bundle, known: Known) -> Iterator[Finding]:  # noqa: ARG002 - a Section
        """Find names against the rule, missing words, wrong schemas, unclassified persons."""
        for name, field in bundle.fields.items():
            place = f"fields/{name[:80]}"
            yield from check_field(name, field, place)
            if field.is_sealed:
                yield from _unexplained(name, field, place)
            if field.columns:
                yield from check_line(name, field, place)
            for column, each in field.columns.items():
                yield from check_field(column, each, f"{place}/columns/{column[:80]}")

    def diff(self, before: Bundle, after: Bundle) -> tuple[Change, ...]:
        """Compare by field name."""
        return changes_by_key(self.name, before.fields, after.fields)

    def explain(self, bundle: Bundle, locale: str) -> tuple[str, ...]:
        """Say each field as `title (name, type, unit)`."""
        return tuple(
            f"{field.title.get(locale, name)} "
            f"({', '.join(filter(None, (name, str(field.schema.get('type')), field.unit)))})"
            for name, field in bundle.fields.items()
        )


def check_field(name: str, field: Field, place: str) -> Iterator[Finding]:
    """Find what is wrong with one field, of a definition or of the library."""
    if not NAME.fullmatch(name):
        yield Finding("field_name_malformed", place, {"name": name[:80]})
    elif name in RESERVED:
        yield Finding("field_name_reserved", place, {"name": name})
    yield from missing_words(field.title, f"{place}/title")
    yield from check_schema(field.schema, f"{place}/schema", lines=bool(field.columns))
    yield from check_reference(field, place)
    if len(field.unit) > 20:
        yield Finding("field_unit_too_long", f"{place}/unit", {"limit": 20})
    if field.privacy is None and (why := looks_personal(name, field)):
        yield Finding("field_personal_unclassified", f"{place}/privacy", {"name": name, "why": why})
    if field.filter and field.is_sealed:
        yield Finding("field_sealed_not_filterable", f"{place}/filter", {"name": name})
    items = field.schema.get("items")
    listed = (items if isinstance(items, dict) else field.schema).get("enum")
    offered = {str(value) for value in listed} if isinstance(listed, list) else set()
    for value in sorted(set(field.options) ^ offered if field.options else set()):
        yield Finding("field_option_unknown", f"{place}/options", {"option": value[:80]})
    for value, title in field.options.items():
        yield from missing_words(title, f"{place}/options/{value[:80]}")


def _unexplained(name: str, field: Field, place: str) -> Iterator[Finding]:
    """Find what a personal field does not say: what for, on which ground, for how long."""
    facts: dict[str, str | int | list[str]] = {"name": name}
    if not field.purpose:
        yield Finding("field_purpose_missing", f"{place}/purpose", facts)
    else:
        yield from missing_words(field.purpose, f"{place}/purpose")
    if field.basis is None:
        yield Finding("field_basis_missing", f"{place}/basis", facts)
    if field.retention is None:
        yield Finding("field_retention_missing", f"{place}/retention", facts)
    elif not 0 < field.retention <= LONGEST_KEPT:
        limit: dict[str, str | int | list[str]] = {**facts, "limit": LONGEST_KEPT}
        yield Finding("field_retention_out_of_range", f"{place}/retention", limit)
