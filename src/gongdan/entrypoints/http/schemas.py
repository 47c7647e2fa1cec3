"""The described API's schemas, made plain: one name for one shape, inputs closed.

Two rooms may each have a struct `Named`; where both look the same they become one schema of
that name, so that a generated client has one type. Where they differ the long names stay, and
a test asks for a better word.
"""

from collections.abc import Iterator
from typing import Any, Final

Document = dict[str, Any]
_AT: Final = "#/components/schemas/"


def merge_twins(document: Document) -> Document:
    """Return the document with schemas of one title and one shape under that title."""
    schemas = document["components"]["schemas"]
    titled: dict[str, list[str]] = {}
    for name, schema in schemas.items():
        titled.setdefault(str(schema.get("title", name)), []).append(name)
    renamed = {
        f"{_AT}{name}": f"{_AT}{title}"
        for title, names in titled.items()
        if len({repr(schemas[name]) for name in names}) == 1
        for name in names
        if name != title
    }
    for old, new in renamed.items():
        schemas[new.removeprefix(_AT)] = schemas.pop(old.removeprefix(_AT))
    for reference in _references(document):
        reference["$ref"] = renamed.get(reference["$ref"], reference["$ref"])
    return document


def close_inputs(document: Document) -> Document:
    """Return the document with every input saying that it takes no unknown fields.

    The routes refuse unknown fields; a test sends one to each.
    """
    for name in input_names(document):
        schema = document["components"]["schemas"][name]
        if schema.get("type") == "object" and "properties" in schema:
            schema["additionalProperties"] = False
    return document


def input_names(document: Document) -> frozenset[str]:
    """Return the names of all schemas that a request's body can hold."""
    bodies = [
        operation["requestBody"]
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and "requestBody" in operation
    ]
    return _reached(document, bodies)


def output_names(document: Document) -> frozenset[str]:
    """Return the names of all schemas that an answer's body can hold."""
    answers = [
        operation["responses"]
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict)
    ]
    return _reached(document, answers)


def _reached(document: Document, start: object) -> frozenset[str]:
    found: set[str] = set()
    todo: list[object] = [start]
    while todo:
        for reference in _references(todo.pop()):
            name = str(reference["$ref"]).removeprefix(_AT)
            if name not in found:
                found.add(name)
                todo.append(document["components"]["schemas"][name])
    return frozenset(found)


def _references(node: object) -> Iterator[Document]:
    if isinstance(node, dict):
        if str(node.get("$ref", "")).startswith(_AT):
            yield node
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
