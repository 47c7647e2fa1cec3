"""Imports: none is planted, for each sees only their own."""

BODIES = {
    "createImport": lambda planted: {"file": planted.ids["file"]},
    "checkImport": lambda _: {"columns": {"title": "x"}},
}
NOT_THERE = {
    "getImport",
    "getImportSample",
    "getImportFaults",
    "getImportMatches",
    "getImportRefused",
}
