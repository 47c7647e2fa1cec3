"""Do the keys of a definition mean something? Everything else relies on it."""

import re
from collections import Counter
from collections.abc import Iterator

from gongdan.engines.flow.definition import FlowDefinition, Kind
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.graph import FORKS

KEY = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
"""How keys of nodes, edges and outcomes look: they name things in events for ever."""


def check_references(definition: FlowDefinition) -> Iterator[Finding]:
    """Find keys that are malformed, doubled, or name nothing."""
    yield from _keys(definition)
    yield from _ends_of_edges(definition)
    target = definition.nodes.get(definition.reopen_to)
    if definition.reopen_to and (target is None or target.kind is not Kind.USER):
        yield Finding("flow_reopen_target_unknown", "reopen_to", {"node": definition.reopen_to})
    for key, node in definition.nodes.items():
        fork = definition.nodes.get(node.joins)
        if node.kind is Kind.JOIN and (fork is None or fork.kind not in FORKS):
            yield Finding("flow_join_without_fork", f"nodes/{key}/joins", {"fork": node.joins})
        if node.kind is not Kind.JOIN and node.joins:
            yield Finding("flow_joins_on_other_kind", f"nodes/{key}/joins", {"node": key})


def _keys(definition: FlowDefinition) -> Iterator[Finding]:
    for key, node in definition.nodes.items():
        if not KEY.fullmatch(key):
            yield Finding("flow_key_malformed", f"nodes/{key[:80]}", {"key": key[:80]})
        for outcome in node.outcomes:
            if not KEY.fullmatch(outcome):
                place = f"nodes/{key}/outcomes/{outcome[:80]}"
                yield Finding("flow_key_malformed", place, {"key": outcome[:80]})
    for key, count in Counter(edge.key for edge in definition.edges).items():
        if not KEY.fullmatch(key):
            yield Finding("flow_key_malformed", f"edges/{key[:80]}", {"key": key[:80]})
        if count > 1:
            yield Finding("flow_edge_doubled", f"edges/{key[:80]}", {"key": key, "count": count})


def _ends_of_edges(definition: FlowDefinition) -> Iterator[Finding]:
    for edge in definition.edges:
        for side, node in (("source", edge.source), ("target", edge.target)):
            if node not in definition.nodes:
                place = f"edges/{edge.key[:80]}/{side}"
                yield Finding("flow_node_unknown", place, {"node": node[:80]})


def check_one_start(definition: FlowDefinition) -> Iterator[Finding]:
    """Find flows without one start (of those that nothing triggers) or without an end."""
    outside = [node for node in definition.nodes.values() if not node.parent]
    plain = [node for node in outside if not (node.kind is Kind.START and node.trigger)]
    triggered = len(plain) < len(outside)
    kinds = Counter(node.kind for node in plain)
    if triggered and not kinds[Kind.START]:
        kinds[Kind.START] = 1
    if kinds[Kind.START] != 1:
        yield Finding("flow_needs_one_start", "nodes", {"count": kinds[Kind.START]})
    if not kinds[Kind.END]:
        yield Finding("flow_needs_an_end", "nodes", {"count": 0})
