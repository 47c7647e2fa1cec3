"""The expressions of a document: FEEL as it is, `${...}` of other tools translated, or listed."""

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from gongdan.engines.flow.bpmn.juel import NotTranslated, translate
from gongdan.engines.flow.bpmn.listed import MOST_WRITTEN, Code, Notebook
from gongdan.engines.flow.bpmn.markup import Part

Reads = Callable[[str], str]
"""What is wrong with a FEEL text, or nothing: asked of whoever knows FEEL."""

_INSIDE: Final = re.compile(r"[$#]\{([^{}]*)\}")
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_NAME: Final = re.compile(r"(?<![\w.])[^\W\d]\w*(?!\w|\s*\()")
_NO_NAMES: Final = frozenset(
    "and or not if then else for in return some every satisfies between instance of null true"
    " false execution loopCounter"
    " numberOfInstances numberOfActiveInstances numberOfCompletedInstances".split()
)
_RENAMED: Final = MappingProxyType(
    {
        "nrOfInstances": "numberOfInstances",
        "nrOfActiveInstances": "numberOfActiveInstances",
        "nrOfCompletedInstances": "numberOfCompletedInstances",
    }
)


class Texts:
    """Reads expressions, remembers of which variables they speak, lists what can't be read."""

    def __init__(self, notebook: Notebook, reads: Reads) -> None:
        self._notebook = notebook
        self._reads = reads
        self.variables: dict[str, None] = {}
        self._local: set[str] = set()

    def outlive(self, *names: str) -> None:
        """Say that variables must be kept while the flow runs."""
        for name in names:
            if name and name not in _NO_NAMES:
                self.variables[name] = None

    def local(self, name: str) -> None:
        """Say that a name is that of a member, not of the flow."""
        self._local.add(name)

    def quietly(self, part: Part, text: str) -> str:
        """Return the FEEL of an expression, or nothing, without listing what can't be said."""
        self._notebook.spend(part, "characters of expressions", len(text), MOST_WRITTEN)
        aside = Texts(Notebook(), self._reads)
        feel = aside.feel(part, text, default="")
        self.outlive(*aside.variables)
        return feel

    def mention(self, part: Part, text: str) -> None:
        """Keep the variables of which a name speaks: `Mend ${part}`."""
        if "{" in text:
            self._notebook.spend(part, "characters of expressions", len(text), MOST_WRITTEN)
        for inside in _INSIDE.finditer(text):
            found = translate(inside[1], _RENAMED)
            if not isinstance(found, NotTranslated):
                self.outlive(*found.names)

    def kept(self) -> tuple[str, ...]:
        """Return the variables that outlive a decision, in the order in which they were met."""
        return tuple(name for name in self.variables if name not in self._local)

    def formal(self, part: Part, given: Part, *, default: str = "null") -> str:
        """Return the FEEL of an expression element, which may say its language."""
        if is_feel(given):
            size = len(given.text)
            self._notebook.spend(part, "characters of expressions", size, MOST_WRITTEN)
            return self._plain(part, given.text, default)
        return self.feel(part, given.text, default=default)

    def feel(self, part: Part, text: str, *, default: str = "null") -> str:
        """Return the FEEL of an expression; `default`, and the element is listed, where none."""
        self._notebook.spend(part, "characters of expressions", len(text), MOST_WRITTEN)
        text = text.strip()
        whole = _INSIDE.fullmatch(text)
        if whole is not None:
            return self._translated(part, whole[1], default)
        if "${" in text or "#{" in text:
            return self._joined(part, text, default)
        return self._plain(part, text.removeprefix("="), default)

    def _translated(self, part: Part, expression: str, default: str) -> str:
        found = translate(expression, _RENAMED)
        if isinstance(found, NotTranslated):
            return self._listed(part, f"{found.code} {found.what}".strip(), default)
        self.outlive(*found.names)
        return self._checked(part, found.feel, default)

    def _plain(self, part: Part, text: str, default: str) -> str:
        feel = self._checked(part, text.strip(), default)
        if feel is not default:
            self.outlive(*_NAME.findall(_QUOTED.sub('""', feel)))
        return feel

    def _joined(self, part: Part, text: str, default: str) -> str:
        """Return a text with expressions in it as one FEEL text."""
        pieces: list[str] = []
        for index, piece in enumerate(_INSIDE.split(text)):
            if index % 2:
                said = self._translated(part, piece, "")
                if not said:
                    return default
                pieces.append(f"string({said})")
            elif piece:
                pieces.append(json.dumps(piece, ensure_ascii=False))
        return " + ".join(pieces)

    def _checked(self, part: Part, feel: str, default: str) -> str:
        wrong = self._reads(feel)
        return self._listed(part, wrong, default) if wrong else feel

    def _listed(self, part: Part, what: str, default: str) -> str:
        self._notebook.leave(part, Code.EXPRESSION, what)
        return default


def is_feel(given: Part) -> bool:
    """Tell whether an expression element says that it is FEEL."""
    return "FEEL" in given.get("language").upper()


def names_in(text: str) -> Mapping[str, str]:
    """Return the `${...}` in a text (each with the FEEL that says the same, where one does)."""
    found: dict[str, str] = {}
    for inside in _INSIDE.finditer(text):
        said = translate(inside[1], _RENAMED)
        if not isinstance(said, NotTranslated):
            found[inside[0]] = said.feel
    return found
