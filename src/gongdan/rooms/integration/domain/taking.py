"""From a body to what it asks for: values by their places, each of the kind that it is for. Pure.

>>> take = Take(to="urgency", at="/level", words={"critical": "1"})
>>> values_of((take,), {"level": "critical"})
{'urgency': 1}
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

import msgspec

from gongdan.kernel.canonical import decimal_text
from gongdan.kernel.messages import Refused
from gongdan.rooms.integration.contract import Starts, Take
from gongdan.rooms.integration.domain.answers import at_pointer
from gongdan.rooms.integration.domain.inbounds import COUNTS, FIELDS
from gongdan.rooms.integration.domain.refusals import Refusal, malformed
from gongdan.rooms.workorders.contract import Contact, DeliverMessage, Location, ReportOrder

MOST_PLACES = 60
_DEEPEST_SHAPE = 6
_WIDEST = 30
_KINDS = {str: "text", bool: "boolean", int: "number", Decimal: "number", type(None): "null"}


def values_of(takes: Iterable[Take], body: object) -> dict[str, object] | Refused:
    """Return what a body gives for each target; a place where nothing is gives nothing."""
    values: dict[str, object] = {}
    for take in takes:
        found = at_pointer(body, take.at) if take.at else None
        value = _worded(take, take.otherwise or None if found is None else found)
        if value is None:
            continue
        fit = value if take.to.startswith(FIELDS) else _part(take.to, value)
        if fit is None:
            return malformed(Refusal.INBOUND_VALUE_UNFIT, take.at, to=take.to)
        values[take.to] = _plain(fit)
    return values


def report_of(does: Starts, values: Mapping[str, object]) -> ReportOrder:
    """Return the report that these values make; the asset stays with who knows its code."""
    given = {name: values[name] for name in ("title", "description", "place") if name in values}
    given |= {name: values[name] for name in (*COUNTS, "due_at") if name in values}
    contact = {
        name: values[f"contact_{name}"]
        for name in ("name", "phone", "email")
        if f"contact_{name}" in values
    }
    asked: dict[str, object] = {
        "type": does.definition,
        "title": "",
        **given,
        "fields": fields_of(values),
        "contact": Contact(**contact) if contact else None,  # type: ignore[arg-type] # texts by now
    }
    address = values.get("location_address")
    if isinstance(address, str):
        asked["location"] = Location(address=address)
    return ReportOrder(**asked)  # type: ignore[arg-type] # each of its kind by now


def message_of(message: str, values: Mapping[str, object]) -> DeliverMessage:
    """Return the message that these values make."""
    return DeliverMessage(message=message, data=fields_of(values))


def fields_of(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a definition's fields, by their keys."""
    return {
        name.removeprefix(FIELDS): value
        for name, value in values.items()
        if name.startswith(FIELDS)
    }


def place_of(takes: Iterable[Take], pointer: str) -> str:
    """Return where in the body stands what an order refuses at a place of its own ("": nowhere).

    >>> place_of((Take(to="fields.part", at="/sku"),), "/part")
    '/sku'
    """
    name = pointer.removeprefix("/fields").removeprefix("/").replace("/", "_")
    found = (take.at for take in takes if take.to in {name, f"{FIELDS}{name}"})
    return next(found, "")


def shape_of(body: object) -> tuple[str, ...]:
    """Return which places a body has and of which kind, and no value: `/a/b text`.

    >>> shape_of({"pump": {"id": 7}, "tags": ["x"]})
    ('/pump/id number', '/tags/0 text')
    """
    places: list[str] = []
    _walk(body, "", 0, places)
    return tuple(places)


def _walk(value: object, at: str, depth: int, places: list[str]) -> None:
    if len(places) >= MOST_PLACES:
        return
    if isinstance(value, Mapping) and value and depth < _DEEPEST_SHAPE:
        for name, item in value.items():
            step = str(name)[:60].replace("~", "~0").replace("/", "~1")
            _walk(item, f"{at}/{step}", depth + 1, places)
    elif isinstance(value, list) and value and depth < _DEEPEST_SHAPE:
        _walk(value[0], f"{at}/0", depth + 1, places)  # the others are like the first
    else:
        kind = "list" if isinstance(value, list) else _KINDS.get(type(value), "object")
        places.append(f"{at or '/'} {kind}")


def _worded(take: Take, value: object) -> object:
    """Return what a caller's word means here; a word that nobody explained means `otherwise`."""
    if not take.words or value is None:
        return value
    said = _text(value)
    if said in take.words:
        return take.words[said]
    return take.otherwise or value


def _part(to: str, value: object) -> object:
    """Return a value as its part of a report takes it, None where it can't be one."""
    if to in COUNTS:
        said = _text(value)
        return int(said) if said in {"1", "2", "3", "4", "5"} else None
    if to == "due_at":
        return _moment(value)
    return _text(value) or None


def _moment(value: object) -> datetime | None:
    try:
        found: datetime = msgspec.convert(value, datetime)
    except (msgspec.ValidationError, ValueError):
        return None
    return found if found.tzinfo is not None else None


def _text(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return str(value)
        case _:
            return ""


def _plain(value: object) -> object:
    """Return a value as an order keeps it: exact numbers that are no integers are texts."""
    match value:
        case Decimal() if not value.is_finite() or abs(value.adjusted()) > _WIDEST:
            return str(value)  # written out it would fill the memory: the form refuses it
        case Decimal():
            whole = value == value.to_integral_value() and abs(value) < 10**15
            return int(value) if whole else decimal_text(value)
        case Mapping():
            return {str(name): _plain(item) for name, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case _:
            return value
