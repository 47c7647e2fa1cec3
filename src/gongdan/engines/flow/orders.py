"""What a flow for orders may use: no more than the rooms around the engine serve.

The engine runs every kind of node. An order also needs somebody who keeps its timers, does its
services, makes its child orders: what nobody serves would stand still for ever.
"""

from collections.abc import Iterator

from msgspec import Struct

from gongdan.engines.flow.definition import FlowDefinition, Kind, Node
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.graph import graph_of
from gongdan.engines.flow.parts import Trigger

_PARTS = ("parent", "many", "gathers", "takes_all", "auto", "remind", "copies", "outputs")


class Served(Struct, frozen=True):
    """Kinds of nodes, and parts of nodes, that somebody serves."""

    kinds: frozenset[Kind]
    parts: frozenset[str]


SERVED = Served(
    frozenset(
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
            Kind.CHILDREN,
            Kind.SERVICE,
            Kind.RECEIVE,
            Kind.SUBPROCESS,
            Kind.END,
        }
    ),
    frozenset({"parent", "many", "auto", "remind", "outputs", "copies"}),
)
"""What the rooms serve in an order today."""
EVERYTHING = Served(frozenset(Kind), frozenset({*_PARTS, "trigger", "calls", "members"}))
"""What the engine runs, were there somebody for all of it."""
HTTP = "http:"
"""How a service node names a connector: `http:<key>`."""
_TIMED = frozenset({Kind.CATCH, Kind.BOUNDARY})


def check_served(definition: FlowDefinition, served: Served = SERVED) -> Iterator[Finding]:
    """Find kinds of nodes, and parts of nodes, that nobody serves in an order yet."""
    for key, node in definition.nodes.items():
        if node.kind not in served.kinds:
            code = "flow_call_not_served" if node.kind is Kind.CALL else "flow_part_not_served"
            yield _finding(key, "kind", node.kind.value, code)
        for part in _used(node):
            if part not in served.parts:
                yield _finding(key, part, part)
        if node.kind is Kind.SUBPROCESS and node.many and "members" not in served.parts:
            # an act names its step by its node: which of the members would be meant?
            yield _finding(key, "many", "members", "flow_members_not_served")
        if node.kind is Kind.RECEIVE and node.trigger is None:
            # outside, a message is called by its name: nobody knows the node of an order
            yield _finding(key, "trigger", "message", "flow_trigger_missing")


def check_caught(definition: FlowDefinition) -> Iterator[Finding]:
    """Find errors that nothing catches: they would end an order in the middle of a stage."""
    for key, node in definition.nodes.items():
        thrown = node.trigger
        inside = node.kind is Kind.END and node.parent != ""
        if thrown is None or thrown.kind != "error" or not inside:
            continue
        if not _is_caught(definition, node, thrown.name):
            yield _finding(key, "trigger", thrown.name, "flow_error_not_caught")


def _is_caught(definition: FlowDefinition, node: Node, error: str) -> bool:
    borders = graph_of(definition).borders
    while node.parent:
        for key in borders.get(node.parent, ()):
            trigger = definition.nodes[key].trigger
            if trigger and trigger.kind == "error" and trigger.name in {error, ""}:
                return True
        node = definition.nodes[node.parent]
    return False


def _used(node: Node) -> Iterator[str]:
    for part in _PARTS:
        if getattr(node, part):
            yield part
    if node.trigger is not None and not _is_pulled(node, node.trigger):
        yield "trigger"  # nobody sends signals to orders, or begins them by a clock
    if node.kind is Kind.SERVICE and not (node.calls.startswith(HTTP) and node.request):
        yield "calls"  # connectors are all that does services of orders


def _is_pulled(node: Node, trigger: Trigger) -> bool:
    """Tell whether somebody pulls a trigger: the clock, an error, or a message.

    An error is a service that failed, or an end inside a sub-process that says so.
    """
    fails = node.kind is Kind.BOUNDARY and trigger.kind == "error"
    throws = node.kind is Kind.END and node.parent != "" and trigger.kind == "error"
    comes = node.kind is Kind.RECEIVE and trigger.kind == "message"
    return fails or throws or comes or (node.kind in _TIMED and trigger.kind == "timer")


def _finding(key: str, part: str, what: str, code: str = "flow_part_not_served") -> Finding:
    return Finding(code, f"nodes/{key}/{part}", {"node": key, "part": what})
