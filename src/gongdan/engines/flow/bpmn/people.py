"""Who may do a user task: the assignee and candidates of a document as a rule of ours."""

import re
from collections.abc import Iterator
from typing import Final

from gongdan.engines.flow.bpmn.listed import Code, Notebook
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.texts import Texts
from gongdan.engines.flow.definition import Rule

_VARIABLE: Final = re.compile(r"[$#]\{\s*([^\W\d]\w*)\s*\}")
_RESOURCE: Final = re.compile(r"(user|group)\(([^()]*)\)")


class People:
    """Reads who may act; `initiators` are the variables that name who began the process."""

    def __init__(self, notebook: Notebook, texts: Texts, initiators: frozenset[str]) -> None:
        self._notebook = notebook
        self._texts = texts
        self._initiators = initiators

    def rule(self, part: Part) -> Rule:
        """Return the rule of a user task, empty where the document names nobody."""
        assignee = part.foreign("assignee").strip() or _performer(part)
        if assignee:
            return self._one(part, assignee, "user")
        rules = [rule for rule in self._candidates(part) if rule]
        if len(rules) > 1:
            return {"any": rules}
        return rules[0] if rules else {}

    def _candidates(self, part: Part) -> Iterator[Rule]:
        for word, attribute in (("user", "candidateUsers"), ("role", "candidateGroups")):
            for text in part.foreign(attribute).split(","):
                yield self._one(part, text.strip(), word)
        for owner in part.all("potentialOwner"):
            text = _assignment(owner)
            found = _RESOURCE.findall(text)
            for sort, name in found:
                yield self._one(part, name.strip(), "user" if sort == "user" else "role")
            if not found:
                yield self._one(part, text, "role")

    def _one(self, part: Part, text: str, word: str) -> Rule:
        if not text:
            return {}
        variable = _VARIABLE.fullmatch(text)
        if variable is not None:
            if variable[1] in self._initiators:
                return {"reporter": True}
            self._texts.outlive(variable[1])
            return {"field": variable[1]}
        if "{" in text:
            self._notebook.leave(part, Code.PEOPLE_UNCLEAR, text)
            return {}
        return {word: text}


def _performer(part: Part) -> str:
    performer = next(part.all("humanPerformer", "performer"), None)
    return "" if performer is None else _assignment(performer)


def _assignment(owner: Part) -> str:
    texts = (each.text.strip() for each in owner.walk() if each.kind == "formalExpression")
    return next((text for text in texts if text), "")
