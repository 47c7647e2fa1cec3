"""What is taken of a service's answer: values by JSON pointer, of their types and ranges."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

import msgspec

from gongdan.engines.feel.temporal_reading import read_date, read_date_time, read_time
from gongdan.engines.flow.model import Answer
from gongdan.kernel.canonical import SAFE_INTEGER, decimal_text
from gongdan.kernel.text import TextFault, clean_text

LONGEST = 2_000
"""Characters of a text that is taken."""
DEEPEST = 32
_decoder = msgspec.json.Decoder(float_hook=Decimal)
_MOMENTS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {"date": read_date, "time": read_time, "date-time": read_date_time}
)


class Unfit(msgspec.Struct, frozen=True):
    """Why an answer can't be taken: which value is missing, or of another kind or range."""

    name: str
    why: str


def taken(body: bytes, wanted: Mapping[str, Answer]) -> dict[str, object] | Unfit:
    """Return the values of an answer as events keep them, or the first that does not fit."""
    if not wanted:
        return {}
    try:
        said = _decoder.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return Unfit("", "not_json")
    return fitting({name: at_pointer(said, answer.at) for name, answer in wanted.items()}, wanted)


def fitting(given: Mapping[str, object], wanted: Mapping[str, Answer]) -> dict[str, object] | Unfit:
    """Return given values as events keep them, or the first that does not fit what is wanted."""
    values: dict[str, object] = {}
    for name, answer in wanted.items():
        found = given.get(name)
        if found is None and answer.optional:
            values[name] = None
            continue
        value = None if found is None else _typed(found, answer)
        if value is None:
            return Unfit(name, "missing" if found is None else "unfit")
        values[name] = value
    return values


def at_pointer(said: object, pointer: str) -> object:
    """Return what a JSON pointer (RFC 6901) points at; None where nothing is.

    >>> at_pointer({"a": [{"b/c": 1}]}, "/a/0/b~1c")
    1
    """
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(said, dict):
            said = said.get(name)
        elif isinstance(said, list) and name.isascii() and name.isdigit() and len(name) < 6:
            said = said[int(name)] if int(name) < len(said) else None
        else:
            return None
    return said


def is_pointer(text: str) -> bool:
    """Tell whether a text is a JSON pointer that is sensible here."""
    return text == "" or (text.startswith("/") and text.count("/") <= DEEPEST)


def _typed(found: object, answer: Answer) -> object:
    match answer.type:
        case "boolean":
            return found if isinstance(found, bool) else None
        case "number":
            return _number(found, answer)
        case "text":
            clean = clean_text(found, limit=LONGEST) if isinstance(found, str) else None
            return None if isinstance(clean, TextFault) else clean
        case _:
            read = _MOMENTS[answer.type]
            is_one = isinstance(found, str) and len(found) < 100 and read(found) is not None
            return found if is_one else None


def _number(found: object, answer: Answer) -> object:
    if (
        isinstance(found, bool)
        or not isinstance(found, int | Decimal | str)
        or len(str(found)) > 40
    ):
        return None
    try:
        number = Decimal(str(found))
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return None
    least, most = (Decimal(text) if text else number for text in (answer.least, answer.most))
    if not least <= number <= most:
        return None
    whole = number == number.to_integral_value() and abs(number) <= SAFE_INTEGER
    return int(number) if whole else decimal_text(number)
