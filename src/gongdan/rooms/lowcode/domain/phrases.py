"""A value of a bundle as a piece of a sentence: rules, words, yes and no, lists."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from gongdan.rooms.lowcode.contract.telling import Fact, RoleName, Saying
from gongdan.rooms.lowcode.domain.words import LANGUAGES

_LONGEST: Final = 160
_DEEPEST: Final = 6
NOTHING: Final = Saying("nothing")


def phrase(value: Any, depth: int = _DEEPEST) -> Fact:
    """Return how a value is said; what has no words of its own is shown as it stands.

    >>> phrase({"role": "dispatcher"})
    Saying(code='rule_role', facts={'role': RoleName(key='dispatcher')})
    """
    if value is None or value in ("", [], {}, ()) or depth == 0:
        return NOTHING if depth else shown(value)
    if isinstance(value, Saying):
        return value
    if isinstance(value, bool):
        return Saying("yes" if value else "no")
    if isinstance(value, list | tuple):
        return joined((phrase(each, depth - 1) for each in value), "comma")
    if isinstance(value, dict):
        return _of_dict(value, depth)
    return shown(value)


def shown(value: Any) -> str:
    """Return a value as it stands, cut where it is long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def joined(parts: Iterable[Fact], by: str) -> tuple[Fact, ...]:
    """Return pieces with a saying between them."""
    return tuple(_between(parts, Saying(by)))


def _between(parts: Iterable[Fact], mark: Saying) -> Iterator[Fact]:
    for index, part in enumerate(parts):
        if index:
            yield mark
        yield part


def _of_dict(value: dict[str, Any], depth: int) -> Fact:
    if all(key in LANGUAGES and isinstance(text, str) for key, text in value.items()):
        return {**value}
    said: Fact
    match value:
        case {"role": str(role), "unit": "reporter"}:
            said = Saying("rule_unit", {"role": RoleName(role)})
        case {"role": str(role)}:
            said = Saying("rule_role", {"role": RoleName(role)})
        case {"any": list(rules)}:
            said = joined((phrase(each, depth - 1) for each in rules), "or")
        case {"reporter": True} | {"holder": True} | {"watchers": True}:
            said = Saying(f"rule_{next(iter(value))}")
        case {"manager": int(levels)}:
            said = Saying("rule_manager", {"levels": str(levels)})
        case {"user": str(person)}:
            said = Saying("rule_user", {"person": person})
        case {"field": str(name)}:
            said = Saying("rule_field", {"name": name})
        case _:
            pieces = (
                (Saying(f"member_{key}"), ": ", phrase(each, depth - 1))
                for key, each in value.items()
            )
            return joined(pieces, "comma")
    if fallback := value.get("else"):
        return Saying("rule_else", {"first": said, "then": phrase(fallback, depth - 1)})
    return said
