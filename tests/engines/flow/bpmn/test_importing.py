"""BPMN documents as flows: what comes along, what is listed, what is refused and where."""

import pytest

from gongdan.engines.flow.bpmn.document import read_document
from gongdan.engines.flow.bpmn.listed import Code, Listed
from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind, Node
from gongdan.engines.flow.parts import Many, Trigger
from gongdan.kernel.guarded_xml import XmlRefused, read_xml
from tests.engines.flow.bpmn.documents import condition, imported, refused, way


def flow(body: str, before: str = "") -> FlowDefinition:
    return imported(body, before).flows[0].definition


def left_out(body: str) -> list[tuple[str, Code]]:
    return [(each.element, each.code) for each in imported(body).left_out]


AROUND = '<startEvent id="s"/><endEvent id="e"/>'


def test_a_process_is_a_flow_with_keys_of_ours() -> None:
    found = imported(
        '<startEvent id="theStart"/><userTask id="Task-A" name="查看"/><endEvent id="e"/>'
        + way("theStart", "Task-A", key="f1")
        + way("Task-A", "e")
    ).flows[0]
    assert found.definition == FlowDefinition(
        nodes={
            "the_start": Node(Kind.START),
            "task_a": Node(Kind.USER, title={"zh": "查看", "en": "查看"}),
            "e": Node(Kind.END),
        },
        edges=(Edge("f1", "the_start", "task_a"), Edge("task_a_to_e", "task_a", "e")),
    )
    assert (found.key, found.ids["task_a"]) == ("p", "Task-A")


def test_a_choice_keeps_conditions_in_order_and_its_default() -> None:
    found = flow(
        AROUND
        + '<exclusiveGateway id="x" default="c"/>'
        + way("s", "x")
        + way("x", "e", condition("${amount > 100}"), key="a")
        + way("x", "e", condition("= amount > 50"), key="b")
        + way("x", "e", key="c")
    )
    assert [(edge.condition, edge.default) for edge in found.edges[1:]] == [
        ("amount > 100", False),
        ("amount > 50", False),
        ("", True),
    ]
    assert found.variables == ("amount",)


def test_a_task_with_several_ways_out_takes_all_that_hold() -> None:
    found = flow(AROUND + '<task id="t"/>' + way("s", "t") + way("t", "e") + way("t", "e"))
    assert found.nodes["t"] == Node(Kind.MANUAL, takes_all=True)


def test_what_bpmn_leaves_unsaid_is_said() -> None:
    found = flow('<userTask id="a"/><userTask id="b"/>')
    assert found.nodes["start"] == Node(Kind.START, takes_all=True)
    ways = {(edge.source, edge.target) for edge in found.edges}
    assert ways == {("start", "a"), ("start", "b"), ("a", "end"), ("b", "end")}


def test_a_way_that_closes_a_loop_is_marked() -> None:
    found = flow(
        AROUND
        + '<userTask id="a"/><exclusiveGateway id="x"/>'
        + way("s", "a")
        + way("a", "x")
        + way("x", "a", condition("${again}"), key="back")
        + way("x", "e", condition("${!again}"))
    )
    assert [edge.key for edge in found.edges if edge.back] == ["back"]


def test_a_sub_process_a_call_and_an_event_on_its_border() -> None:
    found = flow(
        AROUND
        + '<subProcess id="sub"><startEvent id="i"/><endEvent id="o"><terminateEventDefinition/>'
        + "</endEvent>"
        + way("i", "o")
        + '</subProcess><callActivity id="c" calledElement="other"><extensionElements>'
        + '<tool:in source="x" target="y"/><tool:out sourceExpression="${y + 1}" target="z"/>'
        + '</extensionElements></callActivity><boundaryEvent id="b" attachedToRef="sub"'
        + ' cancelActivity="false"><timerEventDefinition><timeDuration>PT4H</timeDuration>'
        + "</timerEventDefinition></boundaryEvent>"
        + way("s", "sub")
        + way("sub", "c")
        + way("c", "e")
        + way("b", "e")
    )
    assert (found.nodes["i"].parent, found.nodes["o"].terminates) == ("sub", True)
    assert found.nodes["c"] == Node(
        Kind.CALL, calls="other", inputs={"y": "x"}, outputs={"z": "y + 1"}
    )
    timer = Trigger("timer", due="PT4H")
    assert found.nodes["b"] == Node(
        Kind.BOUNDARY, trigger=timer, attached_to="sub", interrupting=False
    )


def test_several_members_with_their_names_here() -> None:
    found = flow(
        AROUND
        + '<userTask id="t" tool:assignee="${who}"><multiInstanceLoopCharacteristics'
        + ' isSequential="true" tool:collection="people" tool:elementVariable="who">'
        + "<completionCondition>${nrOfCompletedInstances/nrOfInstances >= 0.5}"
        + "</completionCondition></multiInstanceLoopCharacteristics></userTask>"
        + way("s", "t")
        + way("t", "e")
    )
    assert found.nodes["t"] == Node(
        Kind.USER,
        assignee={"field": "who"},
        many=Many(
            items="people",
            item="who",
            sequential=True,
            until="(numberOfCompletedInstances / numberOfInstances) >= 0.5",
        ),
    )
    assert found.variables == ("people",)


def test_who_may_act_is_a_rule() -> None:
    found = flow(
        '<startEvent id="s" tool:initiator="me"/><endEvent id="e"/>'
        '<userTask id="a" tool:assignee="${me}"/>'
        '<userTask id="b" tool:candidateUsers="ann, bob" tool:candidateGroups="sales"/>'
        '<userTask id="c"><potentialOwner><resourceAssignmentExpression><formalExpression>'
        "user(ann), group(sales)</formalExpression></resourceAssignmentExpression>"
        "</potentialOwner></userTask>"
        + way("s", "a")
        + way("a", "b")
        + way("b", "c")
        + way("c", "e")
    )
    either = {"any": [{"user": "ann"}, {"user": "bob"}, {"role": "sales"}]}
    assert [found.nodes[key].assignee for key in "abc"] == [
        {"reporter": True},
        either,
        {"any": [{"user": "ann"}, {"role": "sales"}]},
    ]


def test_messages_and_errors_go_by_their_names() -> None:
    found = flow(
        '<startEvent id="s"><messageEventDefinition messageRef="m"/></startEvent>'
        '<receiveTask id="r" messageRef="m"/><endEvent id="e"><errorEventDefinition'
        ' errorRef="x"/></endEvent>' + way("s", "r") + way("r", "e"),
        '<message id="m" name="paid"/><error id="x" errorCode="E1"/>',
    )
    assert [found.nodes[key].trigger for key in "sre"] == [
        Trigger("message", "paid"),
        Trigger("message", "paid"),
        Trigger("error", "E1"),
    ]


def test_two_ends_of_a_link_are_one_way() -> None:
    link = '<linkEventDefinition name="L"/>'
    found = flow(
        AROUND
        + f'<intermediateThrowEvent id="t">{link}</intermediateThrowEvent>'
        + f'<intermediateCatchEvent id="c">{link}</intermediateCatchEvent>'
        + way("s", "t")
        + way("c", "e")
    )
    assert ("t", "c") in {(edge.source, edge.target) for edge in found.edges}


def test_work_that_is_an_expression_is_reckoned() -> None:
    found = flow(
        AROUND
        + '<serviceTask id="t" tool:expression="${a * 2}" tool:resultVariable="twice"/>'
        + '<serviceTask id="u" tool:expression="${bean.work()}" tool:resultVariable="x"/>'
        + way("s", "t")
        + way("t", "u")
        + way("u", "e")
    )
    assert found.nodes["t"] == Node(Kind.RULE, outputs={"twice": "a * 2"})
    assert found.nodes["u"] == Node(Kind.SERVICE, calls="${bean.work()}", result="x")


def test_what_is_outside_is_listed_and_held_by_a_step() -> None:
    body = (
        AROUND
        + '<eventBasedGateway id="x"/><adHocSubProcess id="h"/>'
        + '<serviceTask id="w" tool:class="org.example.Work"><extensionElements>'
        + '<tool:executionListener class="org.example.Ear" event="start"/>'
        + "</extensionElements></serviceTask>"
        + way("s", "x")
        + way("x", "h")
        + way("h", "w")
        + way("w", "e", condition("${bean.ok()}"), key="f")
    )
    assert left_out(body) == [
        ("w", Code.LISTENER),
        ("x", Code.KIND_OUTSIDE),
        ("h", Code.KIND_OUTSIDE),
        ("f", Code.EXPRESSION),
    ]
    found = flow(body)
    assert (found.nodes["x"].kind, found.nodes["h"].kind) == (Kind.USER, Kind.USER)
    assert found.nodes["w"].calls == "org.example.Work"
    assert found.edges[-1].condition == "null"


def test_a_script_is_noted_and_never_kept_as_something_to_run() -> None:
    found = imported(
        AROUND
        + '<scriptTask id="t" scriptFormat="groovy"><script>boom()</script></scriptTask>'
        + way("s", "t")
        + way("t", "e")
    )
    assert found.flows[0].definition.nodes["t"] == Node(Kind.SERVICE, calls="script:t")
    assert [(each.element, each.code) for each in found.notes] == [("t", Code.SCRIPT_NOT_RUN)]


@pytest.mark.parametrize(
    ("body", "element", "code"),
    [
        (AROUND + way("s", "nowhere", key="f"), "f", Code.FLOW_END_UNKNOWN),
        (AROUND + way("e", "s", key="f"), "f", Code.FLOW_MISPLACED),
        (AROUND + '<task id="s"/>', "s", Code.ID_DOUBLED),
        (AROUND + "<task name='nameless'/>", "nameless", Code.ID_MISSING),
        (AROUND + '<boundaryEvent id="b" attachedToRef="x"/>', "b", Code.HOST_UNKNOWN),
        ('<startEvent id="s"/><startEvent id="t"/>', "p", Code.STARTS_MANY),
        ('<task id="a"/><task id="b"/>' + way("a", "b") + way("b", "a"), "p", Code.NOTHING_TO_RUN),
        ("", "p", Code.NOTHING_TO_RUN),
        (
            '<subProcess id="sub"><task id="in"/></subProcess>' + way("sub", "in", key="f"),
            "f",
            Code.FLOW_END_UNKNOWN,
        ),
    ],
)
def test_what_cannot_run_is_refused_with_the_place(body: str, element: str, code: Code) -> None:
    found = refused(body)
    assert (found.element, found.code) == (element, code)


def test_elements_of_a_foreign_namespace_are_no_nodes() -> None:
    body = AROUND + '<tool:userTask id="t"/><userTask id="u"/>' + way("s", "u") + way("u", "e")
    assert left_out(body) == [("t", Code.KIND_OUTSIDE)]
    assert "t" not in flow(body).nodes


def test_another_language_is_no_document() -> None:
    tree = read_xml(b"<definitions xmlns='urn:other'/>")
    assert not isinstance(tree, XmlRefused)
    found = read_document(tree)
    assert isinstance(found, Listed)
    assert found.code is Code.NO_DEFINITIONS


@pytest.mark.parametrize(
    "body",
    [
        "".join(f'<task id="t{n}"/>' for n in range(5_001)),
        '<task id="t"/>' + way("t", "t") * 20_001,
        "".join(f'<task id="t{n}" name="${{{"a" * 900}}}"/>' for n in range(400)),
        AROUND + way("s", "e", condition("${a == " + "1" * 900 + "}")) * 400,
    ],
)
def test_a_huge_model_is_refused_before_it_costs(body: str) -> None:
    assert refused(body).code is Code.TOO_LARGE


def test_ids_that_are_nearly_alike_have_keys_of_their_own() -> None:
    body = "".join(f'<task id="A-{"x" * 70}{n}"/>' for n in range(2_000))
    assert len(flow(body).nodes) == 2_002
