"""The proof that no order gets past one of its five stages, by graph dominance.

For each stage: with its nodes taken away, nothing later (no node of a later stage, no end) can
be reached from the start or from any earlier stage, over no edge whatever, ways back and the
borders of steps included. A side way, which a boundary event opens without interrupting, has an
end of its own, which ends nothing else. So every path passes report, accept, execute, verify,
archive in this order, and whoever goes back to a stage passes all the following ones again.
"""

from collections.abc import Iterator

from gongdan.engines.flow.definition import STAGES, FlowDefinition, Kind, Stage
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.graph import branches_of, graph_of, reachable


def check_stages(definition: FlowDefinition) -> Iterator[Finding]:
    """Find steps without a stage, stages without a step, and ways around a stage."""
    for key, node in definition.nodes.items():
        if node.kind is Kind.USER and node.stage is Stage.NONE:
            yield Finding("flow_stage_missing", f"nodes/{key}/stage", {"node": key})
        if node.kind is not Kind.USER and node.stage is not Stage.NONE:
            yield Finding("flow_stage_on_other_kind", f"nodes/{key}/stage", {"node": key})
    for index, stage in enumerate(STAGES):
        held = _nodes(definition, STAGES[index : index + 1])
        if not held:
            yield Finding("flow_stage_absent", "nodes", {"stage": stage.value})
        else:
            yield from _ways_around(definition, index, held)


def _ways_around(definition: FlowDefinition, index: int, held: frozenset[str]) -> Iterator[Finding]:
    start = _of_kind(definition, Kind.START)
    earlier = start | _nodes(definition, STAGES[:index])
    later = _nodes(definition, STAGES[index + 1 :]) | _ends(definition)
    edges = graph_of(definition).all_edges
    beyond = reachable(edges, earlier, without=held)
    for edge in edges:
        if edge.source in beyond - later and edge.target in beyond & later:
            facts: dict[str, str | int | list[str]] = {
                "stage": STAGES[index].value,
                "source": edge.source,
                "target": edge.target,
            }
            place = f"nodes/{edge.target}" if edge.key.startswith("!") else f"edges/{edge.key}"
            yield Finding("flow_stage_skipped", place, facts)


def check_no_stages(definition: FlowDefinition) -> Iterator[Finding]:
    """Find stages in a flow that is not for orders: they would promise what nobody proved."""
    for key, node in definition.nodes.items():
        if node.stage is not Stage.NONE:
            yield Finding("flow_stage_on_other_kind", f"nodes/{key}/stage", {"node": key})


def _nodes(definition: FlowDefinition, stages: tuple[Stage, ...]) -> frozenset[str]:
    return frozenset(key for key, node in definition.nodes.items() if node.stage in stages)


def _ends(definition: FlowDefinition) -> frozenset[str]:
    """Return the ends of the flow itself, not those of side ways."""
    return frozenset(
        key
        for key in _of_kind(definition, Kind.END)
        if not any(branch.startswith("!") for branch in branches_of(definition, key))
    )


def _of_kind(definition: FlowDefinition, kind: Kind) -> frozenset[str]:
    return frozenset(key for key, node in definition.nodes.items() if node.kind is kind)
