"""Pure code says what it may lean on; everything else is outside: clock, chance, disk, wire.

A list of what is allowed is stronger than a list of what is forbidden: a library that
nobody thought of is outside too. From the standard library `PURE_STDLIB` is allowed.
"""

from fnmatch import fnmatchcase

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields

from tools.contracts.findings import SELF, all_imports, render, verdict

PURE_STDLIB = frozenset(
    "__future__ abc base64 bisect collections copy dataclasses datetime decimal difflib enum"
    " fractions functools graphlib hashlib heapq hmac ipaddress itertools json math operator"
    " re statistics string struct types typing unicodedata uuid xml zoneinfo".split()
)
"""The part of the standard library that computes, and asks nothing of the outside."""


def within(module: str, expression: str) -> bool:
    """Tell whether a module is, or lies inside, what the expression names (`a.*.c`)."""
    return fnmatchcase(module, expression) or fnmatchcase(module, f"{expression}.*")


def unit_of(module: str, expression: str) -> str:
    """Return the part of a module's name that the expression covers: its own package."""
    return ".".join(module.split(".")[: expression.count(".") + 1])


class Pure(Contract):
    """The contract `pure`: `sources` import themselves, `may_use`, and `libraries` only."""

    sources = fields.ListField(subfield=fields.StringField())
    may_use = fields.ListField(subfield=fields.StringField(), required=False)
    libraries = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001  # import-linter calls it so
        broken = [
            (importer, imported)
            for importer, imported in all_imports(graph)
            for source in self._listed("sources")
            if within(importer, source) and not self._allows(importer, imported, source)
        ]
        return verdict(graph, broken)

    def _allows(self, importer: str, imported: str, source: str) -> bool:
        if not within(imported, SELF):
            return imported in PURE_STDLIB or imported in self._listed("libraries")
        inside = within(imported, unit_of(importer, source))
        return inside or any(within(imported, allowed) for allowed in self._listed("may_use"))

    def _listed(self, option: str) -> list[str]:
        return getattr(self, option) or []  # import-linter replaces the field by its value

    def render_broken_contract(self, check: ContractCheck) -> None:
        render(check)
