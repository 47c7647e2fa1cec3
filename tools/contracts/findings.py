"""What our own import contracts share: walking the imports, and printing what broke."""

from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import ContractCheck
from importlinter.application import output

SELF = "gongdan"


def all_imports(graph: ImportGraph) -> Iterator[tuple[str, str]]:
    """Yield each direct import as (importer, imported), sorted, only importers of the house."""
    for importer in sorted(m for m in graph.modules if m.split(".")[0] == SELF):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            yield importer, imported


def verdict(graph: ImportGraph, broken: list[tuple[str, str]]) -> ContractCheck:
    """Answer import-linter: kept when nothing is broken; else each import with its line."""
    lines = [
        f"{importer}:{detail['line_number']} imports {imported}"
        for importer, imported in broken
        for detail in graph.get_import_details(importer=importer, imported=imported)
    ]
    return ContractCheck(kept=not lines, metadata={"lines": lines})


def render(check: ContractCheck) -> None:
    """Print one line for each broken import."""
    for line in check.metadata["lines"]:
        output.print_error(f"- {line}", bold=False)
    output.new_line()
