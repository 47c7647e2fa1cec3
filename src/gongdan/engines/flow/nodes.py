"""Is each node, looked at alone, fit: edges by kind, outcomes, default branch, assignee?"""

from collections.abc import Iterator

from gongdan.engines.flow.assignees import malformed
from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind, Node
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.graph import FORKS
from gongdan.engines.flow.insides import ACTIVITIES

_CHOOSE = ACTIVITIES | {Kind.EXCLUSIVE, Kind.INCLUSIVE}
_ONE_WAY = frozenset({Kind.START, Kind.JOIN, Kind.CATCH, Kind.THROW, Kind.BOUNDARY})


class _Around:
    """A node with the edges that come in and go out."""

    def __init__(self, key: str, node: Node) -> None:
        self.key = key
        self.node = node
        self.into: list[Edge] = []
        self.out: list[Edge] = []

    def finding(self, code: str, part: str = "", **facts: str | int | list[str]) -> Finding:
        place = f"nodes/{self.key}/{part}" if part else f"nodes/{self.key}"
        return Finding(code, place, {"node": self.key, **facts})


def check_nodes(definition: FlowDefinition) -> Iterator[Finding]:
    """Find nodes with impossible edges or parts, and steps without a valid assignee rule."""
    for place in _places(definition):
        yield from _impossible_edges(place)
        yield from _choices(place)
        if place.node.kind is Kind.USER:
            yield from _step(definition, place)
        elif _has_foreign_parts(place.node):
            yield place.finding("flow_step_part_on_other_kind")


def check_ways(definition: FlowDefinition) -> Iterator[Finding]:
    """Find nodes from which no way leads on, in some case or at all, and gateways in vain."""
    for place in _places(definition):
        yield from _needed_edges(place)
        if place.node.kind in _CHOOSE:
            yield from _every_case(place)


def _places(definition: FlowDefinition) -> Iterator[_Around]:
    around = {key: _Around(key, node) for key, node in definition.nodes.items()}
    for edge in definition.edges:
        around[edge.source].out.append(edge)
        around[edge.target].into.append(edge)
    return iter(around.values())


def _has_foreign_parts(node: Node) -> bool:
    """Tell whether a node that is no step has parts of one (a group may have outcomes)."""
    return bool(node.opens or node.assignee or (node.outcomes and node.many is None))


def _impossible_edges(place: _Around) -> Iterator[Finding]:
    kind, into, out = place.node.kind, len(place.into), len(place.out)
    if kind in {Kind.START, Kind.BOUNDARY} and into:
        yield place.finding("flow_edge_into_start", edges=[edge.key for edge in place.into])
    if kind is Kind.END and out:
        yield place.finding("flow_edge_out_of_end", edges=[edge.key for edge in place.out])
    if kind is Kind.JOIN and out > 1:
        yield place.finding("flow_one_way_only", count=out)


def _needed_edges(place: _Around) -> Iterator[Finding]:
    kind, out = place.node.kind, len(place.out)
    if kind is not Kind.END and not out:
        yield place.finding("flow_dead_end")
    if kind in _ONE_WAY and out > 1:
        yield place.finding("flow_one_way_only", count=out)
    if kind in FORKS and out < 2:
        yield place.finding("flow_fork_needs_branches", count=out)


def _choices(place: _Around) -> Iterator[Finding]:
    node = place.node
    for edge in place.out:
        chosen = edge.condition or edge.outcome or edge.default
        if chosen and node.kind not in _CHOOSE and not node.takes_all:
            yield Finding("flow_choice_not_possible", f"edges/{edge.key}", {"node": place.key})
        if edge.default and (edge.condition or edge.outcome):
            yield Finding("flow_default_with_condition", f"edges/{edge.key}", {"node": place.key})
        if node.outcomes and edge.outcome and edge.outcome not in node.outcomes:
            facts: dict[str, str | int | list[str]] = {
                "outcome": edge.outcome,
                "outcomes": list(node.outcomes),
            }
            yield Finding("flow_outcome_unknown", f"edges/{edge.key}/outcome", facts)
    defaults = [edge.key for edge in place.out if edge.default]
    if len(defaults) > 1:
        yield place.finding("flow_two_defaults", edges=defaults)
    always = next((edge for edge in place.out if not _is_chosen(edge)), None)
    takes_one = node.kind in _CHOOSE and not (node.takes_all or node.kind is Kind.INCLUSIVE)
    if always and len(place.out) > 1 and takes_one:
        yield Finding("flow_branch_without_condition", f"edges/{always.key}", {"node": place.key})


def _is_chosen(edge: Edge) -> bool:
    return bool(edge.condition or edge.outcome or edge.default)


def _every_case(place: _Around) -> Iterator[Finding]:
    certain = any(edge.default or not _is_chosen(edge) for edge in place.out)
    answered = {edge.outcome for edge in place.out if edge.outcome and not edge.condition}
    all_answered = bool(place.node.outcomes) and set(place.node.outcomes) <= answered
    if place.out and not (certain or all_answered):
        yield place.finding("flow_no_default")


def _step(definition: FlowDefinition, place: _Around) -> Iterator[Finding]:
    if malformed(place.node.assignee):
        yield place.finding("flow_assignee_unclear", "assignee")
    first = any(definition.nodes[edge.source].kind is Kind.START for edge in place.into)
    if place.node.opens and (not first or place.node.parent):
        yield place.finding("flow_opens_later_step", "opens")
