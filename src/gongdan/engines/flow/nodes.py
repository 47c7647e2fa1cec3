"""Is each node, looked at alone, fit: edges by kind, outcomes, default branch, assignee?"""

from collections.abc import Iterator

from gongdan.engines.flow.assignees import malformed
from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind, Node
from gongdan.engines.flow.finding import Finding

_CHOOSE = frozenset({Kind.USER, Kind.EXCLUSIVE})


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
    """Find nodes with the wrong edges, without default branch, without a valid assignee rule."""
    start = next(key for key, node in definition.nodes.items() if node.kind is Kind.START)
    around = {key: _Around(key, node) for key, node in definition.nodes.items()}
    for edge in definition.edges:
        around[edge.source].out.append(edge)
        around[edge.target].into.append(edge)
    for place in around.values():
        yield from _edge_counts(place)
        yield from _choices(place)
        if place.node.kind is Kind.USER:
            yield from _step(place, start)
        elif place.node.opens or place.node.outcomes or place.node.assignee:
            yield place.finding("flow_step_part_on_other_kind")


def _edge_counts(place: _Around) -> Iterator[Finding]:
    kind, into, out = place.node.kind, len(place.into), len(place.out)
    if kind is Kind.START and into:
        yield place.finding("flow_edge_into_start", edges=[edge.key for edge in place.into])
    if kind is Kind.END and out:
        yield place.finding("flow_edge_out_of_end", edges=[edge.key for edge in place.out])
    if kind is not Kind.END and not out:
        yield place.finding("flow_dead_end")
    if kind in {Kind.START, Kind.JOIN} and out > 1:
        yield place.finding("flow_one_way_only", count=out)
    if kind is Kind.PARALLEL and out < 2:
        yield place.finding("flow_fork_needs_branches", count=out)


def _choices(place: _Around) -> Iterator[Finding]:
    kind = place.node.kind
    for edge in place.out:
        chosen = edge.condition or edge.outcome or edge.default
        if chosen and kind not in _CHOOSE:
            yield Finding("flow_choice_not_possible", f"edges/{edge.key}", {"node": place.key})
        if edge.default and (edge.condition or edge.outcome):
            yield Finding("flow_default_with_condition", f"edges/{edge.key}", {"node": place.key})
        if kind is Kind.USER and edge.outcome and edge.outcome not in place.node.outcomes:
            facts: dict[str, str | int | list[str]] = {
                "outcome": edge.outcome,
                "outcomes": list(place.node.outcomes),
            }
            yield Finding("flow_outcome_unknown", f"edges/{edge.key}/outcome", facts)
    if kind in _CHOOSE:
        yield from _every_case(place)


def _every_case(place: _Around) -> Iterator[Finding]:
    defaults = [edge for edge in place.out if edge.default]
    if len(defaults) > 1:
        yield place.finding("flow_two_defaults", edges=[edge.key for edge in defaults])
    always = [edge for edge in place.out if not (edge.condition or edge.outcome or edge.default)]
    if always and len(place.out) > 1:
        yield Finding(
            "flow_branch_without_condition", f"edges/{always[0].key}", {"node": place.key}
        )
    answered = {edge.outcome for edge in place.out if edge.outcome and not edge.condition}
    all_answered = bool(place.node.outcomes) and set(place.node.outcomes) <= answered
    if place.out and not (defaults or always or all_answered):
        yield place.finding("flow_no_default")


def _step(place: _Around, start: str) -> Iterator[Finding]:
    if malformed(place.node.assignee):
        yield place.finding("flow_assignee_unclear", "assignee")
    if place.node.opens and not any(edge.source == start for edge in place.into):
        yield place.finding("flow_opens_later_step", "opens")
