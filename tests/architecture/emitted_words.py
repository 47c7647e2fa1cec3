"""What the code tells the audit trail, read from the code itself.

A deed's act is followed from `Deed(act=...)` back through the functions that pass it on, to the
words that stand in the code; what can't be followed is found too, so that nothing hides.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Final

from msgspec import Struct

from gongdan.rooms.identity.contract import Action
from tests.architecture.toy import YARD

SOURCES: Final = YARD / "src" / "gongdan"

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "self.kind": ("*",),
    "content.act": ("definition.import",),
    "self._kind.name": ("asset", "customer", "person"),
    "KIND.name": ("person",),
    "RIGHTS[run.target][1]": ("order", "asset", "customer"),
}
"""What stands before the dot where the code asks an object for it."""

KIND_OF_FILE: Final[Mapping[str, str]] = {
    "rooms/integration/handlers/webhooks.py": "webhook",
    "rooms/integration/handlers/connectors.py": "connector",
    "rooms/integration/handlers/inbounds.py": "inbound",
}
"""... and where it is the file that knows ("*")."""

PARTS: Final = frozenset(
    "tenant actor act object outcome code place facts role thing moves_of decide wait".split()
)
"""What those who tell a deed are given beside its facts."""

NOT_DEEDS: Final = ("rooms/rehearsal/", "entrypoints/http/access.py")
"""A stand-in's deed is another thing; an act that was only tried is recorded by its action."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Place(Struct, frozen=True):
    """A function in its file, and the room in which others may call it."""

    path: str
    room: str
    function: Function
    calls: tuple[ast.Call, ...]

    @property
    def arguments(self) -> list[str]:
        """Return what it is called with, without itself."""
        given = self.function.args
        names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
        return [name for name in names if name != "self"]


class Emitted:
    """The acts that the code tells, and the places that could not be followed."""

    def __init__(self) -> None:
        self.acts: set[str] = set()
        self.facts: set[str] = set()
        self.lost: set[str] = set()
        self._sinks: dict[tuple[str, str], tuple[int, str, frozenset[str]]] = {}
        known = None
        while known != (known := dict(self._sinks)):
            for place in self._places:
                self._follow(place)

    @cached_property
    def _places(self) -> list[Place]:
        found = []
        for path in sorted(SOURCES.rglob("*.py")):
            name = path.relative_to(SOURCES).as_posix()
            if not name.startswith(NOT_DEEDS):
                room = "/".join(name.split("/")[:2])
                tree = ast.parse(path.read_text("utf-8"))
                found += [_place(name, room, n) for n in ast.walk(tree) if isinstance(n, Function)]
        return found

    @cached_property
    def _constants(self) -> dict[str, ast.expr]:
        found: dict[str, ast.expr] = {}
        for path in SOURCES.rglob("*.py"):
            for node in ast.parse(path.read_text("utf-8")).body:
                match node:
                    case ast.Assign(targets=[ast.Name(id=name)], value=value):
                        found[f"{_room(path)}:{name}"] = found[name] = value
                    case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                        found[f"{_room(path)}:{name}"] = found[name] = value
        return found

    def _follow(self, place: Place) -> None:
        for call in place.calls:
            told = self._told_by(place, call)
            if told is None:
                continue
            expression, before = told
            self.facts |= set(_facts_of(place, call))
            for word in self._words(place, expression):
                if not word.startswith("<"):
                    kind = KIND_OF_FILE.get(place.path, "*")
                    self.acts |= {f"{each}{word}".replace("*", kind) for each in before} - {""}
                    continue
                prefix, _, name = word.rpartition("<")
                if name in place.arguments:
                    at, key = place.arguments.index(name), _key(place, place.function.name)
                    prefixes = frozenset(f"{each}{prefix[1:]}" for each in before)
                    kept = self._sinks[key][2] if key in self._sinks else frozenset()
                    self._sinks[key] = (at, name, kept | prefixes)
                else:
                    self.lost.add(f"{place.path}: {ast.unparse(expression)}")

    def _told_by(self, place: Place, call: ast.Call) -> tuple[ast.expr, frozenset[str]] | None:
        match call.func:
            case ast.Attribute(attr=name) | ast.Name(id=name):
                named = {each.arg: each.value for each in call.keywords}
            case _:
                return None
        if name == "Deed" and "act" in named:
            return named["act"], frozenset({""})
        if (sink := self._sinks.get(_key(place, name))) is None:
            return None
        at, argument, before = sink
        if argument in named:
            return named[argument], before
        return (call.args[at], before) if at < len(call.args) else None

    def _words(self, place: Place, expression: ast.expr) -> Iterator[str]:
        """Yield words; "<" and a name stand for one that only the caller knows."""
        match expression:
            case ast.Constant(value=str() as word):
                yield word
            case ast.IfExp(body=one, orelse=other):
                yield from self._words(place, one)
                yield from self._words(place, other)
            case ast.BoolOp(values=values):
                for each in values:
                    yield from self._words(place, each)
            case ast.JoinedStr(values=parts):
                yield from self._joined(place, parts)
            case ast.Name(id=name):
                yield from self._named(place, name)
            case _:
                yield from self._looked_up(place, expression)

    def _looked_up(self, place: Place, expression: ast.expr) -> Iterator[str]:
        match expression:
            case ast.Attribute(value=ast.Name(id="Action"), attr=name):
                yield str(Action[name])
            case ast.Subscript(value=ast.Name(id=name)) if self._table(place, name):
                for each in self._table(place, name):
                    yield from self._words(place, each)
            case _ if ast.unparse(expression) in KINDS:
                yield from KINDS[ast.unparse(expression)]
            case ast.Call(func=ast.Name(id=name)) if called := self._function(place, name):
                returned = [n for n in ast.walk(called.function) if isinstance(n, ast.Return)]
                for each in returned:
                    if each.value is not None:
                        yield from self._words(called, each.value)
            case _:
                yield f"<<{ast.unparse(expression)}"

    def _joined(self, place: Place, parts: Sequence[ast.expr]) -> Iterator[str]:
        held = [
            list(self._words(place, part.value if isinstance(part, ast.FormattedValue) else part))
            for part in parts
        ]
        for each in product(*held):
            last = each[-1]
            before = "".join(each[:-1])
            yield f"<{before}{last[1:]}" if last.startswith("<") else f"{before}{last}"

    def _named(self, place: Place, name: str) -> Iterator[str]:
        if name in place.arguments:
            yield f"<<{name}"
            return
        assigned = [
            node.value
            for node in ast.walk(place.function)
            if isinstance(node, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
        ]
        constant = self._constants.get(f"{place.room}:{name}") or self._constants.get(name)
        for each in assigned or ([constant] if constant is not None else []):
            yield from self._words(place, each)
        if not assigned and constant is None:
            yield f"<<{name}"

    def _table(self, place: Place, name: str) -> list[ast.expr]:
        table = self._constants.get(f"{place.room}:{name}")
        return list(table.values) if isinstance(table, ast.Dict) else []

    def _function(self, place: Place, name: str) -> Place | None:
        return next(
            (p for p in self._places if p.room == place.room and p.function.name == name), None
        )


def _facts_of(place: Place, call: ast.Call) -> Iterator[str]:
    """Yield the names of the facts of a deed, as far as they stand beside it."""
    for node in ast.walk(place.function):
        match node:
            case ast.keyword(arg="facts", value=ast.Dict() as said):
                yield from _names(said)
            case ast.Assign(targets=[ast.Name(id="facts")], value=ast.Dict() as said):
                yield from _names(said)
    yield from (each.arg for each in call.keywords if each.arg and each.arg not in PARTS)


def _names(said: ast.Dict) -> Iterator[str]:
    yield from (str(key.value) for key in said.keys if isinstance(key, ast.Constant))


def _place(path: str, room: str, function: Function) -> Place:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return Place(path, room, function, tuple(calls))


def _key(place: Place, name: str) -> tuple[str, str]:
    """Return where a name is known: what begins with an underline, in its own file alone."""
    return (place.path if name.startswith("_") else place.room, name)


def _room(path: Path) -> str:
    return "/".join(path.relative_to(SOURCES).as_posix().split("/")[:2])
