"""The text that somebody reads and signs: composed of what anybody may read of the order.

Only what is public or was said in the report stands in it, in the reader's language, so that
the same text can be shown again to whoever checks the signature.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from uuid import UUID

from gongdan.kernel.decider import Versioned
from gongdan.kernel.messages import Refused
from gongdan.rooms.privacy.contract import PrivacyClass
from gongdan.rooms.workorders.domain.signatures import Statement
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.ports import RunningDefinition

Intend = Callable[[OrderState, RunningDefinition], Mapping[str, object] | Refused]
"""Tells what somebody is about to answer at his step, or why he can't."""


def nothing_more(_state: OrderState, _definition: RunningDefinition) -> Mapping[str, object]:
    """Tell that nothing is answered beside what the order holds."""
    return {}


def compose(
    order: UUID,
    versioned: Versioned[OrderState],
    definition: RunningDefinition,
    language: str,
    *,
    answers: Mapping[str, object] = MappingProxyType({}),
) -> Statement:
    """Return what there is to sign of an order as it stands; `language` is one we speak.

    `answers` are about to be given by who signs, and stand in it as if they were.
    """
    state = versioned.state
    return Statement(
        order=order,
        number=state.number,
        version=versioned.version,
        language=language,
        text="\n".join(_lines(state, definition, language, answers)),
        evidence=_digests(state),
    )


def _lines(
    state: OrderState,
    definition: RunningDefinition,
    language: str,
    answers: Mapping[str, object],
) -> Iterator[str]:
    words, details = _words(language), state.details
    yield words["title"].format(number=state.number, title=details.title)
    if details.place:
        yield words["place"].format(place=details.place)
    if details.description:
        yield words["asked"].format(description=details.description)
    said = {**details.fields, **state.data, **answers}
    yield from _data_lines(said, definition, language)
    if count := len(_digests(state)):
        yield words["evidence"].format(count=count)
    yield words["confirm"]


def _digests(state: OrderState) -> tuple[str, ...]:
    """Return the digests of the files that prove the work, in their order."""
    return tuple(held.digest for held in state.evidence if held.digest)


def _data_lines(
    said: Mapping[str, object], definition: RunningDefinition, language: str
) -> Iterator[str]:
    spoken = _spoken_fields(definition)
    for name, value in said.items():
        field = spoken.get(name)
        public = definition.classes.get(name) == PrivacyClass.PUBLIC
        if field is not None and public and value is not None:
            label = _in(field.get("label"), language) or name
            yield f"{label}: {_value(field, value, language)}"


def _spoken_fields(definition: RunningDefinition) -> dict[str, Mapping[str, object]]:
    found: dict[str, Mapping[str, object]] = {}
    for form in definition.forms.values():
        fields = form.ui.get("fields")
        if isinstance(fields, Mapping):
            found.update(fields)
    return found


def _value(field: Mapping[str, object], value: object, language: str) -> str:
    if field.get("refers") == "file":  # of an id nobody could say what he signed
        count = len(value) if isinstance(value, list) else 1
        return _words(language)["files"].format(count=count)
    options = field.get("options")
    named = options.get(str(value)) if isinstance(options, Mapping) else None
    unit = field.get("unit")
    columns = field.get("columns")
    if isinstance(columns, Mapping) and isinstance(value, list):
        return "; ".join(_line(columns, row, language) for row in value if isinstance(row, Mapping))
    plain = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return _in(named, language) or (f"{plain} {unit}" if unit else plain)


def _line(columns: Mapping[str, object], row: Mapping[str, object], language: str) -> str:
    """Say one line of a field with the titles of its columns."""
    spoken = (
        f"{_in(field.get('label'), language) or name} {_value(field, row[name], language)}"
        for name, field in columns.items()
        if name in row and isinstance(field, Mapping)
    )
    return ", ".join(spoken)


def _in(words: object, language: str) -> str:
    return str(words.get(language, "")) if isinstance(words, Mapping) else ""


@lru_cache
def _words(language: str) -> Mapping[str, str]:
    """Return the sentences of a statement, from the room's texts."""
    text = (files("gongdan.rooms.workorders") / "texts" / f"{language}.toml").read_text("utf-8")
    words: Mapping[str, str] = tomllib.loads(text)["statement"]
    return words
