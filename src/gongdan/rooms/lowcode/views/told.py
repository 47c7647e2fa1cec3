"""What changed, said in somebody's language."""

from collections.abc import Mapping
from typing import assert_never

from msgspec import Struct

from gongdan.rooms.lowcode.contract.telling import Fact, RoleName, Saying, Words
from gongdan.rooms.lowcode.domain.told import ToldPart
from gongdan.rooms.lowcode.views.spoken import texts_of


class DiffLine(Struct, frozen=True):
    """One change in words: `added`, `removed`, `changed` or `moved`, and where."""

    kind: str
    place: str
    words: str


class DiffPart(Struct, frozen=True):
    """The changes of one part of the definition."""

    part: str
    title: str
    lines: list[DiffLine]


class Speaker:
    """Says changes in one language; `roles` are the names of roles by key."""

    def __init__(self, locale: str, roles: Mapping[str, Words]) -> None:
        self._language = "zh" if locale == "zh" else "en"
        self._roles = roles
        self._texts = texts_of(self._language)["changes"]

    def part(self, told: ToldPart) -> DiffPart:
        """Say all changes of a part."""
        lines = [DiffLine(each.kind, each.place, self.line(each.saying)) for each in told.lines]
        return DiffPart(told.part, self.line(Saying(f"part_{told.part}")), lines)

    def line(self, saying: Saying) -> str:
        """Say one sentence."""
        text = self.say(saying)
        return text[:1].upper() + text[1:]

    def say(self, fact: Fact) -> str:
        """Say a fact."""
        match fact:
            case str():
                return fact
            case Saying(code, facts):
                said = {name: self.say(each) for name, each in facts.items()}
                # what has no words in our texts is shown by its own name
                text = self._texts.get(code)
                return code.partition("_")[2] if text is None else text.format_map(_Shown(said))
            case RoleName(key):
                return self._in_language(self._roles.get(key, {})) or key
            case tuple():
                return "".join(self.say(each) for each in fact)
            case dict():
                return self._in_language(fact)
            case _:
                assert_never(fact)

    def _in_language(self, words: Words) -> str:
        return words.get(self._language) or next(filter(None, words.values()), "")


class _Shown(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
