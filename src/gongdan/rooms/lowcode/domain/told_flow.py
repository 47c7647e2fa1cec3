"""What changed in the flow and in its forms, as the people who work by it would say it."""

from collections.abc import Iterator
from typing import Any

from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.lowcode.contract.telling import Fact, Saying, Told
from gongdan.rooms.lowcode.domain.node_names import has_title, node_name
from gongdan.rooms.lowcode.domain.rights import told_field_rights
from gongdan.rooms.lowcode.domain.told import (
    Called,
    name_of,
    plain,
    told_member,
    told_thing,
    values,
)

_NAMING = frozenset({"parent", "attached_to", "joins"})
"""Members of a node that name another one."""
_NODES, _UNTITLED, _EDGES = "sort_flow_nodes", "sort_flow_places", "sort_flow_edges"


def told_flow(before: Bundle, after: Bundle) -> Iterator[Told]:
    """Say what changed of steps by their keys, then of the ways between them."""
    old, new = plain(before.flow), plain(after.flow)
    forms = {**plain(before).get("forms", {}), **plain(after).get("forms", {})}
    names = _Names(old, new)
    was, now = _steps(old, new, forms, names), _steps(new, old, forms, names)
    for key in dict.fromkeys((*was, *now)):
        called = Called(names.sort(key), names.of(key))
        yield from told_thing(f"flow/nodes/{key}", called, was.get(key), now.get(key))
    yield from told_field_rights(before, after)
    yield from _edges(old, new, names)
    for member in ("reopen_to", "variables"):
        if old.get(member) != new.get(member):
            named = (names.of(side.get(member)) for side in (old, new))
            facts = dict(zip(("before", "after"), named, strict=True))
            facts["part"] = Saying(f"member_{member}")
            yield Told("changed", f"flow/{member}", Saying("part_changed", facts))


class _Names:
    """What nodes are called in both versions, in the words of the newer one that has them."""

    def __init__(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        self._nodes = {**old["nodes"], **new["nodes"]}
        self._ways = (new, old)

    def of(self, key: Any) -> Fact:
        if not isinstance(key, str):
            return values(None, key)["after"]
        edges = next((flow["edges"] for flow in self._ways if key in flow["nodes"]), ())
        return node_name(self._nodes, edges, key)

    def sort(self, key: str) -> str:
        return _NODES if has_title(self._nodes[key]) else _UNTITLED

    def way(self, edge: dict[str, Any]) -> Fact:
        return (self.of(edge["source"]), " → ", self.of(edge["target"]))


def told_forms(before: Bundle, after: Bundle) -> Iterator[Told]:
    """Say which fields a form asks for, demands, or shows elsewhere; the rest by member."""
    old, new = plain(before).get("forms", {}), plain(after).get("forms", {})
    fields = {**plain(before).get("fields", {}), **plain(after).get("fields", {})}
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        called = Called("sort_forms", name_of(key, now or was))
        if was is None or now is None:
            yield from told_thing(f"forms/{key}", called, was, now)
        else:
            yield from _form(f"forms/{key}", called, (was, now), fields)


def _steps(
    flow: dict[str, Any], other: dict[str, Any], forms: dict[str, Any], names: _Names
) -> dict[str, Any]:
    """Return the nodes: forms and other nodes by their names; rights over fields are told apart."""
    found = {}
    for key, node in flow["nodes"].items():
        kept = {k: each for k, each in node.items() if k != "fields" or key not in other["nodes"]}
        if form := node.get("form"):
            kept["form"] = forms.get(form, {}).get("title") or form
        for member in _NAMING & set(kept):
            kept[member] = names.of(kept[member])
        found[key] = kept
    return found


def _edges(old: dict[str, Any], new: dict[str, Any], names: _Names) -> Iterator[Told]:
    was, now = ({edge["key"]: edge for edge in flow["edges"]} for flow in (old, new))
    for key in dict.fromkeys((*was, *now)):
        called = Called(_EDGES, names.way(now.get(key) or was[key]))
        if key in was and key in now:
            yield from _edge(f"flow/edges/{key}", called, (was[key], now[key]), names)
        else:
            yield from told_thing(f"flow/edges/{key}", called, was.get(key), now.get(key))
    if [key for key in was if key in now] != [key for key in now if key in was]:
        yield Told("moved", "flow/edges", Saying("edges_reordered"))


def _edge(
    place: str,
    called: Called,
    sides: tuple[dict[str, Any], dict[str, Any]],
    names: _Names,
) -> Iterator[Told]:
    was, now = sides
    ends = ("source", "target")
    if any(was[end] != now[end] for end in ends):
        facts = {"before": names.way(was), "after": names.way(now)}
        yield Told("moved", place, Saying("edge_moved", facts))
    for member in dict.fromkeys((*was, *now)):
        if member not in ends:
            where = f"{place}/{member}"
            yield from told_member(where, called, was.get(member), now.get(member))


def _form(
    place: str, called: Called, sides: tuple[dict[str, Any], dict[str, Any]], fields: dict[str, Any]
) -> Iterator[Told]:
    asked = [list(_members(side, "schema", "properties")) for side in sides]
    demanded = [_listed(side, "schema", "required") for side in sides]
    for name in dict.fromkeys((*asked[0], *asked[1])):
        facts = {**called.facts, "field": name_of(name, fields.get(name))}
        where = f"{place}/schema/properties/{name}"
        if name not in asked[0]:
            code = "form_demands" if name in demanded[1] else "form_asks"
            yield Told("added", where, Saying(code, facts))
        elif name not in asked[1]:
            yield Told("removed", where, Saying("form_asks_no_more", facts))
        elif (name in demanded[0]) != (name in demanded[1]):
            code = "form_demands" if name in demanded[1] else "form_demands_no_more"
            yield Told("changed", f"{place}/schema/required", Saying(code, facts))
    orders = [_listed(side, "ui", "order") or asked[at] for at, side in enumerate(sides)]
    both = set(orders[0]) & set(orders[1])
    was, now = ([name for name in order if name in both] for order in orders)
    if was != now:
        yield Told("moved", f"{place}/ui/order", Saying("form_reordered", called.facts))
    yield from _rest(place, called, sides)


def _rest(
    place: str, called: Called, sides: tuple[dict[str, Any], dict[str, Any]]
) -> Iterator[Told]:
    """Say what changed of a form besides which fields it asks, demands and in which order."""
    was, now = sides
    for member in dict.fromkeys((*was, *now)):
        old, new = (_without_told(member, side.get(member)) for side in sides)
        yield from told_member(f"{place}/{member}", called, old, new)


def _without_told(member: str, value: Any) -> Any:
    told = {"schema": {"properties", "required"}, "ui": {"order"}}.get(member, set())
    if not (told and isinstance(value, dict)):
        return value
    return {key: each for key, each in value.items() if key not in told} or None


def _members(form: dict[str, Any], *way: str) -> dict[str, Any]:
    found: Any = form
    for step in way:
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _listed(form: dict[str, Any], part: str, member: str) -> list[Any]:
    found = _members(form, part).get(member)
    return found if isinstance(found, list) else []
