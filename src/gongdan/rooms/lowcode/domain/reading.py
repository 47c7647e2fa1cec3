"""Bytes -> plain data, or findings: in bounded time and memory, whatever the bytes are.

Refused before anything is built: what is too long, nests too deep, says a name twice, or holds
what has no canonical form (floats, integers over 2^53, names that are not ASCII).
"""

import json
import re
from collections.abc import Iterator

from gongdan.kernel.canonical import SAFE_INTEGER
from gongdan.kernel.text import TextFault, clean_text
from gongdan.rooms.lowcode.contract import Finding

MAX_BYTES = 512 * 1024
MAX_DEPTH = 32
MAX_TEXT = 10_000
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


class _UnreadableError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def read_json(body: bytes, *, around: int = 0) -> dict[str, object] | Finding:
    """Return the object that the bytes hold, or why they are refused.

    `around`: so many levels stand around the bundle, each with a kibibyte of its own.
    """
    most = MAX_BYTES + around * 1_024
    if len(body) > most:
        return Finding("bundle_too_large", "", {"bytes": len(body), "limit": most})
    try:
        text = body.decode()
        if _too_deep(text, MAX_DEPTH + around):
            return Finding("bundle_too_deep", "", {"limit": MAX_DEPTH + around})
        plain = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_no_float,
            parse_constant=_no_float,
            parse_int=_integer,
        )
    except _UnreadableError as unreadable:
        return unreadable.finding
    except UnicodeDecodeError as fault:
        return Finding("bundle_not_utf8", "", {"byte": fault.start})
    except json.JSONDecodeError as fault:
        facts: dict[str, str | int | list[str]] = {"line": fault.lineno, "column": fault.colno}
        return Finding("bundle_not_json", "", facts)
    return _object_of_text(plain)


def _object_of_text(plain: object) -> dict[str, object] | Finding:
    if not isinstance(plain, dict):
        return Finding("bundle_not_an_object", "")
    lonely = next((place for place, text in _texts(plain, "") if not _writable(text)), None)
    if lonely is not None:
        return Finding("bundle_text_broken", lonely[:200])
    return plain


def _too_deep(text: str, limit: int) -> bool:
    depth = 0
    for found in _STRUCTURE.finditer(text):
        mark = found.group()
        depth += 1 if mark in "[{" else -1 if mark in "]}" else 0
        if depth > limit:
            return True
    return False


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise _UnreadableError(Finding("bundle_name_twice", "", {"name": name[:80]}))
        if not name.isascii():
            shown = name.encode("utf-8", "replace").decode()[:80]
            raise _UnreadableError(Finding("bundle_name_not_ascii", "", {"name": shown}))
        found[name] = value
    return found


def _no_float(text: str) -> object:
    raise _UnreadableError(Finding("bundle_float", "", {"number": text[:40]}))


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > SAFE_INTEGER:
        raise _UnreadableError(Finding("bundle_integer_too_large", "", {"number": text[:40]}))
    return int(text)


def _texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield place, value
        case dict():
            for name, item in value.items():
                yield from _texts(item, f"{place}/{name}".lstrip("/"))
        case list():
            for index, item in enumerate(value):
                yield from _texts(item, f"{place}/{index}")
        case _:
            return


def _writable(text: str) -> bool:
    return not isinstance(clean_text(text, limit=MAX_TEXT), TextFault)
