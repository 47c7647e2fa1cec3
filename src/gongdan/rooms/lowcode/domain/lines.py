"""Fields that hold lines, and fields that point at things of the house."""

from collections.abc import Iterator

from gongdan.rooms.lowcode.contract import Field, Finding
from gongdan.rooms.lowcode.contract.forms import MOST_LINES
from gongdan.rooms.privacy.contract import PrivacyClass

MOST_COLUMNS = 30

_STRICTNESS = (None, *PrivacyClass)


def check_line(name: str, field: Field, place: str) -> Iterator[Finding]:
    """Find what a field with columns can't be: no list of objects, too large, laxer than they."""
    facts: dict[str, str | int | list[str]] = {"name": name[:80]}
    items = field.schema.get("items")
    if field.schema.get("type") != "array" or items is None or not _is_object(items):
        yield Finding("field_lines_unfit", f"{place}/schema", facts)
    if len(field.columns) > MOST_COLUMNS:
        limit = {**facts, "count": len(field.columns), "limit": MOST_COLUMNS}
        yield Finding("field_columns_too_many", f"{place}/columns", limit)
    most = field.schema.get("maxItems", 0)
    if isinstance(most, int) and most > MOST_LINES:
        yield Finding("field_lines_too_many", f"{place}/schema/maxItems", {"limit": MOST_LINES})
    if field.filter:
        yield Finding("field_lines_not_filterable", f"{place}/filter", facts)
    for column in _required(items):
        if column not in field.columns:
            unknown: dict[str, str | int | list[str]] = {"name": str(column)[:80]}
            yield Finding("form_required_unknown", f"{place}/schema/items/required", unknown)
    for column, each in field.columns.items():
        yield from _check_column(field, column, each, f"{place}/columns/{column[:80]}")


def _check_column(line: Field, name: str, column: Field, place: str) -> Iterator[Finding]:
    facts: dict[str, str | int | list[str]] = {"name": name[:80]}
    if column.columns or column.filter:
        yield Finding("field_column_too_deep", place, facts)
    if column.refers == "file":
        yield Finding("field_column_of_files", f"{place}/refers", facts)
    if _STRICTNESS.index(column.privacy) > _STRICTNESS.index(line.privacy) and column.is_sealed:
        yield Finding("field_column_more_personal", f"{place}/privacy", facts)


def check_reference(field: Field, place: str) -> Iterator[Finding]:
    """Find a field that points at something and holds no ids."""
    if field.accepts and field.refers != "file":
        yield Finding("field_accepts_unfit", f"{place}/accepts", {})
    if field.refers is None:
        return
    items = field.schema.get("items")
    schema = items if isinstance(items, dict) else field.schema
    if schema.get("type") != "string" or schema.get("format") != "uuid":
        yield Finding("field_reference_unfit", f"{place}/schema", {"refers": field.refers})


def _is_object(items: object) -> bool:
    return (
        isinstance(items, dict)
        and items.get("type") == "object"
        and isinstance(items.get("required", []), list)
        and not set(items) - {"type", "required"}
    )


def _required(items: object) -> list[object]:
    found = items.get("required", []) if isinstance(items, dict) else []
    return found[:100] if isinstance(found, list) else []
