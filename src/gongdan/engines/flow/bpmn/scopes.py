"""A process or sub-process of a document: its nodes, its flows, its events on borders."""

from __future__ import annotations

from collections import Counter
from typing import Final

from msgspec import Struct

from gongdan.engines.flow.bpmn.activities import ACTIVITIES
from gongdan.engines.flow.bpmn.events import EVENTS, GATEWAYS
from gongdan.engines.flow.bpmn.listed import MOST_FLOWS, MOST_NODES, Code, Notebook, RefusedError
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.namespaces import MODEL

NESTED: Final = frozenset({"subProcess", "transaction"})
_OUTSIDE: Final = frozenset(
    "eventBasedGateway complexGateway adHocSubProcess choreographyTask subChoreography"
    " callChoreography implicitThrowEvent".split()
)
_DRAWN: Final = frozenset(
    "laneSet textAnnotation association group dataObject dataObjectReference"
    " dataStoreReference".split()
)
_SAID: Final = frozenset(
    "documentation extensionElements incoming outgoing ioSpecification property"
    " dataInputAssociation dataOutputAssociation resourceRole performer humanPerformer"
    " potentialOwner auditing monitoring multiInstanceLoopCharacteristics"
    " standardLoopCharacteristics correlationSubscription supportedInterfaceRef".split()
)


class Scope(Struct, frozen=True):
    """What lies directly in a process or sub-process; `parent` is that sub-process's id.

    `out` are the flows that leave each node, `into` says how many lead to it.
    """

    part: Part
    parent: str
    nodes: tuple[Part, ...]
    flows: tuple[Part, ...]
    out: dict[str, list[Part]]
    into: dict[str, int]
    by_id: dict[str, Part]


def scopes_of(process: Part, notebook: Notebook) -> list[Scope]:
    """Return a process and all sub-processes in it, outermost first; the rest is listed."""
    found = [_scope(process, "", notebook)]
    for scope in found:
        nested = (node for node in scope.nodes if node.kind in NESTED)
        found.extend(_scope(node, node.id, notebook) for node in nested)
    _each_once(found)
    return found


def _scope(part: Part, parent: str, notebook: Notebook) -> Scope:
    nodes: list[Part] = []
    flows: list[Part] = []
    for each in part.parts:
        if not each.name.startswith(MODEL):
            notebook.leave(each, Code.KIND_OUTSIDE, each.name)
        elif each.kind == "sequenceFlow":
            flows.append(each)
        elif each.kind == "subProcess" and each.get("triggeredByEvent") == "true":
            notebook.leave(each, Code.KIND_OUTSIDE, "triggeredByEvent")
        elif each.kind in ACTIVITIES or each.kind in EVENTS or each.kind in GATEWAYS:
            nodes.append(each)
        elif each.kind in _OUTSIDE:
            notebook.leave(each, Code.KIND_OUTSIDE, each.kind)
            nodes.append(each)
        elif each.kind in _DRAWN:
            notebook.note(each, Code.ONLY_DRAWN)
        elif each.kind not in _SAID and not each.kind.endswith("EventDefinition"):
            notebook.leave(each, Code.KIND_OUTSIDE, each.kind)
    notebook.spend(part, "nodes", len(nodes), MOST_NODES)
    notebook.spend(part, "flows", len(flows), MOST_FLOWS)
    into = Counter(flow.get("targetRef") for flow in flows)
    out: dict[str, list[Part]] = {each.id: [] for each in nodes}
    for flow in flows:
        out.setdefault(flow.get("sourceRef"), []).append(flow)
    by_id = {each.id: each for each in nodes}
    return Scope(part, parent, tuple(nodes), tuple(flows), out, into, by_id)


def _each_once(scopes: list[Scope]) -> None:
    seen: set[str] = set()
    for scope in scopes:
        for part in (*scope.nodes, *(flow for flow in scope.flows if flow.id)):
            if not part.id:
                raise RefusedError(part, Code.ID_MISSING, part.kind)
            if part.id in seen:
                raise RefusedError(part, Code.ID_DOUBLED, part.id)
            seen.add(part.id)
