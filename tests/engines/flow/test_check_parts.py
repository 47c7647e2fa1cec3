"""What a definition of any shape must hold, and what a flow for orders must hold besides."""

import pytest
from msgspec.structs import replace

from gongdan.engines.flow.check import check
from gongdan.engines.flow.expressions import expressions_of
from gongdan.engines.flow.model import (
    AutoPass,
    Edge,
    FlowDefinition,
    Kind,
    Many,
    Node,
    Outcome,
    Stage,
    Start,
    Trigger,
)
from gongdan.engines.flow.orders import EVERYTHING
from tests.engines.flow.drawing import Run, draw, user
from tests.engines.flow.sample import FLOW

BASE = draw("start - a - sub - b - end", "sub__start - sub__c - sub__end",
            sub=Node(Kind.SUBPROCESS))  # fmt: skip
LATE = Node(Kind.BOUNDARY, attached_to="a", trigger=Trigger("timer", due="PT1H"))


def plus(*edges: Edge, **nodes: Node) -> FlowDefinition:
    return replace(BASE, nodes={**BASE.nodes, **nodes}, edges=(*BASE.edges, *edges))


def late(**parts: object) -> FlowDefinition:
    return plus(Edge("l", "late", "b"), late=replace(LATE, **parts))


def a(**parts: object) -> FlowDefinition:
    return plus(a=replace(BASE.nodes["a"], **parts))


def test_a_sound_flow_of_all_parts_has_no_findings() -> None:
    assert check(late()) == ()


@pytest.mark.parametrize(
    ("flow", "code", "place"),
    [
        (plus(a=replace(BASE.nodes["a"], parent="b")), "flow_parent_unknown", "nodes/a/parent"),
        (plus(sub=Node(Kind.SUBPROCESS, parent="sub")), "flow_parents_too_deep", "nodes/sub/parent"),
        (plus(Edge("x", "a", "sub__c")), "flow_edge_crosses_scope", "edges/x"),
        (late(attached_to="nobody"), "flow_border_misplaced", "nodes/late/attached_to"),
        (late(attached_to="sub__c"), "flow_border_misplaced", "nodes/late/attached_to"),
        (late(trigger=None), "flow_border_misplaced", "nodes/late/attached_to"),
        (late(trigger=Trigger("timer")), "flow_trigger_unfit", "nodes/late/trigger"),
        (late(trigger=Trigger("message")), "flow_trigger_unfit", "nodes/late/trigger"),
        (a(kind=Kind.CATCH, assignee={}), "flow_trigger_missing", "nodes/a/trigger"),
        (a(remind=Trigger("message", "m")), "flow_trigger_unfit", "nodes/a/remind"),
        (a(kind=Kind.CALL, assignee={}), "flow_calls_missing", "nodes/a/calls"),
        (a(many=Many(items="x", count="1")), "flow_members_unclear", "nodes/a/many"),
        (plus(sub=Node(Kind.SUBPROCESS, many=Many())), "flow_members_unclear", "nodes/sub/many"),
        (a(many=Many(share="1.5")), "flow_share_unreadable", "nodes/a/many/share"),
        (a(many=Many(weights={"user:x": -1})), "flow_share_unreadable", "nodes/a/many/weights"),
        (a(many=Many(collect="x")), "flow_result_unclear", "nodes/a/many/into"),
        (a(auto=AutoPass(("initiator",), "gone")), "flow_auto_outcome_unknown", "nodes/a/auto"),
        (replace(BASE, variables=tuple(map(str, range(999)))), "flow_too_many_variables", "variables"),
        (plus(Edge("x", "a", "late"), late=LATE), "flow_edge_into_start", "nodes/late"),
        (plus(lost=user()), "flow_unreachable", "nodes/lost"),
        (a(stage=Stage.ACCEPT), "flow_stage_on_other_kind", "nodes/a/stage"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place(flow: FlowDefinition, code: str, place: str) -> None:
    found = {(finding.code, finding.place) for finding in check(flow)}
    assert (code, place) in found


def test_a_shape_that_proves_nothing_is_a_warning_that_says_why() -> None:
    flow = draw("start - fork - x - end", "fork - y - end", fork=Node(Kind.PARALLEL))
    found = check(flow)
    assert [(f.code, f.level, f.facts) for f in found] == [
        ("flow_unstructured", "warning", {"because": "flow_branches_merge_without_join"})
    ]


def test_a_loop_of_nodes_that_only_pass_is_refused_whatever_the_shape() -> None:
    flow = draw("start - one - two - pick -=x- one", "pick -!- end",
                one=Node(Kind.MANUAL), two=Node(Kind.MANUAL), pick=Node(Kind.EXCLUSIVE))  # fmt: skip
    assert [f.code for f in check(flow)] == ["flow_loop_without_step"]


def test_orders_are_refused_what_nobody_serves() -> None:
    asked = replace(FLOW, nodes={**FLOW.nodes, "ask": Node(Kind.SERVICE, calls="stock")})
    found = [(f.code, f.place) for f in check(asked, orders=True)]
    assert found == [("flow_part_not_served", "nodes/ask/calls")]


def served(*ways: str, **nodes: Node) -> list[tuple[str, str]]:
    flow = draw(*ROUND, *ways, **{**STEPS, **nodes})
    return [(f.code, f.place) for f in check(flow, orders=True)]


def test_orders_may_have_sub_processes_with_a_timer_on_their_border() -> None:
    ways = ("work__start - work__do - work__end", "late -<- accept")
    late = replace(LATE, attached_to="work")
    assert served(*ways, work=Node(Kind.SUBPROCESS), work__do=INSIDE, late=late) == []


def test_an_order_does_not_call_another_process() -> None:
    found = served(work=Node(Kind.CALL, stage=Stage.EXECUTE, calls="other"))
    assert ("flow_call_not_served", "nodes/work/kind") in found


def test_an_order_cannot_tell_several_members_of_a_sub_process_apart() -> None:
    nodes = {"work": Node(Kind.SUBPROCESS, many=Many(count="2")), "work__do": INSIDE}
    found = served("work__start - work__do - work__end", **nodes)
    assert found == [("flow_members_not_served", "nodes/work/many")]


def test_a_sub_process_of_an_order_may_end_in_an_error_that_its_border_catches() -> None:
    bad = Trigger("error", "broken")
    nodes = {
        "work": Node(Kind.SUBPROCESS),
        "work__do": replace(INSIDE, outcomes={"ok": Outcome(), "no": Outcome()}),
        "work__bad": Node(Kind.END, parent="work", trigger=bad),
        "caught": Node(Kind.BOUNDARY, attached_to="work", trigger=bad),
    }
    inside = ("work__start - work__do -ok- work__end", "work__do -no- work__bad")
    mend = user(stage=Stage.EXECUTE)
    assert served(*inside, "caught - mend - verify", **nodes, mend=mend) == []
    nodes["work__bad"] = Node(Kind.END, parent="work", trigger=Trigger("signal", "broken"))
    found = served(*inside, "caught - mend - verify", **nodes, mend=mend)
    assert found == [("flow_part_not_served", "nodes/work__bad/trigger")]


ROUND = ("start - report - accept - work - verify - archive - end",)
STEPS = {key: user(stage=Stage(key)) for key in ("report", "accept", "verify", "archive")}


def order(*ways: str, **nodes: Node) -> list[tuple[str, str]]:
    flow = draw(*ROUND, *ways, **{**STEPS, **nodes})
    return [(f.code, f.place) for f in check(flow, orders=True, served=EVERYTHING)]


INSIDE = user(stage=Stage.EXECUTE, parent="work")


def test_a_stage_can_be_done_inside_a_sub_process_and_by_a_machine_or_child_orders() -> None:
    ways = ("work__start - work__do - work__end",)
    assert order(*ways, work=Node(Kind.SUBPROCESS), work__do=INSIDE) == []
    assert order(work=Node(Kind.SERVICE, stage=Stage.EXECUTE)) == []
    children = Node(Kind.CHILDREN, stage=Stage.EXECUTE, calls="c", many=Many(count="2"))
    assert order(work=children) == []


def test_a_sub_process_that_may_have_no_member_does_not_hold_a_stage() -> None:
    nodes = {"work": Node(Kind.SUBPROCESS, many=Many(count="n")), "work__do": INSIDE}
    found = order("work__start - work__do - work__end", **nodes)
    assert ("flow_stage_skipped", "edges/e3") in found


def test_a_timer_does_not_lead_past_a_stage_but_may_lead_back() -> None:
    work = user(stage=Stage.EXECUTE)
    border = replace(LATE, attached_to="work")
    found = order("late - verify", work=work, late=border)
    assert ("flow_stage_skipped", "edges/e6") in found
    assert order("late -<- accept", work=work, late=border) == []
    again = user(stage=Stage.EXECUTE)
    assert order("late - again - verify", work=work, late=border, again=again) == []


def test_an_error_in_an_order_is_caught_somewhere() -> None:
    nodes = {
        "work": Node(Kind.SUBPROCESS),
        "work__do": replace(INSIDE, outcomes={"ok": Outcome(), "no": Outcome()}),
        "work__bad": Node(Kind.END, parent="work", trigger=Trigger("error", "broken")),
    }
    ways = ("work__start - work__do -ok- work__end", "work__do -no- work__bad")
    assert order(*ways, **nodes) == [("flow_error_not_caught", "nodes/work__bad/trigger")]
    caught = Node(Kind.BOUNDARY, attached_to="work", trigger=Trigger("error"))
    mend = user(stage=Stage.EXECUTE)
    assert order(*ways, "caught - mend - verify", **nodes, caught=caught, mend=mend) == []


def test_every_expression_of_a_definition_is_listed_with_its_place() -> None:
    flow = draw(
        "start - a -=x>1- b - end",
        "a -!- b",
        a=user(many=Many(items="list", until="done"), outputs={"y": "x"}),
        b=user(remind=Trigger("timer", due="=due")),
    )
    assert list(expressions_of(flow)) == [
        ("edges/e1/condition", "x>1"),
        ("nodes/a/many/items", "list"),
        ("nodes/a/many/until", "done"),
        ("nodes/a/outputs/y", "x"),
        ("nodes/b/remind/due", "due"),
    ]


def test_a_definition_that_was_never_checked_is_refused_and_never_turns_for_ever() -> None:
    circle = {"a": Node(Kind.SUBPROCESS, parent="b"), "b": Node(Kind.SUBPROCESS, parent="a")}
    for flow in (
        FlowDefinition(nodes={"start": Node(Kind.START), **circle}, edges=()),
        replace(FLOW, nodes={**FLOW.nodes, "both": Node(Kind.JOIN, joins="gone")}),
    ):
        Run(flow).when(Start()).refused("definition_unfit")
