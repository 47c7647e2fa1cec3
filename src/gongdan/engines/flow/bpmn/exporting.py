"""From a flow to a BPMN 2.0 document with its diagram; imported again it is the same flow.

What BPMN has words for is said in them, so that other tools run and draw it; what it has none
for (stages, evidence, countersigning ...) goes into an extension element of ours. What that is
is found by importing the plain document and comparing: nothing can be forgotten.
"""

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.flow.bpmn.diagram import diagram
from gongdan.engines.flow.bpmn.document import Document
from gongdan.engines.flow.bpmn.elements import Roots, element, flow
from gongdan.engines.flow.bpmn.importing import import_document
from gongdan.engines.flow.bpmn.layering import arrange
from gongdan.engines.flow.bpmn.layout import Layout
from gongdan.engines.flow.bpmn.listed import Listed
from gongdan.engines.flow.bpmn.markup import XMLNS, Part
from gongdan.engines.flow.bpmn.namespaces import DC, DI, MODEL, OURS, WAY, XSI
from gongdan.engines.flow.bpmn.ours import differences, extension
from gongdan.engines.flow.bpmn.process import Whole
from gongdan.engines.flow.definition import FlowDefinition

_DECLARED = {
    f"{XMLNS}{prefix}": space[1:-1]
    for prefix, space in (
        ("bpmn", MODEL),
        ("bpmndi", DI),
        ("dc", DC),
        ("di", WAY),
        ("xsi", XSI),
        ("gongdan", OURS),
    )
}


def export_flow(
    definition: FlowDefinition, key: str, name: str = "", layout: Layout | None = None
) -> Document | Listed:
    """Return the document of a flow; without a whole layout it is drawn anew.

    A flow whose edges name no nodes (that `check` was never asked about) gives what is wrong.
    """
    roots = Roots()
    attributes = {"id": key, "isExecutable": "true"} | ({"name": name} if name else {})
    process = Part(f"{MODEL}process", attributes)
    drawn = _Drawn(
        {each: element(each, node, roots) for each, node in definition.nodes.items()},
        {edge.key: flow(edge) for edge in definition.edges},
    )
    _defaults(definition, drawn.nodes)
    plain = _document(definition, _said(process, "{}"), drawn, roots)
    found = import_document(plain, lambda _: "")
    if isinstance(found, Listed):
        return found
    said = found.flows[0].definition
    whole = differences(Whole(), _whole(definition, said)) or "{}"
    full = _document(definition, _said(process, whole), _meant(definition, said, drawn), roots)
    picture = diagram(definition, key, arrange(definition, layout))
    return Document(replace(full.root, parts=(*full.root.parts, picture)))


def _meant(definition: FlowDefinition, said: FlowDefinition, drawn: "_Drawn") -> "_Drawn":
    """Add to each element what it does not say."""
    edges = {edge.key: edge for edge in said.edges}
    return _Drawn(
        {
            key: _extended(drawn.nodes[key], "node", differences(said.nodes[key], node))
            for key, node in definition.nodes.items()
        },
        {
            edge.key: _extended(drawn.edges[edge.key], "edge", differences(edges[edge.key], edge))
            for edge in definition.edges
        },
    )


def _whole(definition: FlowDefinition, said: FlowDefinition) -> Whole:
    order = tuple(edge.key for edge in definition.edges)
    plain = tuple(edge.key for edge in said.edges)
    return Whole(
        reopen_to=definition.reopen_to,
        variables=definition.variables,
        order=() if order == plain else order,
    )


def _defaults(definition: FlowDefinition, elements: dict[str, Part]) -> None:
    for edge in definition.edges:
        if edge.default:
            part = elements[edge.source]
            attributes = {**part.attributes, "default": edge.key}
            elements[edge.source] = replace(part, attributes=attributes)


def _extended(part: Part, kind: str, text: str) -> Part:
    """Add what BPMN has no words for: first, as the schema has it, beside what is there."""
    added = extension(kind, text)
    if not added:
        return part
    if part.parts and part.parts[0].kind == "extensionElements":
        first = replace(part.parts[0], parts=(*part.parts[0].parts, *added[0].parts))
        return replace(part, parts=(first, *part.parts[1:]))
    return replace(part, parts=(*added, *part.parts))


class _Drawn(Struct, frozen=True):
    """The elements of nodes and edges, by key."""

    nodes: dict[str, Part]
    edges: dict[str, Part]


def _said(process: Part, whole: str) -> Part:
    return replace(process, parts=extension("flow", whole))


def _document(definition: FlowDefinition, process: Part, drawn: _Drawn, roots: Roots) -> Document:
    full = replace(process, parts=(*process.parts, *_inside(definition, drawn)))
    head = {**_DECLARED, "id": f"{process.id}-document", "targetNamespace": "urn:gongdan:flow"}
    return Document(Part(f"{MODEL}definitions", head, (*roots.parts, full)))


def _inside(definition: FlowDefinition, drawn: _Drawn) -> tuple[Part, ...]:
    """Return all elements, those of a sub-process within it."""
    inside: dict[str, list[Part]] = {}
    order = sorted(definition.nodes, key=lambda key: -_depth(definition, key))
    of_edges: dict[str, list[Part]] = {}
    for edge in definition.edges:
        parent = definition.nodes[edge.source].parent
        of_edges.setdefault(parent, []).append(drawn.edges[edge.key])
    whole: dict[str, Part] = {}
    for key in order:
        part = drawn.nodes[key]
        within = (*inside.get(key, ()), *of_edges.get(key, ()))
        whole[key] = replace(part, parts=(*part.parts, *within))
        inside.setdefault(definition.nodes[key].parent, []).append(whole[key])
    top = (whole[key] for key, node in definition.nodes.items() if not node.parent)
    return (*top, *of_edges.get("", ()))


def _depth(definition: FlowDefinition, key: str) -> int:
    depth, parent = 0, definition.nodes[key].parent
    while parent and depth < len(definition.nodes):
        depth, parent = depth + 1, definition.nodes[parent].parent
    return depth
