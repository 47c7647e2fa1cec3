"""Nodes and edges of ours as BPMN elements, as far as BPMN has words for them."""

from collections.abc import Mapping
from typing import Final

from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.namespaces import FEEL, MODEL, OURS, XSI
from gongdan.engines.flow.definition import Edge, Kind, Node
from gongdan.engines.flow.parts import Many, Trigger

_TAGS: Final[Mapping[Kind, str]] = {
    Kind.START: "startEvent",
    Kind.USER: "userTask",
    Kind.MANUAL: "manualTask",
    Kind.SERVICE: "serviceTask",
    Kind.RULE: "businessRuleTask",
    Kind.RECEIVE: "receiveTask",
    Kind.EXCLUSIVE: "exclusiveGateway",
    Kind.PARALLEL: "parallelGateway",
    Kind.INCLUSIVE: "inclusiveGateway",
    Kind.JOIN: "parallelGateway",
    Kind.SUBPROCESS: "subProcess",
    Kind.CALL: "callActivity",
    Kind.CHILDREN: "callActivity",
    Kind.CATCH: "intermediateCatchEvent",
    Kind.THROW: "intermediateThrowEvent",
    Kind.BOUNDARY: "boundaryEvent",
    Kind.END: "endEvent",
}
_TIMES: Final = {"P": "timeDuration", "R": "timeCycle"}


class Roots:
    """The messages, signals, errors and escalations that events of a document refer to."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, str], Part] = {}

    def reference(self, trigger: Trigger) -> str:
        """Return the id of what a trigger names, which comes to be."""
        key = (trigger.kind, trigger.name)
        if key not in self._parts:
            label = f"{trigger.kind}Code" if trigger.kind in {"error", "escalation"} else "name"
            identity = f"{trigger.kind}-{len(self._parts) + 1}"
            attributes = {"id": identity, label: trigger.name}
            self._parts[key] = Part(f"{MODEL}{trigger.kind}", attributes)
        return self._parts[key].id

    @property
    def parts(self) -> tuple[Part, ...]:
        """Those that came to be."""
        return tuple(self._parts.values())


def element(key: str, node: Node, roots: Roots) -> Part:
    """Return a node's element, without what lies within it."""
    attributes = {"id": key}
    name = title(node.title)
    if name:
        attributes["name"] = name
    attributes.update(_attributes(node, roots))
    parts = (*_mapping(node), *_event(node, roots), *_loop(node.many))
    return Part(f"{MODEL}{_TAGS[node.kind]}", attributes, parts)


def flow(edge: Edge) -> Part:
    """Return an edge's sequence flow."""
    attributes = {"id": edge.key, "sourceRef": edge.source, "targetRef": edge.target}
    name = title(edge.title)
    if name:
        attributes["name"] = name
    condition = _formal("conditionExpression", edge.condition) if edge.condition else None
    return Part(f"{MODEL}sequenceFlow", attributes, (condition,) if condition else ())


def title(words: Mapping[str, str]) -> str:
    """Return the one name that an element has room for."""
    return words.get("zh") or words.get("en") or next(iter(words.values()), "")


def _attributes(node: Node, roots: Roots) -> dict[str, str]:
    match node.kind:
        case Kind.SERVICE:
            return {f"{OURS}type": node.calls, **_result(node)} if node.calls else {}
        case Kind.RULE:
            return {f"{OURS}decisionRef": node.calls, **_result(node)} if node.calls else {}
        case Kind.CALL | Kind.CHILDREN:
            return {"calledElement": node.calls}
        case Kind.RECEIVE if node.trigger is not None:
            return {"messageRef": roots.reference(node.trigger)}
        case Kind.BOUNDARY:
            cancels = "true" if node.interrupting else "false"
            return {"attachedToRef": node.attached_to, "cancelActivity": cancels}
        case _:
            return {}


def _result(node: Node) -> dict[str, str]:
    return {f"{OURS}resultVariable": node.result} if node.result else {}


def _event(node: Node, roots: Roots) -> tuple[Part, ...]:
    if node.terminates:
        return (Part(f"{MODEL}terminateEventDefinition"),)
    trigger = node.trigger
    if trigger is None or node.kind is Kind.RECEIVE:
        return ()
    if trigger.kind == "timer":
        tag = _TIMES.get(trigger.due[:1], "timeDate")
        feel = trigger.due.startswith("=")
        text = trigger.due[1:] if feel else trigger.due
        time = _formal("timeDuration" if feel else tag, text, feel=feel)
        return (Part(f"{MODEL}timerEventDefinition", parts=(time,)),)
    attributes = {f"{trigger.kind}Ref": roots.reference(trigger)} if trigger.name else {}
    return (Part(f"{MODEL}{trigger.kind}EventDefinition", attributes),)


def _loop(many: Many | None) -> tuple[Part, ...]:
    if many is None:
        return ()
    attributes = {"isSequential": "true" if many.sequential else "false"}
    parts: list[Part] = []
    if many.items:
        attributes[f"{OURS}collection"] = many.items
        attributes[f"{OURS}elementVariable"] = many.item
    if many.count:
        parts.append(_formal("loopCardinality", many.count))
    if many.until:
        parts.append(_formal("completionCondition", many.until))
    return (Part(f"{MODEL}multiInstanceLoopCharacteristics", attributes, tuple(parts)),)


def _mapping(node: Node) -> tuple[Part, ...]:
    if node.kind not in {Kind.CALL, Kind.CHILDREN}:
        return ()
    given = [
        Part(f"{OURS}{way}", {"sourceExpression": feel, "target": name})
        for way, mapping in (("in", node.inputs), ("out", node.outputs))
        for name, feel in mapping.items()
    ]
    return (Part(f"{MODEL}extensionElements", parts=tuple(given)),) if given else ()


def _formal(tag: str, text: str, *, feel: bool = True) -> Part:
    attributes = {f"{XSI}type": "bpmn:tFormalExpression"}
    if feel:
        attributes["language"] = FEEL
    return Part(f"{MODEL}{tag}", attributes, text=text)
