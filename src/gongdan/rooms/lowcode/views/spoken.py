"""What a check finds, said in somebody's language."""

import tomllib
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


def spoken(finding: Finding, locale: str) -> SpokenFinding:
    """Say a finding in a language (`zh`, else `en`)."""
    found = texts_of("zh" if locale == "zh" else "en")["findings"]
    words = msgspec.convert(found.get(finding.code, {}), dict[str, str])
    facts = {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in finding.facts.items()
    }
    what, mend = (words.get(part, finding.code) for part in ("what", "mend"))
    return SpokenFinding(
        code=finding.code,
        place=finding.place,
        what=what.format_map(_Facts(facts)),
        mend=mend.format_map(_Facts(facts)),
    )


class _Facts(dict[str, str | int]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


@cache
def texts_of(language: str) -> dict[str, Any]:
    """Return the room's texts in a language, by kind: refusals, findings, changes."""
    file = Path(__file__).parents[1] / "texts" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
