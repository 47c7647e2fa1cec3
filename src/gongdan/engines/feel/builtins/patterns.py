r"""Regular expressions of XPath (`matches`, `replace`, `split`), in linear time.

RE2 takes time that is linear in the text for every pattern, so no pattern that a person writes
can hang a server. What XPath knows and RE2 does not (back-references, class subtraction) is
refused: the function gives null.

    >>> substitute("darted", "^(.*?)d(.*)$", "$1c$2", "")
    'carted'
"""

import re
from functools import lru_cache
from typing import Any, Final

import re2

LONGEST_PATTERN: Final = 1_000
LONGEST_RESULT: Final = 1_000_000
_FLAGS: Final = frozenset("smixq")
_BLANK_OUTSIDE_CLASS = re.compile(r"(\\.)|(\[(?:\\.|[^\]\\])*\])|\s+", re.DOTALL)
_GROUP = re.compile(r"\\([\\$])|\$(\d+)|([\\$])")
_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 8 << 20


@lru_cache(maxsize=1_024)
def compiled(pattern: str, flags: str) -> Any | None:
    """Return a compiled pattern; None for one that can't be read, or for unknown flags."""
    if len(pattern) > LONGEST_PATTERN or set(flags) - _FLAGS:
        return None
    if "q" in flags:
        pattern = re2.escape(pattern)
    elif "x" in flags:
        pattern = _BLANK_OUTSIDE_CLASS.sub(
            lambda found: found.group(1) or found.group(2) or "", pattern
        )
    letters = "".join(flag for flag in "smi" if flag in flags)
    try:
        return re2.compile(f"(?{letters}){pattern}" if letters else pattern, _OPTIONS)
    except re2.error:
        return None


def is_match(text: str, pattern: str, flags: str) -> bool | None:
    """Tell whether a pattern occurs in a text."""
    program = compiled(pattern, flags)
    return None if program is None else program.search(text) is not None


def substitute(text: str, pattern: str, replacement: str, flags: str) -> str | None:
    r"""Replace every occurrence; `$1` is a group, `\$` a dollar."""
    program = compiled(pattern, flags)
    if program is None:
        return None
    if "q" in flags:
        return _bounded(program.sub(lambda _found: replacement, text))
    if any(found.group(3) for found in _GROUP.finditer(replacement)):
        return None  # a lone `$` or backslash (XPath F&O, FORX0004)

    def made(found: Any) -> str:
        return _GROUP.sub(lambda mark: _meant(mark, found, program.groups), replacement)

    return _bounded(program.sub(made, text))


def _meant(mark: re.Match[str], found: Any, groups: int) -> str:
    if mark.group(1):
        return mark.group(1)
    digits, behind = mark.group(2), ""
    # `$10` is group 10, or group 1 and a nought, whichever there is
    while int(digits) > groups and len(digits) > 1:
        digits, behind = digits[:-1], digits[-1] + behind
    return (found.group(int(digits)) or "" if int(digits) <= groups else "") + behind


def _bounded(text: str) -> str | None:
    return text if len(text) <= LONGEST_RESULT else None


def parts(text: str, pattern: str) -> list[str] | None:
    """Split a text where a pattern occurs; None for a pattern that matches nothing at all."""
    program = compiled(pattern, "")
    if program is None:
        return None
    pieces: list[str] = []
    begin = 0
    for found in program.finditer(text):
        if found.end() > found.start():
            pieces.append(text[begin : found.start()])
            begin = found.end()
    return [*pieces, text[begin:]]
