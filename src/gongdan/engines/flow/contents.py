"""Is what a node says of itself complete: its trigger, what it calls, its members?"""

from collections.abc import Iterator

from gongdan.engines.flow.definition import FlowDefinition, Kind, Node
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.insides import HOLDING
from gongdan.engines.flow.parts import Many, Trigger
from gongdan.engines.flow.verdict import share_of

_TRIGGERS = {
    Kind.START: frozenset({"timer", "message", "signal"}),
    Kind.CATCH: frozenset({"timer", "message", "signal"}),
    Kind.RECEIVE: frozenset({"message"}),
    Kind.THROW: frozenset({"message", "signal", "escalation"}),
    Kind.BOUNDARY: frozenset({"timer", "message", "signal", "error", "escalation"}),
    Kind.END: frozenset({"message", "signal", "error", "escalation"}),
}
_DEMANDED = frozenset({Kind.CATCH, Kind.BOUNDARY})
_CALLING = frozenset({Kind.CALL, Kind.CHILDREN})
MOST_VARIABLES = 200


def check_contents(definition: FlowDefinition) -> Iterator[Finding]:
    """Find nodes that do not say what they wait for, whom they call, how many they are."""
    if len(definition.variables) > MOST_VARIABLES:
        facts: dict[str, str | int | list[str]] = {
            "count": len(definition.variables),
            "limit": MOST_VARIABLES,
        }
        yield Finding("flow_too_many_variables", "variables", facts)
    for key, node in definition.nodes.items():
        yield from _trigger(key, node)
        if node.kind in _CALLING and not node.calls:
            yield _finding("flow_calls_missing", key, "calls")
        if node.many is not None:
            yield from _members(key, node, node.many)
        if node.auto is not None and not _passes_well(node, node.auto.outcome):
            yield _finding("flow_auto_outcome_unknown", key, "auto", node.auto.outcome)


def _trigger(key: str, node: Node) -> Iterator[Finding]:
    trigger = node.trigger
    if trigger is None:
        if node.kind in _DEMANDED:
            yield _finding("flow_trigger_missing", key, "trigger")
    elif trigger.kind not in _TRIGGERS.get(node.kind, ()) or _says_nothing(node, trigger):
        yield _finding("flow_trigger_unfit", key, "trigger", trigger.kind)
    remind = node.remind
    if remind is not None and (remind.kind != "timer" or not remind.due.strip(" =")):
        yield _finding("flow_trigger_unfit", key, "remind", remind.kind)


def _says_nothing(node: Node, trigger: Trigger) -> bool:
    if trigger.kind == "timer":
        return not trigger.due.strip(" =")
    catches_any = node.kind is Kind.BOUNDARY and trigger.kind in {"error", "escalation"}
    return not (trigger.name or catches_any)


def _members(key: str, node: Node, many: Many) -> Iterator[Finding]:
    people = node.kind is Kind.USER
    said = bool(many.items) + bool(many.count)
    if node.kind not in HOLDING or said > 1 or not (said or people) or not many.item:
        yield _finding("flow_members_unclear", key, "many")
    if many.share and share_of(many) is None:
        yield _finding("flow_share_unreadable", key, "many/share", many.share[:80])
    if any(weight < 0 for weight in many.weights.values()):
        yield _finding("flow_share_unreadable", key, "many/weights", "< 0")
    if bool(many.collect) != bool(many.into):
        yield _finding("flow_result_unclear", key, "many/into")


def _passes_well(node: Node, outcome: str) -> bool:
    return outcome in node.outcomes if node.outcomes else outcome == ""


def _finding(code: str, key: str, part: str, value: str = "") -> Finding:
    return Finding(code, f"nodes/{key}/{part}", {"node": key, "value": value})
