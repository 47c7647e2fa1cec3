"""Says what happened in a rehearsal, and what keeps it from going on, in a language."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from uuid import UUID
from zoneinfo import ZoneInfo

from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.rehearsal.contract import StandIn

LANGUAGES = ("zh", "en")
_LISTED = frozenset({"roles", "fields", "proofs", "from_nodes", "to_nodes"})
_NAMES = re.compile(r'("(?:[^"\\]|\\.)*")|[^\W\d]\w*')
"""The texts of a FEEL expression, which stay, and its names."""
_LETTERS = {"zh": "甲乙", "en": "AB"}


class Said(dict[str, str]):
    """Facts of a sentence; a fact that is missing shows as a dash."""

    def __missing__(self, _name: str) -> str:
        return "–"


class Speaker:
    """Speaks one language of one bundle and its stand-ins."""

    def __init__(
        self,
        bundle: Bundle,
        cast: Mapping[str, StandIn],
        locale: str,
        *,
        zone: str = "UTC",
        titles: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        self.locale = "zh" if locale == "zh" else "en"
        self._bundle = bundle
        self._zone = ZoneInfo(zone)
        self._texts = texts(self.locale)
        self._people = {f"user:{each.user}": self.name(each) for each in cast.values()}
        cast_roles = {each.role: each.title for each in cast.values() if each.kind == "role"}
        roles = {**titles, **cast_roles}
        self._roles = {f"role:{role}": self.of(title) for role, title in roles.items()}

    def name(self, who: StandIn) -> str:
        """Return how a stand-in is called: the role, and a letter where several have it."""
        title = self.of(who.title)
        alone = who.kind != "role" or not who.key.endswith(("-1", "-2"))
        return title if alone else f"{title} {_LETTERS[self.locale][who.place - 1]}"

    def of(self, title: Mapping[str, str]) -> str:
        """Return a title in the language, else in the other one."""
        return title.get(self.locale) or next(iter(title.values()), "")

    def node(self, key: str) -> str:
        """Return a node's title; of one without, that of a step that leads to it, or its key."""
        nodes = self._bundle.flow.nodes
        before = [edge.source for edge in self._bundle.flow.edges if edge.target == key]
        titles = (nodes[each].title for each in (key, *before) if each in nodes)
        return next((self.of(title) for title in titles if title), key)

    def outcome(self, node: str, key: str) -> str:
        """Return the title of a step's outcome."""
        found = self._bundle.flow.nodes.get(node)
        outcome = found.outcomes.get(key) if found else None
        return (self.of(outcome.title) if outcome else "") or key

    def field(self, name: str) -> str:
        """Return a field's title."""
        found = self._bundle.fields.get(name)
        return (self.of(found.title) if found else "") or name

    def condition(self, feel: str) -> str:
        """Return a condition with the titles of its fields: "amount > 1000" as "Amount > 1000"."""
        return _NAMES.sub(lambda found: found[1] or self.field(found[0]), feel)

    def people(self, words: str) -> str:
        """Return people and roles, given as words, by name."""
        named = [self._person(word.strip()) for word in words.split(",") if word.strip()]
        return (self._texts["words"]["list"]).join(named) or self._texts["words"]["nobody"]

    def word(self, kind: str, key: str) -> str:
        """Return a word of a closed list (`cause`, `kind`), the key itself where it is new."""
        return self._texts["words"].get(f"{kind}_{key}", key)

    def line(self, code: str, facts: Mapping[str, str]) -> str:
        """Return the sentence of a log line."""
        return self._filled(self._texts["log"].get(code, code), facts)

    def trouble(self, code: str, facts: Mapping[str, object]) -> tuple[str, str]:
        """Return what is wrong, and how to mend it."""
        what, mend = (
            self._filled(self._texts["troubles"].get(f"{code}_{part}", code), facts)
            for part in ("what", "mend")
        )
        return what, mend

    def verdict(self, code: str, facts: Mapping[str, object]) -> str:
        """Return what differs for a group of orders."""
        text = self._texts["verdicts"].get(code)
        return self._filled(text, facts) if text else self.trouble(code, facts)[0]

    def _filled(self, text: str, facts: Mapping[str, object]) -> str:
        node = str(facts.get("node", ""))
        said = Said()
        for name, value in facts.items():
            said[name] = self._fact(name, value, node)
        return text.format_map(said)

    def _fact(self, name: str, value: object, node: str) -> str:
        say: Callable[[str], str] = {
            "node": self.node,
            "from": self.node,
            "to": self.node,
            "who": self.people,
            "people": self.people,
            "outcome": lambda key: self.outcome(node, key),
            "condition": self.condition,
            "cause": lambda key: self.word("cause", key),
            "kind": lambda key: self.word("kind", key),
            "failure": lambda key: self.word("failure", key),
            "due": self._moment,
        }.get(name, str)
        if not isinstance(value, list):
            return say(str(value))
        words = self._texts["words"]
        if name in _LISTED:
            return words["list"].join(self._listed(name, str(each)) for each in value)
        said = self.condition if name == "conditions" else str
        return words["or"].join(f"“{said(str(each))}”" for each in value)

    def _moment(self, text: str) -> str:
        at = datetime.fromisoformat(text).astimezone(self._zone)
        return at.strftime("%Y-%m-%d %H:%M")

    def _listed(self, name: str, key: str) -> str:
        if name == "roles":
            return self._roles.get(f"role:{key}", key)
        if name == "proofs":
            return key
        return self.field(key) if name == "fields" else self.node(key)

    def _person(self, word: str) -> str:
        if word in self._people:
            return self._people[word]
        return self._roles.get(word) or _shortened(word, self._texts["words"]["somebody"])


def _shortened(word: str, somebody: str) -> str:
    kind, _, name = word.partition(":")
    try:
        UUID(name)
    except ValueError:
        return name or kind
    return somebody


@cache
def texts(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the sentences of a language, by their table and code."""
    file = files("gongdan.rooms.rehearsal") / "texts" / f"{language}.toml"
    found: dict[str, dict[str, str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return found
