"""What people type, made fit to be kept for ever: clean text, exact numbers, sane sizes.

An event's body has one canonical form: texts in NFC without hidden characters, no floats, no
integers beyond 2^53, ASCII names. What does not fit is refused here, with the place.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import TypeVar

import msgspec
from msgspec import Struct

from gongdan.kernel.canonical import SAFE_INTEGER
from gongdan.kernel.messages import Command, Refused
from gongdan.kernel.text import TextFault, clean_line, clean_text
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed

C = TypeVar("C", bound=Command)

_TEXTS = {
    "description": 10_000,
    "reason": 2_000,
    "data": 10_000,
    "note": 2_000,
    "text": 10_000,
    "rating_note": 2_000,
}
_LINE = 200
_MOST_ITEMS = {
    "tags": 30,
    "history": 5_000,
    "mentions": 30,
    "children": 20,
    "tools": 20,
    "parts": 50,
}
_DEEPEST = 16
_YEARS = range(1970, 9_000)


def cleaned(command: C) -> C | Refused:
    """Return the command with every text in it clean, or the first thing that cannot be kept."""
    return _members(command, "")


S = TypeVar("S", bound=Struct)


def _members(struct: S, pointer: str) -> S | Refused:
    changed: dict[str, object] = {}
    for name in struct.__struct_fields__:
        before = getattr(struct, name)
        after = _part(before, name, f"{pointer}/{name}")
        if isinstance(after, Refused):
            return after
        if after is not before:
            changed[name] = after
    return msgspec.structs.replace(struct, **changed) if changed else struct


def _part(value: object, name: str, pointer: str) -> object:
    after = value
    match value:
        case Enum() | int() | None:  # a text of ours, or none
            pass
        case str():
            after = _text(value, name, pointer)
        case datetime():
            after = _time(value, pointer)
        case Struct():
            after = _members(value, pointer)
        case tuple():
            after = _items(value, name, pointer)
        case Mapping():
            after = _form(value, pointer)
        case _:
            pass
    return after


def _text(value: str, name: str, pointer: str) -> str | Refused:
    limit = _TEXTS.get(name, _LINE)
    clean = clean_text(value, limit=limit) if name in _TEXTS else clean_line(value, limit=limit)
    if isinstance(clean, TextFault):
        return malformed(OrderCode.TEXT_UNUSABLE, pointer, fault=clean.value, limit=limit)
    return clean


def _time(value: datetime, pointer: str) -> datetime | Refused:
    # a year at the edge of the calendar leaves it in another zone
    if value.tzinfo is None or value.year not in _YEARS:
        return malformed(OrderCode.TIME_UNUSABLE, pointer)
    return value.astimezone(UTC)


def _items(values: tuple[object, ...], name: str, pointer: str) -> object:
    most = _MOST_ITEMS.get(name, _DEEPEST)
    if len(values) > most:
        return malformed(OrderCode.TOO_MANY, pointer, most=most)
    clean: list[object] = []
    for place, item in enumerate(values):
        after = _part(item, "", f"{pointer}/{place}")
        if isinstance(after, Refused):
            return after
        clean.append(after)
    return tuple(dict.fromkeys(clean)) if name == "tags" else tuple(clean)


def _form(value: object, pointer: str, depth: int = 0) -> object:
    """Clean a form's data: any JSON value whose shape the definition's form decides."""
    match value:
        case str():
            return _text(value, "data", pointer)
        case Mapping() if depth < _DEEPEST:
            return _form_members(value, pointer, depth)
        case Sequence() if depth < _DEEPEST:
            return _form_items(value, pointer, depth)
        case None | int() if value is None or abs(value) <= SAFE_INTEGER:
            return value
        case _:
            return malformed(OrderCode.VALUE_UNUSABLE, pointer)


def _form_items(value: Sequence[object], pointer: str, depth: int) -> object:
    items: list[object] = []
    for place, item in enumerate(value):
        after = _form(item, f"{pointer}/{place}", depth + 1)
        if isinstance(after, Refused):
            return after
        items.append(after)
    return items


def _form_members(value: Mapping[str, object], pointer: str, depth: int) -> object:
    members: dict[str, object] = {}
    for name, item in value.items():
        if not (name.isascii() and name.isprintable() and len(name) <= _LINE):
            return malformed(OrderCode.VALUE_UNUSABLE, pointer)
        after = _form(item, f"{pointer}/{name}", depth + 1)
        if isinstance(after, Refused):
            return after
        members[name] = after
    return members
