"""What a check finds, said in somebody's language."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from gongdan.rooms.lowcode.contract import Finding


class SpokenFinding(Struct, frozen=True, kw_only=True):
    """A finding in somebody's language: where, what is wrong, how to mend it."""

    code: str
    place: str
    what: str
    mend: str


Titles = Mapping[str, Mapping[str, str]]
"""What nodes are called: by key, then by language."""
_LOOSE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=“)|(?<=”) (?=[\u4e00-\u9fff])")
_NODES = frozenset({"node", "nodes", "step", "source", "target"})


def spoken(finding: Finding, locale: str, titles: Titles | None = None) -> SpokenFinding:
    """Say a finding in a language (`zh`, else `en`); nodes by their titles if those are known."""
    language = "zh" if locale == "zh" else "en"
    found = texts_of(language)["findings"]
    words = msgspec.convert(found.get(finding.code, {}), dict[str, str])
    facts = {
        name: _said(value, language, titles if titles and name in _NODES else {})
        for name, value in finding.facts.items()
    }
    what, mend = (words.get(part, finding.code) for part in ("what", "mend"))
    return SpokenFinding(
        code=finding.code,
        place=finding.place,
        what=_tight(what.format_map(_Facts(facts))),
        mend=_tight(mend.format_map(_Facts(facts))),
    )


def _tight(said: str) -> str:
    """Take the space away between a Chinese sign and a quoted title."""
    return _LOOSE.sub("", said)


def _said(value: str | int | list[str], language: str, titles: Titles) -> str | int:
    if isinstance(value, list):
        return ", ".join(str(_said(each, language, titles)) for each in value)
    title = titles.get(value, {}).get(language) if isinstance(value, str) else None
    return f"“{title}”" if title else value


class _Facts(dict[str, str | int]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


@cache
def texts_of(language: str) -> dict[str, Any]:
    """Return the room's texts in a language, by kind: refusals, findings, changes."""
    file = Path(__file__).parents[1] / "texts" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
