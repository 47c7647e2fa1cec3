"""One process of a document as a flow."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.flow.bpmn.activities import ACTIVITIES, Activities
from gongdan.engines.flow.bpmn.events import EVENTS, GATEWAYS, Events, by_hand
from gongdan.engines.flow.bpmn.flows import check_flows, implied_ends, moving
from gongdan.engines.flow.bpmn.keys import Keys
from gongdan.engines.flow.bpmn.listed import Code, Notebook
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.ours import T, restored, text_of
from gongdan.engines.flow.bpmn.people import People
from gongdan.engines.flow.bpmn.scopes import Scope, scopes_of
from gongdan.engines.flow.bpmn.texts import Reads, Texts
from gongdan.engines.flow.bpmn.triggers import Triggers
from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind, Node


class Process(Struct, frozen=True):
    """A flow, and which element each node and edge was; `foreign` if another tool wrote it."""

    definition: FlowDefinition
    ids: dict[str, str]
    foreign: bool


class Whole(Struct, frozen=True, omit_defaults=True):
    """What a flow says of itself, beside its nodes and edges."""

    reopen_to: str = ""
    variables: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


class ReadProcess:
    """Reads one process; lives for one call of `read`.

    `roots` are the messages, signals and errors that events may name, by id.
    """

    def __init__(self, roots: Mapping[str, Part], notebook: Notebook, reads: Reads) -> None:
        self._notebook = notebook
        self._texts = Texts(notebook, reads)
        self._triggers = Triggers(notebook, self._texts, roots)
        self._events = Events(notebook, self._triggers)
        self._keys = Keys(())
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []
        self._ids: dict[str, str] = {}
        self._ours = False

    def read(self, process: Part) -> Process | None:
        """Return the process as a flow; nothing if it has no nodes."""
        self._ours = self._events.keeps_all = bool(text_of(process, "flow"))
        scopes = scopes_of(process, self._notebook)
        parts = [part for scope in scopes for part in scope.nodes]
        if not parts:
            return None
        flows = [flow.id for scope in scopes for flow in scope.flows if flow.id]
        self._keys = Keys([*(part.id for part in parts), *flows])
        people = People(self._notebook, self._texts, _initiators(parts))
        activities = Activities(self._notebook, self._texts, self._triggers, people)
        for scope in scopes:
            self._scope(scope, activities)
        self._links()
        definition = self._definition(process, text_of(process, "flow"))
        return Process(definition, self._ids, foreign=not self._ours)

    def _definition(self, process: Part, text: str) -> FlowDefinition:
        said = Whole(variables=self._texts.kept())
        whole = self._restored(process, said, text)
        place = {key: index for index, key in enumerate(whole.order)}
        edges = sorted(self._edges, key=lambda edge: place.get(edge.key, len(place)))
        return FlowDefinition(
            nodes=self._nodes,
            edges=tuple(edges),
            reopen_to=whole.reopen_to,
            variables=whole.variables,
        )

    def _scope(self, scope: Scope, activities: Activities) -> None:
        nodes: dict[str, Node] = {}
        for part in scope.nodes:
            node = self._node(part, activities)
            if node is not None:
                parent = self._keys.of(scope.parent) if scope.parent else ""
                self._texts.mention(part, part.get("name"))
                nodes[part.id] = replace(node, parent=parent, title=_title(part))
        check_flows(scope, nodes)
        for part in scope.nodes:
            if part.id in nodes:
                self._place(part, moving(part, nodes[part.id], scope))
        edges = [self._edge(scope, flow, nodes) for flow in scope.flows]
        self._edges.extend(edge for edge in edges if edge is not None)
        if not self._ours:
            self._implied(scope, nodes)

    def _node(self, part: Part, activities: Activities) -> Node | None:
        if part.kind in GATEWAYS:
            return Node(kind=GATEWAYS[part.kind])
        if part.kind in ACTIVITIES:
            return activities.of(part)
        if part.kind not in EVENTS:
            return by_hand()
        node = self._events.of(part)
        if node is not None and node.attached_to:
            return replace(node, attached_to=self._keys.of(node.attached_to))
        return node

    def _place(self, part: Part, plain: Node) -> None:
        key = self._keys.of(part.id)
        meant = self._restored(part, plain, text_of(part, "node"))
        name = part.get("name")
        if meant.title != plain.title and name and name not in meant.title.values():
            meant = replace(meant, title=plain.title)  # another tool has given it a new name
        self._nodes[key] = meant
        self._ids[key] = part.id

    def _edge(self, scope: Scope, flow: Part, nodes: dict[str, Node]) -> Edge | None:
        source, target = flow.get("sourceRef"), flow.get("targetRef")
        if source not in nodes or target not in nodes:
            return None  # an end is left out, and listed as such
        key = self._keys.of(flow.id) if flow.id else self._keys.new(f"{source}_to_{target}")
        default = flow.id != "" and scope.by_id[source].get("default") == flow.id
        edge = Edge(
            key=key,
            source=self._keys.of(source),
            target=self._keys.of(target),
            condition="" if default else self._condition(flow, nodes[source]),
            default=default,
            title=_title(flow),
        )
        self._ids[key] = flow.id
        return self._restored(flow, edge, text_of(flow, "edge"))

    def _condition(self, flow: Part, source: Node) -> str:
        given = flow.one("conditionExpression")
        if given is None or not given.text.strip():
            return ""
        if source.kind is Kind.PARALLEL:
            self._notebook.note(flow, Code.TOOL_DETAIL, "condition behind a parallel gateway")
            return ""
        return self._texts.formal(flow, given)

    def _implied(self, scope: Scope, nodes: dict[str, Node]) -> None:
        """Add the start and the end that BPMN lets a process leave unsaid."""
        parent = self._keys.of(scope.parent) if scope.parent else ""
        if not nodes:
            start, end = self._keys.new("start"), self._keys.new("end")
            self._nodes[start] = Node(kind=Kind.START, parent=parent)
            self._nodes[end] = Node(kind=Kind.END, parent=parent)
            self._way(start, end)
            return
        for wish, node, ways in implied_ends(scope, nodes):
            key = self._keys.new(wish)
            self._nodes[key] = replace(node, parent=parent)
            for source, target in ways:
                self._way(
                    self._keys.of(source) if source else key,
                    self._keys.of(target) if target else key,
                )

    def _way(self, source: str, target: str) -> None:
        self._edges.append(Edge(self._keys.new(f"{source}_to_{target}"), source, target))

    def _links(self) -> None:
        for name, source in self._events.thrown.items():
            target = self._events.caught.get(name)
            if target is None:
                self._notebook.leave(
                    Part("linkEventDefinition", {"id": source}), Code.EVENT_OUTSIDE, name
                )
                continue
            self._way(self._keys.of(source), self._keys.of(target))

    def _restored(self, part: Part, said: T, text: str) -> T:
        if not text:
            return said
        try:
            return restored(said, text)
        except (msgspec.MsgspecError, RecursionError):
            self._notebook.leave(part, Code.OURS_UNREADABLE, text)
            return said


def _title(part: Part) -> dict[str, str]:
    name = part.get("name").strip()
    loop = part.one("multiInstanceLoopCharacteristics")
    index = loop.foreign("elementIndexVariable") if loop else ""
    if index:
        name = name.replace(f"${{{index}}}", "${loopCounter}")
    return {"zh": name, "en": name} if name else {}


def _initiators(parts: list[Part]) -> frozenset[str]:
    names = (part.foreign("initiator") for part in parts if part.kind == "startEvent")
    return frozenset(name for name in names if name)
