"""What of a node, edge or flow BPMN has no words for: kept in an extension element of ours.

`<extensionElements><gongdan:node>{"stage": "accept"}</gongdan:node></extensionElements>`: the
fields that differ from what the element itself says, as JSON.
"""

from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.namespaces import MODEL, OURS

T = TypeVar("T", bound=Struct)
LONGEST: Final = 200_000


def differences(said: T, meant: T) -> str:
    """Return the fields of `meant` that `said` says otherwise, as JSON; "" where there are none."""
    plain, full = _all(said), _all(meant)
    extra = {field: value for field, value in full.items() if plain[field] != value}
    return msgspec.json.encode(extra, order="sorted").decode() if extra else ""


def restored(said: T, text: str) -> T:
    """Return what was meant; raises `msgspec.MsgspecError` where the text does not fit."""
    extra = msgspec.json.decode(text[:LONGEST], type=dict[str, object])
    return msgspec.convert({**_all(said), **extra}, type(said))


def _all(value: Struct) -> dict[str, object]:
    fields = value.__struct_fields__
    return {field: msgspec.to_builtins(getattr(value, field)) for field in fields}


def extension(kind: str, text: str) -> tuple[Part, ...]:
    """Return the extension elements that hold such a text."""
    if not text:
        return ()
    return (Part(f"{MODEL}extensionElements", parts=(Part(f"{OURS}{kind}", text=text),)),)


def text_of(part: Part, kind: str) -> str:
    """Return the text that an element holds for us, or nothing."""
    extensions = part.one("extensionElements")
    inside = extensions.parts if extensions else ()
    return next((each.text for each in inside if each.name == f"{OURS}{kind}"), "")
