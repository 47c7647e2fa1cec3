"""Events are past tense (`OrderAccepted`), commands are imperatives (`AcceptOrder`).

Tense is told by the ending or a list of irregular verbs. A command that begins with the noun
with which events begin (`OrderAccept`) is turned round.
"""

import ast
import re
from collections.abc import Iterator

from tools.lints.house import Finding, House, Source

RULE = "event_names"
WORD = re.compile(r"[A-Z][a-z0-9]*")
IRREGULAR = frozenset(
    "Begun Bound Bought Broken Brought Built Chosen Cut Done Drawn Driven Found Frozen Given Gone"
    " Held Kept Known Laid Left Lent Let Lost Made Met Paid Put Read Said Seen Sent Set Shown Shut"
    " Sold Split Spent Stolen Taken Told Torn Understood Undone Withdrawn Won Written".split()
)
PARTICLES = (["In"], ["Out"], ["Off"], ["On"])


def check(house: House) -> Iterator[Finding]:
    """Find events that are not past tense and commands that are no imperatives."""
    bases: dict[str, set[str]] = {}
    places: list[tuple[Source, ast.ClassDef]] = []
    for source in house.under("src", "gongdan"):
        for node in source.nodes:
            if isinstance(node, ast.ClassDef):
                places.append((source, node))
                bases.setdefault(node.name, set()).update(_names(node))
    parents = {base for names in bases.values() for base in names}
    events = {n for n in bases if n not in parents and _descends(n, "Event", bases)}
    nouns = {WORD.findall(name)[0] for name in events if is_past(name)}
    for source, node in places:
        if node.name in events and not is_past(node.name):
            message = f"{node.name}: an event is past tense, like OrderAccepted"
            yield Finding(RULE, source.path, node.lineno, message)
        is_command = node.name not in parents and _descends(node.name, "Command", bases)
        if is_command and not is_imperative(node.name, nouns):
            message = f"{node.name}: a command is an imperative, like AcceptOrder"
            yield Finding(RULE, source.path, node.lineno, message)


def is_past(name: str) -> bool:
    """Tell whether a word of the name, after its noun, is a past participle."""
    first, *rest = WORD.findall(name)
    is_phrase = first.endswith("ed") and rest in PARTICLES  # CheckedIn
    return is_phrase or any(w.endswith("ed") or w in IRREGULAR for w in rest)


def is_imperative(name: str, nouns: set[str]) -> bool:
    """Tell whether the name begins with a verb: no participle, no noun of an event."""
    first, *rest = WORD.findall(name)
    return bool(rest) and first not in nouns and not first.endswith(("ed", "ing", "tion"))


def _names(node: ast.ClassDef) -> set[str]:
    return {
        base.id if isinstance(base, ast.Name) else base.attr
        for base in node.bases
        if isinstance(base, ast.Name | ast.Attribute)
    }


def _descends(name: str, ancestor: str, bases: dict[str, set[str]]) -> bool:
    parents = bases.get(name, set())
    return ancestor in parents or any(_descends(p, ancestor, bases) for p in parents - {name})
