"""What each rule sees: the files of the house, parsed once, and how it reports."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

NOT_OURS = frozenset(
    {".git", "node_modules", "__pycache__", "dist", "build", "static", "var", "test-results"}
)
"""A `.git` that is a file names where a worktree belongs: to git, not to us."""
DOTTED_AND_OURS = frozenset({".ci", ".github"})


@dataclass(frozen=True)
class Finding:
    """One place that breaks one rule: `line` to `end` is the text that a skip may cover."""

    rule: str
    path: Path
    line: int
    message: str
    end: int = 0


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root of the house, its text, its tree."""

    path: Path
    text: str
    tree: ast.Module = field(repr=False, compare=False)

    @property
    def parts(self) -> tuple[str, ...]:
        """The path inside the package, or the whole path: `("rooms", "people", "store.py")`."""
        inside = ("src", "gongdan")
        return self.path.parts[2:] if self.path.parts[:2] == inside else self.path.parts

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the tree: walked once, however many rules look at them."""
        return tuple(ast.walk(self.tree))


class House:
    """The tree under a root folder, without environments, builds and caches."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = tuple(sorted(self._walk(root)))

    @cached_property
    def python(self) -> tuple[Source, ...]:
        """The Python files, parsed when first asked for."""
        return tuple(self._parse(path) for path in self.files if path.suffix == ".py")

    def under(self, *prefix: str) -> Iterator[Source]:
        """Yield the Python files below a folder: `house.under("src", "gongdan")`."""
        return (s for s in self.python if s.path.parts[: len(prefix)] == prefix)

    def text(self, path: Path) -> str:
        """Return a file's text; what is no UTF-8 (an image, a font) counts as empty."""
        try:
            return (self.root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return ""

    def _parse(self, path: Path) -> Source:
        text = self.text(path)
        return Source(path, text, ast.parse(text, filename=str(path)))

    def _walk(self, folder: Path) -> Iterator[Path]:
        for entry in folder.iterdir():
            if entry.is_symlink() or entry.name in NOT_OURS:
                continue
            if entry.is_file():
                yield entry.relative_to(self.root)
            elif entry.is_dir() and (entry.name[0] != "." or entry.name in DOTTED_AND_OURS):
                yield from self._walk(entry)


Rule = Callable[[House], Iterator[Finding]]
"""A rule reads the house and yields what breaks it; its module's name is the rule's name."""
