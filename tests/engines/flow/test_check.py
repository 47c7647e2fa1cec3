"""The checker names what is wrong and where; what is huge or hostile it refuses in good time."""

import pytest
from msgspec.structs import replace

from gongdan.engines.flow.check import MAX_FINDINGS, check
from gongdan.engines.flow.model import Edge, FlowDefinition, Kind, Node, Outcome, Stage
from tests.engines.flow.sample import FLOW, user


def with_node(key: str, node: Node) -> FlowDefinition:
    return replace(FLOW, nodes={**FLOW.nodes, key: node})


def with_edge(key: str, **parts: object) -> FlowDefinition:
    edges = tuple(replace(e, **parts) if e.key == key else e for e in FLOW.edges)
    return replace(FLOW, edges=edges)


def plus(*edges: Edge) -> FlowDefinition:
    return replace(FLOW, edges=(*FLOW.edges, *edges))


def without(*keys: str) -> FlowDefinition:
    return replace(FLOW, edges=tuple(edge for edge in FLOW.edges if edge.key not in keys))


NODES = FLOW.nodes
REWORK = Edge("z", "verify", "left", outcome="rejected", back=True)
SKIPPING = replace(NODES["accept"], outcomes={"fix": Outcome(), "done": Outcome()})


def test_the_sample_is_sound() -> None:
    assert check(FLOW, orders=True) == ()


@pytest.mark.parametrize(
    ("flow", "code", "place"),
    [
        (with_node("Ä", Node(Kind.END)), "flow_key_malformed", "nodes/Ä"),
        (plus(Edge("a", "report", "accept")), "flow_edge_doubled", "edges/a"),
        (with_edge("c", target="nowhere"), "flow_node_unknown", "edges/c/target"),
        (with_node("again", Node(Kind.START)), "flow_needs_one_start", "nodes"),
        (replace(FLOW, reopen_to="fork"), "flow_reopen_target_unknown", "reopen_to"),
        (with_node("both", Node(Kind.JOIN)), "flow_join_without_fork", "nodes/both/joins"),
        (without("k"), "flow_dead_end", "nodes/archive"),
        (with_edge("k", source="end", target="report"), "flow_edge_out_of_end", "nodes/end"),
        (without("e"), "flow_fork_needs_branches", "nodes/fork"),
        (with_edge("d", condition="x = 1"), "flow_choice_not_possible", "edges/d"),
        (with_edge("i", outcome="great"), "flow_outcome_unknown", "edges/i/outcome"),
        (without("j"), "flow_no_default", "nodes/verify"),
        (with_edge("i", outcome=""), "flow_branch_without_condition", "edges/i"),
        (with_node("accept", Node(Kind.USER, stage=Stage.ACCEPT)), "flow_assignee_unclear", "nodes/accept/assignee"),
        (with_node("accept", replace(NODES["accept"], opens=True)), "flow_opens_later_step", "nodes/accept/opens"),
        (with_node("fork", replace(NODES["fork"], opens=True)), "flow_step_part_on_other_kind", "nodes/fork"),
        (with_edge("j", back=False), "flow_cycle_without_back_edge", "edges/c"),
        (with_edge("j", target="archive"), "flow_back_edge_goes_forward", "edges/j"),
        (with_edge("j", target="left"), "flow_back_edge_leaves_fork", "edges/j"),
        (with_edge("g", target="verify"), "flow_join_misses_branches", "nodes/both"),
        (with_node("verify", replace(NODES["verify"], stage=Stage.NONE)), "flow_stage_missing", "nodes/verify/stage"),
        (with_node("verify", replace(NODES["verify"], stage=Stage.ARCHIVE)), "flow_stage_absent", "nodes"),
        (with_node("left", replace(NODES["left"], stage=Stage.ACCEPT)), "flow_stage_skipped", "edges/h"),
        (with_node("fork", replace(NODES["fork"], stage=Stage.EXECUTE)), "flow_stage_on_other_kind", "nodes/fork/stage"),
        (with_edge("k", condition="", default=True), "flow_unreachable", "nodes/lonely"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place(flow: FlowDefinition, code: str, place: str) -> None:
    if "lonely" in place:
        lonely = {**flow.nodes, "lonely": user(Stage.EXECUTE, "technician")}
        flow = replace(flow, nodes=lonely, edges=(*flow.edges, Edge("l", "lonely", "verify")))
    found = {(finding.code, finding.place) for finding in check(flow, orders=True)}
    assert (code, place) in found


def test_a_shortcut_over_a_stage_is_found_at_its_edge() -> None:
    flow = replace(FLOW, nodes={**NODES, "accept": SKIPPING})
    shortcut = Edge("short", "accept", "verify", outcome="done")
    edges = tuple(replace(e, outcome="fix") if e.key == "c" else e for e in flow.edges)
    flow = replace(flow, edges=(*edges, shortcut))
    found = [(f.code, f.place, f.facts["stage"]) for f in check(flow, orders=True)]
    assert found == [("flow_stage_skipped", "edges/short", "execute")]


def test_after_a_way_back_the_later_stages_must_be_passed_again() -> None:
    """Verify is passed once, then back to execute and straight to archive: no."""
    outcomes = {"passed": Outcome(), "rejected": Outcome()}
    nodes = {
        "start": Node(Kind.START),
        "report": user(Stage.REPORT, "requester"),
        "accept": user(Stage.ACCEPT, "dispatcher"),
        "execute": user(Stage.EXECUTE, "technician"),
        "verify": user(Stage.VERIFY, "requester", outcomes=outcomes),
        "redo": user(Stage.EXECUTE, "technician"),
        "archive": user(Stage.ARCHIVE, "dispatcher"),
        "end": Node(Kind.END),
    }
    ways = [("start", "report"), ("report", "accept"), ("accept", "execute"), ("execute", "verify")]
    edges = [Edge(f"e{i}", *way) for i, way in enumerate(ways)]
    edges += [
        Edge("ok", "verify", "archive", outcome="passed"),
        Edge("no", "verify", "redo", outcome="rejected"),
        Edge("past", "redo", "archive"),
        Edge("last", "archive", "end"),
    ]
    found = check(FlowDefinition(nodes, tuple(edges)), orders=True)
    assert [(f.code, f.place) for f in found] == [("flow_stage_skipped", "edges/past")]


def test_two_joins_for_one_fork_would_wait_for_each_other() -> None:
    either = {"x": Outcome(), "y": Outcome()}
    step = Node(Kind.USER, assignee={"role": "r"}, outcomes=either)
    nodes = {
        "start": Node(Kind.START),
        "fork": Node(Kind.PARALLEL),
        "one": step,
        "two": step,
        "join_x": Node(Kind.JOIN, joins="fork"),
        "join_y": Node(Kind.JOIN, joins="fork"),
        "end": Node(Kind.END),
    }
    ways = [
        ("start", "fork"),
        ("fork", "one"),
        ("fork", "two"),
        ("join_x", "end"),
        ("join_y", "end"),
    ]
    edges = [Edge(f"e{i}", *way) for i, way in enumerate(ways)]
    edges += [
        Edge(f"{source}_{out}", source, f"join_{out}", outcome=out)
        for source in ("one", "two")
        for out in ("x", "y")
    ]
    found = check(FlowDefinition(nodes, tuple(edges)))
    assert [(f.facts["because"], f.place) for f in found] == [
        ("flow_fork_joined_twice", "nodes/join_y")
    ]


def test_gateways_in_a_circle_without_a_step_are_refused() -> None:
    nodes = {
        "start": Node(Kind.START),
        "one": Node(Kind.EXCLUSIVE),
        "two": Node(Kind.EXCLUSIVE),
        "end": Node(Kind.END),
    }
    edges = (
        Edge("a", "start", "one"),
        Edge("b", "one", "two"),
        Edge("c", "two", "one", condition="x = 1", back=True),
        Edge("d", "two", "end", default=True),
    )
    found = check(FlowDefinition(nodes, edges))
    assert [(f.code, f.place) for f in found] == [("flow_loop_without_step", "edges/b")]


def test_ten_thousand_nodes_are_refused_by_their_number_alone() -> None:
    nodes = {f"n{i}": Node(Kind.USER) for i in range(10_000)}
    assert [f.code for f in check(FlowDefinition(nodes, ()))] == ["flow_too_many_nodes"]
    edges = tuple(Edge(f"e{i}", "start", "end") for i in range(10_000))
    assert [f.code for f in check(replace(FLOW, edges=edges))] == ["flow_too_many_edges"]


def test_the_largest_allowed_graph_with_every_node_wrong_gives_a_bounded_list() -> None:
    nodes = {f"n{i}": Node(Kind.USER) for i in range(998)}
    nodes |= {"start": Node(Kind.START), "end": Node(Kind.END)}
    edges = tuple(Edge(f"e{i}", f"n{i % 998}", f"n{i * 7 % 998}") for i in range(4_000))
    assert len(check(FlowDefinition(nodes, edges), orders=True)) == MAX_FINDINGS


def test_forks_nested_too_deep_are_refused() -> None:
    nodes = {"start": Node(Kind.START), "end": Node(Kind.END)}
    edges = []
    last = "start"
    for i in range(300):
        nodes[f"f{i}"] = Node(Kind.PARALLEL)
        edges.append(Edge(f"a{i}", last, f"f{i}"))
        last = f"f{i}"
    for i in reversed(range(300)):
        nodes[f"j{i}"] = Node(Kind.JOIN, joins=f"f{i}")
        edges += [Edge(f"s{i}", f"f{i}", f"j{i}"), Edge(f"b{i}", last, f"j{i}")]
        last = f"j{i}"
    edges.append(Edge("last", last, "end"))
    found = check(FlowDefinition(nodes, tuple(edges)))
    assert [f.facts["because"] for f in found] == ["flow_forks_too_deep"]
