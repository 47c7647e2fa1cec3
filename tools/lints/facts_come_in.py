"""The core asks neither clock nor chance: `utc_now` and `new_id` come in as facts or ports.

Handlers gather facts; `domain` and `contract` take them. Only then can a run be repeated.
"""

import ast
from collections.abc import Iterator

from tools.lints.house import Finding, House

RULE = "facts_come_in"
SOURCES_OF_FACTS = frozenset({"utc_now", "new_id"})


def check(house: House) -> Iterator[Finding]:
    """Find the clock and the id maker imported by the pure half of a room, or by an engine."""
    for source in house.under("src", "gongdan"):
        match source.parts:
            case ("rooms", _, "domain" | "contract.py", *_) | ("engines", *_):
                for node in source.nodes:
                    if (name := _name(node)) in SOURCES_OF_FACTS:
                        message = f"{name} is a fact: take it as an argument"
                        yield Finding(RULE, source.path, getattr(node, "lineno", 1), message)
            case _:
                pass


def _name(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.alias(name=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
