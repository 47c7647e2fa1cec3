"""Small is kept small: files and functions have budgets, and there is no list of exemptions.

A file that grows past its budget splits by topic noun. Generated files say so in their
first lines and are not read by people.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.lints.house import Finding, House

RULE = "file_budget"
PYTHON, TESTS, TYPESCRIPT, FUNCTION = 300, 500, 250, 50
GENERATED = "auto-generated"


def check(house: House) -> Iterator[Finding]:
    """Find files and functions over budget."""
    for path in house.files:
        budget = budget_of(path)
        if budget is None:
            continue
        lines = house.text(path).splitlines()
        if len(lines) > budget and GENERATED not in "\n".join(lines[:5]):
            message = f"{len(lines)} lines, budget {budget}: split it by topic"
            yield Finding(RULE, path, 1, message)
    for source in house.python:
        for node in source.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION:
                    message = f"{node.name} has {length} lines, budget {FUNCTION}"
                    yield Finding(RULE, source.path, node.lineno, message)


def budget_of(path: Path) -> int | None:
    """Return how many lines a file may have; None for what is not counted (data, SQL, prose)."""
    is_test = path.parts[0] in {"tests", "bench"} or ".test." in path.name or "e2e" in path.parts
    match path.suffix:
        case ".py":
            return TESTS if is_test else PYTHON
        case ".ts" | ".tsx":
            return TESTS if is_test else TYPESCRIPT
        case _:
            return None
