"""Places of a bundle, such as `flow/nodes/verify/form`: what they are called, and what is there."""

from typing import Any

from gongdan.rooms.lowcode.contract.telling import Fact, Saying
from gongdan.rooms.lowcode.domain.node_names import node_name
from gongdan.rooms.lowcode.domain.told import name_of


def place_name(body: dict[str, Any], place: str) -> Saying:
    """Return what a place is called: the form of step X, the field Y, the numbering.

    >>> place_name({}, "fields/amount/unit").code
    'place_member'
    """
    head, rest = _split(place)
    part = "_".join(head)
    if not rest:
        return Saying(f"part_{part}")
    thing: Fact = name_of(rest[0], found_at(body, "/".join((*head, rest[0]))))
    if part == "flow_nodes":
        thing = node_name(body["flow"]["nodes"], body["flow"].get("edges", ()), rest[0])
    facts: dict[str, Fact] = {"sort": Saying(f"sort_{part}"), "thing": thing}
    if len(rest) == 1:
        return Saying("place_thing", facts)
    return Saying("place_member", {**facts, "member": Saying(f"member_{rest[-1]}")})


def found_at(body: dict[str, Any], place: str) -> Any:
    """Return what stands at a place (None: nothing); things of a list are found by their key."""
    found: Any = body
    for step in place.split("/"):
        if isinstance(found, list):
            keyed = (each for each in found if isinstance(each, dict))
            found = next((each for each in keyed if each.get("key") == step), None)
        else:
            found = found.get(step) if isinstance(found, dict) else None
    return found


def _split(place: str) -> tuple[list[str], list[str]]:
    steps = place.split("/")
    at = 2 if steps[0] == "flow" else 1
    return steps[:at], steps[at:]
