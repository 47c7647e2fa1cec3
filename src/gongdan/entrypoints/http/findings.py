"""What the framework finds wrong with an input, put into our codes and places.

Its messages are English and may quote what was sent; ours are said in the caller's language
and never repeat a value. The pointer is a JSON pointer (RFC 6901) into the body, or the name of
the query parameter or header.
"""

import re
from collections.abc import Callable
from typing import Final

import msgspec
from litestar.exceptions import HTTPException, SerializationException

from gongdan.kernel.messages import RefusalKind, Refused

_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `(?:key in )?\$(?P<path>.*)`)?$", re.DOTALL)
_PARTS = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_EXPECTED: Final = {
    "str": "value_not_text",
    "int": "value_not_whole_number",
    "float": "value_not_number",
    "decimal": "value_not_number",
    "bool": "value_not_yes_or_no",
    "array": "value_not_list",
    "object": "value_not_object",
    "uuid": "value_not_id",
    "datetime": "value_not_time",
}
_NO_BODY: Final = "Object missing required field `data`"
_HEADERS: Final = {
    "key": "Idempotency-Key",
    "command_id": "Command-Id",
    "if_match": "If-Match",
    "last_event_id": "Last-Event-ID",
}

Reading = Callable[[re.Match[str]], tuple[str, dict[str, str | int | list[str]], str]]


def _wrong_type(found: re.Match[str]) -> tuple[str, dict[str, str | int | list[str]], str]:
    wanted = found["type"].split(" | ")[0]
    return _EXPECTED.get(wanted, "value_wrong_type"), {}, ""


_READINGS: Final[tuple[tuple[re.Pattern[str], Reading], ...]] = (
    (
        re.compile(r"Object contains unknown field `(?P<field>.*)`", re.DOTALL),
        lambda found: ("field_unknown", {}, found["field"]),
    ),
    (
        re.compile(r"Object missing required field `(?P<field>.*)`"),
        lambda found: ("field_missing", {}, found["field"]),
    ),
    (
        re.compile(r"Expected `\w+`(?: of)? (?P<bounds>(?:length )?(?:[<>]?=|[<>]|multiple).*)"),
        lambda found: ("value_out_of_bounds", {"bounds": found["bounds"]}, ""),
    ),
    (re.compile(r"Expected `(?P<type>[^`]+)`, got "), _wrong_type),
    (re.compile(r"Expected `datetime` with"), lambda _: ("value_not_time", {}, "")),
    (re.compile(r"Invalid enum value"), lambda _: ("value_not_in_list", {}, "")),
    (re.compile(r"Invalid UUID"), lambda _: ("value_not_id", {}, "")),
    (re.compile(r"Invalid (RFC3339|datetime|ISO)"), lambda _: ("value_not_time", {}, "")),
    (re.compile(r"Invalid decimal"), lambda _: ("value_not_number", {}, "")),
    (re.compile(r".*out of range"), lambda _: ("value_out_of_range", {}, "")),
)


def refused_input(fault: HTTPException) -> Refused:
    """Name the first input that does not fit: its place, and what is wrong in a code of ours."""
    cause = fault.__cause__
    if str(cause) == _NO_BODY:
        return Refused("body_missing", RefusalKind.MALFORMED)
    if not isinstance(cause, msgspec.ValidationError):
        return Refused("value_unusable", RefusalKind.MALFORMED, {}, _named(fault))
    return read_finding(str(cause))


def unread_body(cause: BaseException | None) -> Refused | None:
    """Return the refusal of a body that no JSON reader could read; None for another cause."""
    if not isinstance(cause, SerializationException | msgspec.DecodeError):
        return None
    return Refused("body_not_json", RefusalKind.MALFORMED)


def read_finding(said: str) -> Refused:
    """Read one message of msgspec.

    >>> read_finding("Expected `str`, got `int` - at `$.data.tags[2]`")
    Refused(code='value_not_text', kind=<RefusalKind.MALFORMED: 'malformed'>, facts={}, \
field='/tags/2')
    """
    parts = _PLACE.match(said)
    what, path = (parts["what"], parts["path"] or "") if parts else (said, "")
    pointer = _pointer(path)
    for pattern, reading in _READINGS:
        if found := pattern.match(what):
            code, facts, field = reading(found)
            place = f"{pointer}/{_escaped(field)}" if field else pointer
            return Refused(code, RefusalKind.MALFORMED, facts, place)
    return Refused("value_unusable", RefusalKind.MALFORMED, {}, pointer)


def _pointer(path: str) -> str:
    """Turn `.data.contact.name` into `/contact/name`; `[...]` (whichever key) ends it."""
    known = path.partition("[...]")[0]
    names = [name or place for name, place in _PARTS.findall(known)]
    if names[:1] == ["data"]:
        names = names[1:]
    elif names:
        names[0] = _HEADERS.get(names[0], names[0])
    return "".join(f"/{_escaped(name)}" for name in names)


def _named(fault: HTTPException) -> str:
    said = fault.extra if isinstance(fault.extra, list) else []
    first = said[0] if said and isinstance(said[0], dict) else {}
    key = str(first.get("key", ""))
    return f"/{_escaped(_HEADERS.get(key, key))}" if key else ""


def _escaped(name: str) -> str:
    return name[:200].replace("~", "~0").replace("/", "~1")
