"""Gateways, implicit forks, ends: the token semantics of BPMN 2.0."""

import msgspec

from gongdan.engines.flow.model import Complete, Kind, Many, Node, Start
from tests.engines.flow.drawing import JUDGED, Run, draw, given, user

GATHER = Node(Kind.PARALLEL, gathers=True)


def data(**values: object) -> Start:
    return Start(data=values)


def test_a_parallel_gateway_waits_for_one_token_of_each_edge() -> None:
    flow = draw(
        "start - fork - a - both - last - end",
        "fork - b - both",
        fork=Node(Kind.PARALLEL),
        both=GATHER,
    )
    run = given(flow).then("a", "b").when(Complete(node="a")).then("b")
    run.when(Complete()).then("last").when(Complete()).ended()


def test_a_merging_exclusive_gateway_passes_each_token() -> None:
    flow = draw(
        "start - fork - merge - last - end",
        "fork - merge",
        fork=Node(Kind.PARALLEL),
        merge=Node(Kind.EXCLUSIVE),
    )
    run = given(flow).then("last", "last")
    run.when(Complete(token=run.state.tokens[0].id)).then("last").when(Complete()).ended()


def test_a_node_that_takes_all_forks_over_every_edge_that_holds() -> None:
    flow = draw(
        "start - first - a - end",
        "first -=x>1- b - end",
        "first -=x>5- c - end",
        first=user(takes_all=True),
    )
    given(flow, Complete(data={"x": 3})).then("a", "b")


def inclusive() -> Run:
    flow = draw(
        "start - split -=x<2- a - meet - last - end",
        "split -=x<3- b - meet",
        "split -!- c - meet",
        split=Node(Kind.INCLUSIVE),
        meet=Node(Kind.INCLUSIVE, gathers=True),
    )
    return Run(flow)


def test_an_inclusive_gateway_takes_each_edge_that_holds_or_else_the_default() -> None:
    inclusive().when(data(x=1)).then("a", "b")
    inclusive().when(data(x=2)).then("b")
    inclusive().when(data(x=9)).then("c")


def test_an_inclusive_join_waits_only_for_what_can_still_come() -> None:
    run = inclusive().when(data(x=1)).when(Complete(node="a")).then("b")
    run.when(Complete(node="b")).then("last")
    inclusive().when(data(x=2)).when(Complete(node="b")).then("last")


def test_a_structured_join_closes_the_branches_that_an_inclusive_fork_took() -> None:
    flow = draw(
        "start - split -=x<2- a - meet - last - end",
        "split -=x<3- b - meet",
        "split -!- c - meet",
        split=Node(Kind.INCLUSIVE),
        meet=Node(Kind.JOIN, joins="split"),
    )
    run = Run(flow).when(data(x=1)).then("a", "b").when(Complete(node="b")).then("a")
    run.when(Complete()).then("last").when(Complete()).ended()
    Run(flow).when(data(x=2)).when(Complete(node="b")).then("last")


def test_two_inclusive_joins_that_wait_for_each_other_do_not_wait_for_ever() -> None:
    flow = draw(
        "start - fork - a - one - out - two - loop -=again- one",
        "fork - b - two",
        "loop -!- end",
        fork=Node(Kind.PARALLEL),
        one=Node(Kind.INCLUSIVE, gathers=True),
        two=Node(Kind.INCLUSIVE, gathers=True),
        loop=Node(Kind.EXCLUSIVE),
    )
    run = given(flow, Complete(node="a"), Complete(node="b"))
    assert run.state.open_steps


def test_where_no_edge_fits_the_start_is_refused_and_nothing_has_begun() -> None:
    flow = draw(
        "start - choose -=x=1- a - end", "choose -=x=2- b - end", choose=Node(Kind.EXCLUSIVE)
    )
    run = Run(flow).when(data(x=3)).refused("no_branch_matches")
    assert run.state.status == "new"


def test_an_end_that_terminates_takes_the_others_of_its_scope_with_it() -> None:
    flow = draw(
        "start - fork - a - stop",
        "fork - b - end",
        fork=Node(Kind.PARALLEL),
        stop=Node(Kind.END, terminates=True),
    )
    given(flow, Complete(node="a")).ended()


def test_a_loop_in_which_nothing_waits_is_refused_in_bounded_steps() -> None:
    flow = draw(
        "start - reckon - choose -=n<0- end",
        "choose -!- reckon",
        reckon=Node(Kind.RULE, outputs={"n": "n + 1"}),
        choose=Node(Kind.EXCLUSIVE),
    )
    Run(flow).when(data(n=0)).refused("flow_endless")


def test_a_loop_that_reckons_ends_when_its_condition_says_so() -> None:
    flow = draw(
        "start - reckon - choose -=n>=3- last - end",
        "choose -!- reckon",
        variables=("n",),
        reckon=Node(Kind.RULE, outputs={"n": "n + 1"}),
        choose=Node(Kind.EXCLUSIVE),
    )
    run = Run(flow).when(data(n=0)).then("last")
    assert run.state.variables == {"n": 3}


def test_a_variable_that_the_flow_declares_is_read_by_later_conditions() -> None:
    flow = draw(
        "start - first - second - choose -=x=1- a - end",
        "choose -!- b - end",
        variables=("x",),
        choose=Node(Kind.EXCLUSIVE),
    )
    run = given(flow, Complete(data={"x": 1, "y": 2}))
    assert run.state.variables == {"x": 1}
    run.when(Complete()).then("a")


def test_a_decision_answers_into_a_variable() -> None:
    flow = draw(
        'start - ask - choose -=team="pumps"- a - end',
        "choose -!- b - end",
        ask=Node(Kind.RULE, calls="dispatch", result="team"),
        choose=Node(Kind.EXCLUSIVE),
    )
    given(flow, decide=lambda key, _context: "pumps" if key == "dispatch" else None).then("a")


def test_a_state_of_ten_steps_is_smaller_than_two_kilobytes() -> None:
    names = " - ".join(f"s{number}" for number in range(12))
    signs = user("a", "b", "c", many=Many(), outcomes=JUDGED)
    run = given(draw(f"start - {names} - end", s9=signs, variables=("site", "cost")))
    run.when(Complete(data={"site": "泵房 3", "cost": 12.5}), *[Complete()] * 8)
    assert run.then("s9", "s9", "s9").state.variables == {"site": "泵房 3", "cost": 12.5}
    assert len(msgspec.json.encode(run.state)) < 1_000
