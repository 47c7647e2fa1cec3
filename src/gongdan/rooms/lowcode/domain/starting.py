"""A new process from a template, from a copy, or from nothing: its own key, title and numbers."""

import re
from collections.abc import Collection, Mapping

from msgspec.structs import replace

from gongdan.engines.flow.model import Kind
from gongdan.rooms.lowcode.contract import Bundle

_LONGEST_KEY = 64
_WORD = re.compile(r"[a-z0-9]+")
_LITERAL = re.compile(r"^[^{]*")
_PLAIN = "process"


def begun(origin: Bundle, key: str, title: Mapping[str, str], template: str = "") -> Bundle:
    """Return the bundle of a new process: its origin's under another key, title and prefix.

    Where the origin makes child orders of its own kind, the new one makes them of its own.
    """
    numbering = _LITERAL.sub(f"{prefix(key)}-", origin.numbering, count=1)
    nodes = {
        name: replace(node, calls=key)
        if node.kind is Kind.CHILDREN and node.calls == origin.key
        else node
        for name, node in origin.flow.nodes.items()
    }
    flow = replace(origin.flow, nodes=nodes)
    begun_with = template or origin.template
    return replace(
        origin, key=key, title={**title}, numbering=numbering, flow=flow, template=begun_with
    )


def prefix(key: str) -> str:
    """Return how numbers begin: the first letters of the words of a key.

    >>> prefix("field_service"), prefix("maintenance"), prefix("v2")
    ('FS', 'MAI', 'V2')
    """
    words = [word for word in key.split("_") if word]
    letters = "".join(word[0] for word in words) if len(words) > 1 else key.strip("_")
    return letters[: 4 if len(words) > 1 else 3].upper()


def free_key(wish: str, taken: Collection[str]) -> str:
    """Return the wished key, or the next free one after it.

    >>> free_key("service", {"service", "service_2"})
    'service_3'
    """
    if wish not in taken:
        return wish
    stem = re.sub(r"_[1-9]\d{0,3}$", "", wish)[: _LONGEST_KEY - 6]
    return next(key for n in range(2, len(taken) + 3) if (key := f"{stem}_{n}") not in taken)


def key_of(title: Mapping[str, str]) -> str:
    """Return a key that reads as the English title does (another language has no letters for it).

    >>> key_of({"en": "Purchase of Parts!"}), key_of({"zh": "采购"})
    ('purchase_of_parts', 'process')
    """
    found = "_".join(_WORD.findall(title.get("en", "").lower()))[:40].strip("_")
    found = found.lstrip("0123456789_")
    return found or _PLAIN
