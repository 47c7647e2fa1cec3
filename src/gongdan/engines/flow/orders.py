"""What a flow for orders may use: no more than the rooms around the engine serve.

The engine runs every kind of node. An order also needs somebody who keeps its timers, does its
services, makes its child orders: what nobody serves would stand still for ever.
"""

from collections.abc import Iterator

from gongdan.engines.flow.definition import FlowDefinition, Kind, Node
from gongdan.engines.flow.finding import Finding

SERVED_KINDS = frozenset(
    {
        Kind.START,
        Kind.USER,
        Kind.MANUAL,
        Kind.RULE,
        Kind.EXCLUSIVE,
        Kind.PARALLEL,
        Kind.JOIN,
        Kind.CATCH,
        Kind.BOUNDARY,
        Kind.END,
    }
)
SERVED_PARTS = frozenset({"many", "auto", "remind", "copies", "outputs"})
_PARTS = (
    "parent",
    "many",
    "gathers",
    "takes_all",
    "auto",
    "remind",
    "copies",
    "outputs",
)
_TIMED = frozenset({Kind.CATCH, Kind.BOUNDARY})


def check_served(definition: FlowDefinition) -> Iterator[Finding]:
    """Find kinds of nodes, and parts of nodes, that nobody serves in an order yet."""
    for key, node in definition.nodes.items():
        if node.kind not in SERVED_KINDS:
            yield _finding(key, "kind", node.kind.value)
        for part in _used(node):
            yield _finding(key, part, part)


def _used(node: Node) -> Iterator[str]:
    for part in _PARTS:
        if part not in SERVED_PARTS and getattr(node, part):
            yield part
    if node.trigger is not None and not (node.kind in _TIMED and node.trigger.kind == "timer"):
        yield "trigger"  # nobody sends messages and signals to orders, or begins them by a clock
    if node.calls and node.kind in SERVED_KINDS:
        yield "calls"  # a rule reckons its outputs; decisions are not yet part of a definition


def _finding(key: str, part: str, what: str) -> Finding:
    return Finding("flow_part_not_served", f"nodes/{key}/{part}", {"node": key, "part": what})
