"""How small the code is, as one JSON object: `.venv/bin/python -m tools.sizes`."""

import ast
import json
import sys
from pathlib import Path
from statistics import quantiles

from tools.lints.file_budget import GENERATED
from tools.lints.house import House


def spread(sizes: list[int]) -> dict[str, int]:
    """Return count, median, ninth decile and largest of some sizes."""
    cuts = quantiles(sizes, n=10)
    return {
        "count": len(sizes),
        "sum": sum(sizes),
        "median": round(cuts[4]),
        "p90": round(cuts[8]),
        "max": max(sizes),
    }


def measure(house: House) -> dict[str, dict[str, int]]:
    """Measure the program's Python, its functions, its tests and the web's TypeScript."""
    program = list(house.under("src", "gongdan"))
    functions = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for source in program
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    web = [
        house.text(path)
        for path in house.files
        if path.parts[0] == "web" and path.suffix in {".ts", ".tsx"}
    ]
    return {
        "python_files": spread([_lines(source.text) for source in program]),
        "python_functions": spread(functions),
        "test_files": spread([_lines(source.text) for source in house.under("tests")]),
        "web_files": spread([_lines(text) for text in web if GENERATED not in text[:500]]),
    }


def _lines(text: str) -> int:
    return len(text.splitlines())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(House(Path.cwd())), indent=1) + "\n")
