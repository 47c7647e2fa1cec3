"""Functions of texts; lengths and places are counted in code points, from 1."""

from collections.abc import Sequence
from decimal import Decimal

from gongdan.engines.feel.builtins.patterns import is_match, parts, substitute
from gongdan.engines.feel.builtins.signature import builtin
from gongdan.engines.feel.evaluation import Run
from gongdan.engines.feel.values import Value


def _substring(_run: Run, string: str, start: Decimal, length: Decimal | None = None) -> Value:
    place = int(start)
    if place == 0 or (length is not None and length < 1):
        return None
    begin = place - 1 if place > 0 else len(string) + place
    if not 0 <= begin <= len(string):
        return None if begin < 0 else ""
    return string[begin:] if length is None else string[begin : begin + int(length)]


def _length(_run: Run, string: str) -> Value:
    return Decimal(len(string))


def _before(_run: Run, string: str, match: str) -> Value:
    return string.partition(match)[0] if match and match in string else ""


def _after(_run: Run, string: str, match: str) -> Value:
    if not match:
        return string
    return string.partition(match)[2]


def _contains(_run: Run, string: str, match: str) -> Value:
    return match in string


def _starts(_run: Run, string: str, match: str) -> Value:
    return string.startswith(match)


def _ends(_run: Run, string: str, match: str) -> Value:
    return string.endswith(match)


def _matches(_run: Run, text: str, pattern: str, flags: str | None = None) -> Value:
    return is_match(text, pattern, flags or "")


def _replace(run: Run, text: str, pattern: str, *how: str | None) -> Value:
    run.step(len(text) // 100)
    replacement, flags = how
    return substitute(text, pattern, replacement or "", flags or "")


def _split(run: Run, string: str, delimiter: str) -> Value:
    found = parts(string, delimiter)
    return None if found is None else run.hold(list(found))


def _join(_run: Run, texts: Sequence[str | None], delimiter: str | None = None) -> Value:
    return (delimiter or "").join(text for text in texts if text is not None)


def _join_between(_run: Run, texts: Sequence[str | None], *marks: str | None) -> Value:
    delimiter, prefix, suffix = (mark or "" for mark in marks)
    return prefix + delimiter.join(text for text in texts if text is not None) + suffix


def _upper(_run: Run, string: str) -> Value:
    return string.upper()


def _lower(_run: Run, string: str) -> Value:
    return string.lower()


_STRING, _MATCH = "string: string", "string: string, match: string"
TEXTS = (
    builtin("substring", ("string: string, start position: number, length?: number", _substring)),
    builtin("string length", (_STRING, _length)),
    builtin("upper case", (_STRING, _upper)),
    builtin("lower case", (_STRING, _lower)),
    builtin("substring before", (_MATCH, _before)),
    builtin("substring after", (_MATCH, _after)),
    builtin("contains", (_MATCH, _contains)),
    builtin("starts with", (_MATCH, _starts)),
    builtin("ends with", (_MATCH, _ends)),
    builtin("matches", ("input: string, pattern: string, flags?: string?", _matches)),
    builtin(
        "replace",
        ("input: string, pattern: string, replacement: string, flags?: string?", _replace),
    ),
    builtin("split", ("string: string, delimiter: string", _split)),
    builtin(
        "string join",
        ("list: list<string>, delimiter?: string?", _join),
        ("list: list<string>, delimiter: string?, prefix: string?, suffix: string?", _join_between),
    ),
)
