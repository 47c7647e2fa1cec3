"""Which JSON Schema a field may have: a closed set of keywords, each bounded.

Closed, because the same schema is read by the server, two front ends, exports and masks; a
keyword that one of them does not know would be a rule that holds here and not there.
"""

import re
from collections.abc import Callable, Iterator

from gongdan.rooms.lowcode.contract import Finding

Judge = Callable[[object], bool]


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100_000


def _integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _values(value: object) -> bool:
    if not (isinstance(value, list) and 0 < len(value) <= 1_000):
        return False
    return all(_scalar(each) for each in value) and len({str(each) for each in value}) == len(value)


def _scalar(value: object) -> bool:
    return isinstance(value, bool | int) or (isinstance(value, str) and 0 < len(value) <= 200)


def _pattern(value: object) -> bool:
    if not (isinstance(value, str) and len(value) <= 200):
        return False
    if re.search(r"\(\?|\\[1-9kpP]|[*+}]\)?[*+{]", value):  # no look-around, no stacked repeats
        return False
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _format(value: object) -> bool:
    return value in {"date", "date-time", "time", "email", "uri", "decimal", "uuid"}


_EVERY: dict[str, Judge] = {
    "type": lambda value: isinstance(value, str),
    "enum": _values,
    "default": _scalar,
    "examples": _values,
    "description": lambda value: isinstance(value, str) and len(value) <= 2_000,
}
_BY_TYPE: dict[str, dict[str, Judge]] = {
    "string": {"minLength": _count, "maxLength": _count, "pattern": _pattern, "format": _format},
    "integer": {"minimum": _integer, "maximum": _integer, "multipleOf": _count},
    "boolean": {},
    "array": {
        "minItems": _count,
        "maxItems": _count,
        "uniqueItems": lambda value: isinstance(value, bool),
        "items": lambda value: isinstance(value, dict),
    },
}
_PYTHON_TYPE: dict[str, Judge] = {
    "string": lambda value: isinstance(value, str),
    "integer": _integer,
    "boolean": lambda value: isinstance(value, bool),
}


def check_schema(
    schema: dict[str, object], place: str, *, inner: bool = False, lines: bool = False
) -> Iterator[Finding]:
    """Find what is wrong with a field's schema; lists hold plain values only (`inner`), unless
    they are the `lines` of a field with columns.
    """
    sort = schema.get("type")
    if not isinstance(sort, str) or sort not in _BY_TYPE or (inner and sort == "array"):
        facts: dict[str, str | int | list[str]] = {"type": str(sort)[:40], "known": list(_BY_TYPE)}
        code = "field_number_not_exact" if sort == "number" else "field_type_unknown"
        yield Finding(code, f"{place}/type", facts)
        return
    known = _EVERY | _BY_TYPE[sort]
    for keyword, value in schema.items():
        if keyword not in known:
            facts = {"keyword": keyword[:80], "known": sorted(known)}
            yield Finding("field_keyword_unknown", f"{place}/{keyword[:80]}", facts)
        elif not known[keyword](value):
            yield Finding("field_keyword_wrong", f"{place}/{keyword}", {"keyword": keyword})
    yield from _values_of_type(schema, sort, place)
    items = schema.get("items")
    if sort == "array" and isinstance(items, dict) and not lines:
        yield from check_schema(items, f"{place}/items", inner=True)
    elif sort == "array" and "items" not in schema:
        yield Finding("field_list_of_nothing", place)


def _values_of_type(schema: dict[str, object], sort: str, place: str) -> Iterator[Finding]:
    fits = _PYTHON_TYPE.get(sort)
    for keyword in ("enum", "examples"):
        listed = schema.get(keyword)
        if fits and isinstance(listed, list) and not all(map(fits, listed)):
            yield Finding("field_keyword_wrong", f"{place}/{keyword}", {"keyword": keyword})
    if fits and "default" in schema and not fits(schema["default"]):
        yield Finding("field_keyword_wrong", f"{place}/default", {"keyword": "default"})
