"""A flow as a BPMN document: read again it is the same flow, drawn where it was or anew."""

from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.flow.bpmn.document import Document
from gongdan.engines.flow.bpmn.exporting import export_flow
from gongdan.engines.flow.bpmn.importing import Imported, ImportedFlow, import_document
from gongdan.engines.flow.bpmn.layering import arrange
from gongdan.engines.flow.bpmn.layout import Box, Layout, Point
from gongdan.engines.flow.bpmn.listed import Code
from gongdan.engines.flow.bpmn.markup import Part, write
from gongdan.engines.flow.definition import (
    Edge,
    Evidence,
    FlowDefinition,
    Kind,
    Node,
    Outcome,
    Stage,
)
from gongdan.engines.flow.parts import AutoPass, Many, Trigger
from tests.engines.flow.bpmn.documents import document
from tests.engines.flow.sample import FLOW

WORDS = st.sampled_from(["", "a", "x > 1", "名称", 'say "hi" <&> ${x}', " b "])
FEEL = st.sampled_from(["", "x", "x > 1", '"${x}"'])
TRIGGERS = st.builds(
    Trigger,
    kind=st.sampled_from(["timer", "message", "signal", "error", "escalation"]),
    name=st.sampled_from(["", "paid"]),
    due=st.sampled_from(["", "PT4H", "R3/PT1H", "=x", "2026-01-01T08:00:00Z"]),
    working=st.booleans(),
)
MANY = st.builds(
    Many,
    items=FEEL,
    count=FEEL,
    item=st.sampled_from(["item", "who"]),
    sequential=st.booleans(),
    rule=st.sampled_from(["all", "any", "ratio", "weighted"]),
    share=st.sampled_from(["", "0.5"]),
    until=FEEL,
    into=st.sampled_from(["", "votes"]),
)
TITLES = st.dictionaries(st.sampled_from(["zh", "en"]), WORDS, max_size=2)
NODES = st.builds(
    Node,
    kind=st.sampled_from([kind for kind in Kind if kind not in {Kind.START, Kind.END}]),
    stage=st.sampled_from(Stage),
    title=TITLES,
    assignee=st.sampled_from([{}, {"role": "dispatcher"}, {"field": "x"}]),
    outcomes=st.sampled_from([{}, {"passed": Outcome(), "refused": Outcome(needs_reason=True)}]),
    evidence=st.sampled_from([(), (Evidence("photo", 2),)]),
    many=st.none() | MANY,
    trigger=st.none() | TRIGGERS,
    interrupting=st.booleans(),
    calls=st.sampled_from(["", "other", "script:x"]),
    inputs=st.dictionaries(st.just("x"), FEEL, max_size=1),
    outputs=st.dictionaries(st.just("y"), FEEL, max_size=1),
    result=st.sampled_from(["", "answer"]),
    takes_all=st.booleans(),
    auto=st.none() | st.just(AutoPass(when=("same_person",))),
    copies=st.sampled_from([{}, {"role": "auditor"}]),
)


@st.composite
def flows(draw: st.DrawFn) -> FlowDefinition:
    """A flow whose keys mean something; whether it is sound is another matter."""
    nodes = {"start": Node(Kind.START), "end": Node(Kind.END)}
    parents = [""]
    for number in range(draw(st.integers(1, 6))):
        node, parent = draw(NODES), draw(st.sampled_from(parents))
        key = f"n{number}"
        hosts = [each for each, one in nodes.items() if one.parent == parent and each[0] == "n"]
        hosts = [each for each in hosts if nodes[each].kind is not Kind.BOUNDARY]
        host = draw(st.sampled_from(hosts)) if hosts and node.kind is Kind.BOUNDARY else ""
        kind = Kind.USER if node.kind is Kind.BOUNDARY and not host else node.kind
        nodes[key] = Node(
            **{
                **{field: getattr(node, field) for field in Node.__struct_fields__},
                "kind": kind,
                "parent": parent,
                "attached_to": host,
            }
        )
        if kind is Kind.SUBPROCESS:
            parents.append(key)
    edges = []
    for number in range(draw(st.integers(0, 8))):
        source = draw(st.sampled_from([key for key in nodes if key != "end"]))
        targets = [
            key
            for key, node in nodes.items()
            if node.parent == nodes[source].parent and node.kind not in {Kind.START, Kind.BOUNDARY}
        ]
        edges.append(
            Edge(
                f"e{number}",
                source,
                draw(st.sampled_from([*targets, "end"] if not nodes[source].parent else targets)),
                condition=draw(FEEL),
                outcome=draw(st.sampled_from(["", "passed"])),
                back=draw(st.booleans()),
                title=draw(TITLES),
            )
        )
    return FlowDefinition(nodes=nodes, edges=tuple(edges), variables=("x",))


def again(found: Document) -> ImportedFlow:
    imported = import_document(document(write(found.root)), lambda _: "")
    assert isinstance(imported, Imported), imported
    return imported.flows[0]


def exported(definition: FlowDefinition, layout: Layout | None = None) -> Document:
    found = export_flow(definition, "repair", "Repair", layout)
    assert isinstance(found, Document), found
    return found


@given(flows())
def test_what_is_exported_is_imported_as_the_same_flow(definition: FlowDefinition) -> None:
    found = again(exported(definition))
    assert found.definition == definition
    assert (found.key, found.name) == ("repair", "Repair")


def test_edges_keep_their_order_where_sub_processes_mix_them() -> None:
    nodes = {
        "start": Node(Kind.START),
        "sub": Node(Kind.SUBPROCESS),
        "i": Node(Kind.START, parent="sub"),
        "o": Node(Kind.END, parent="sub"),
        "end": Node(Kind.END),
    }
    edges = (Edge("in", "i", "o"), Edge("a", "start", "sub"), Edge("b", "sub", "end"))
    definition = FlowDefinition(nodes=nodes, edges=edges)
    assert again(exported(definition)).definition == definition


def test_a_name_that_another_tool_has_changed_comes_in() -> None:
    definition = FlowDefinition(
        nodes={
            "start": Node(Kind.START, title={"zh": "开始", "en": "Begin"}),
            "end": Node(Kind.END),
        },
        edges=(Edge("a", "start", "end"),),
    )
    data = write(exported(definition).root)
    assert again(Document(document(data).root)).definition == definition
    changed = document(data.replace('name="开始"'.encode(), 'name="入口"'.encode()))
    found = import_document(changed, lambda _: "")
    assert isinstance(found, Imported)
    assert found.flows[0].definition.nodes["start"].title == {"zh": "入口", "en": "入口"}


def test_what_of_ours_cannot_be_read_is_listed() -> None:
    data = write(exported(FLOW).root).replace(b'"stage":"accept"', b'"stage":"nonsense"')
    found = import_document(document(data), lambda _: "")
    assert isinstance(found, Imported)
    assert [(each.element, each.code) for each in found.left_out] == [
        ("accept", Code.OURS_UNREADABLE)
    ]


def shapes(found: Document) -> dict[str, Part]:
    return {
        part.get("bpmnElement"): part
        for part in found.root.walk()
        if part.kind in {"BPMNShape", "BPMNEdge"}
    }


def test_every_node_and_edge_is_drawn() -> None:
    drawn = shapes(exported(FLOW))
    assert drawn.keys() == FLOW.nodes.keys() | {edge.key for edge in FLOW.edges}


def test_a_stored_drawing_is_kept() -> None:
    stored = Layout(
        shapes={key: Box(n * 10.5, 20, 30, 40) for n, key in enumerate(FLOW.nodes)},
        ways={edge.key: (Point(1, 2), Point(3.25, 4)) for edge in FLOW.edges},
        labels={"verify": Box(5, 6, 7, 8)},
    )
    assert again(exported(FLOW, stored)).layout == stored


@given(flows())
def test_a_new_drawing_lets_no_two_nodes_of_a_scope_overlap(definition: FlowDefinition) -> None:
    boxes = arrange(definition).shapes
    beside = [key for key, node in definition.nodes.items() if not node.attached_to]
    for one in beside:
        for other in beside:
            if one < other and definition.nodes[one].parent == definition.nodes[other].parent:
                a, b = boxes[one], boxes[other]
                apart = (
                    a.x + a.width <= b.x
                    or b.x + b.width <= a.x
                    or a.y + a.height <= b.y
                    or b.y + b.height <= a.y
                )
                assert apart, (one, other)


def test_a_sub_process_is_drawn_around_its_inside() -> None:
    nodes = {
        "start": Node(Kind.START),
        "sub": Node(Kind.SUBPROCESS),
        "i": Node(Kind.START, parent="sub"),
        "do": Node(Kind.USER, parent="sub"),
        "o": Node(Kind.END, parent="sub"),
        "end": Node(Kind.END),
    }
    edges = tuple(
        Edge(f"{a}_{b}", a, b)
        for a, b in [("start", "sub"), ("sub", "end"), ("i", "do"), ("do", "o")]
    )
    boxes = arrange(FlowDefinition(nodes=nodes, edges=edges)).shapes
    around = boxes["sub"]
    for key in ("i", "do", "o"):
        box = boxes[key]
        assert around.x < box.x < box.x + box.width < around.x + around.width
        assert around.y < box.y < box.y + box.height < around.y + around.height
