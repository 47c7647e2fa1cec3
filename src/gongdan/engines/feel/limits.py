"""How much an expression may cost: no text that a person enters can hang or fill a server."""

from typing import Final

LONGEST_EXPRESSION: Final = 20_000
"""Characters of source text."""

MOST_NODES: Final = 5_000
"""Parts of a parsed expression."""

DEEPEST_NESTING: Final = 60
"""How deep an expression may nest."""

MOST_STEPS: Final = 200_000
"""Turns of loops, filters and functions in one evaluation."""

LONGEST_LIST: Final = 100_000
"""Items of a list that an expression makes."""

DEEPEST_CALLS: Final = 40
"""How deep functions may call each other."""

MOST_WARNINGS: Final = 20
"""Warnings that one evaluation keeps."""
