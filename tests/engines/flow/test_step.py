"""What each command does, told on one small flow."""

import msgspec
import pytest
from msgspec.structs import replace

from gongdan.engines.flow.model import (
    AnyCommand,
    Assign,
    Claim,
    Complete,
    Continuation,
    FlowEnded,
    FlowState,
    OwnerChanged,
    Reject,
    Reopen,
    Resume,
    Return,
    Stage,
    Start,
    Status,
    Suspend,
    Terminate,
    TokenPlaced,
    TokenTaken,
    Transfer,
    Waypoint,
)
from tests.engines.flow.sample import FLOW, Run, given

TO_FORK = (Start(), Complete(node="accept"))
TO_VERIFY = (*TO_FORK, Complete(node="left"), Complete(node="right"))
TO_ARCHIVE = (*TO_VERIFY, Complete(outcome="passed"))
COME_BACK = Continuation.COME_BACK


def test_the_step_that_opens_is_done_by_the_start_and_its_reporter_owns_it() -> None:
    run = given(Start())
    placed = [event for event in run.last if isinstance(event, TokenPlaced)]
    assert [(event.node, event.owner, event.candidates) for event in placed] == [
        ("report", "user:r1", ()),
        ("accept", "", ("role:dispatcher",)),
    ]
    assert run.state.visited == ("report", "accept")


def test_a_fork_opens_every_branch_and_the_join_waits_for_all() -> None:
    run = given(*TO_FORK)
    assert run.at() == ["left", "right"]
    assert run.when(Complete(node="left")).at() == ["right", "both*"]
    assert run.when(Complete(node="right")).at() == ["verify"]


def test_the_event_of_a_completed_step_says_over_which_edges_it_went() -> None:
    taken = given(*TO_FORK).last[0]
    assert taken == TokenTaken(token=2, node="accept", stage=Stage.ACCEPT, edges=("c", "d", "e"))


def test_the_assignee_given_at_acceptance_owns_the_next_step() -> None:
    run = given(Start(), Complete(data={"assignee": "t7"}))
    assert run.state.tokens[0].owner == "user:t7"


def test_the_whole_way_ends_the_flow() -> None:
    run = given(*TO_ARCHIVE, Complete())
    assert run.last[-1] == FlowEnded(node="end")
    assert (run.state.status, run.state.tokens) == (Status.ENDED, ())


def test_a_designed_way_back_begins_another_round() -> None:
    run = given(*TO_VERIFY, Complete(outcome="rejected", reason="still leaks"))
    assert (run.at(), run.state.round) == (["accept"], 2)


def test_a_reject_out_of_a_branch_cancels_the_other_branches_too() -> None:
    run = given(*TO_FORK, Complete(node="left"), Reject(node="right", to="accept"))
    assert run.at() == ["accept"]
    assert run.when(Complete()).at() == ["left", "right"]


def test_a_reject_that_comes_straight_back_leaves_the_other_branch_alone() -> None:
    run = given(*TO_FORK, Claim(node="left", by="user:t1"))
    run.when(Reject(node="left", to="accept", resume=COME_BACK))
    assert run.at() == ["right", "accept"]
    assert run.state.tokens[1].return_to == (Waypoint("left", "user:t1"),)
    run.when(Complete(node="right")).when(Complete(node="accept"))
    assert run.at() == ["both*", "left"]
    assert run.state.tokens[1].owner == "user:t1"
    assert run.when(Complete()).at() == ["verify"]


def test_a_reject_into_one_finished_branch_keeps_the_other_branch_done() -> None:
    run = given(*TO_VERIFY, Reject(to="left"))
    assert run.at() == ["both*", "left"]
    assert run.when(Complete()).at() == ["verify"]


def test_ways_straight_back_nest() -> None:
    run = given(*TO_ARCHIVE, Reject(to="verify", resume=COME_BACK))
    run.when(Reject(to="accept", resume=COME_BACK))
    assert run.at() == ["accept"]
    assert run.when(Complete()).at() == ["verify"]
    assert run.when(Complete(outcome="passed")).at() == ["archive"]


def test_a_way_back_chosen_on_loan_ends_the_loan() -> None:
    run = given(*TO_ARCHIVE, Reject(to="verify", resume=COME_BACK))
    run.when(Complete(outcome="rejected", reason="not done after all"))
    assert run.at() == ["accept"]
    assert run.state.tokens[0].return_to == ()


def test_a_return_goes_to_the_reporter_who_then_reports_again() -> None:
    run = given(Start(), Return())
    assert (run.at(), run.state.tokens[0].owner) == (["report"], "user:r1")
    assert run.when(Complete()).at() == ["accept"]


def test_suspension_keeps_everything_where_it_stood() -> None:
    before = given(*TO_FORK).state
    run = given(*TO_FORK, Suspend(reason="parts"))
    assert run.when(Complete(node="left")).refused() == "flow_suspended"
    run.when(Resume())
    assert msgspec.json.encode(run.state) == msgspec.json.encode(before)


def test_terminate_takes_all_tokens_off_and_says_so() -> None:
    run = given(*TO_FORK, Terminate(reason="double"))
    assert run.last[-1] == FlowEnded(terminated=True, reason="double")
    assert run.state.status is Status.TERMINATED


def test_an_ended_flow_opens_again_where_the_definition_says() -> None:
    run = given(*TO_ARCHIVE, Complete(), Reopen())
    assert (run.at(), run.state.round, run.state.status) == (["accept"], 2, Status.RUNNING)


def test_a_step_changes_hands_only_as_the_words_say() -> None:
    run = given(Start(), Claim(by="user:d1"), Transfer(to="user:d2"), Assign(to="user:d3"))
    changed = OwnerChanged(
        token=2, node="accept", owner="user:d3", previous="user:d2", act="assigned"
    )
    assert run.last == (changed,)
    assert run.state.tokens[0].owner == "user:d3"


@pytest.mark.parametrize(
    ("before", "command", "code"),
    [
        ((), Complete(), "flow_not_started"),
        ((), Reopen(), "flow_not_started"),
        ((Start(),), Start(), "flow_already_started"),
        ((Start(),), Resume(), "flow_not_suspended"),
        ((Start(),), Reopen(), "flow_not_ended"),
        ((Start(), Terminate()), Complete(), "flow_ended"),
        ((Start(), Terminate()), Terminate(), "flow_ended"),
        ((Start(),), Complete(node="archive"), "no_such_step"),
        ((Start(),), Complete(token=99), "no_such_step"),
        (TO_FORK, Complete(), "which_step"),
        ((*TO_FORK, Complete(node="left")), Complete(node="both"), "no_such_step"),
        (TO_VERIFY, Complete(), "outcome_needed"),
        (TO_VERIFY, Complete(outcome="splendid"), "unknown_outcome"),
        (TO_VERIFY, Complete(outcome="rejected", reason="  "), "reason_needed"),
        ((Start(),), Complete(outcome="passed"), "unknown_outcome"),
        ((Start(),), Reject(to="verify"), "node_not_visited"),
        ((Start(),), Reject(to="nowhere"), "unknown_node"),
        (
            (*TO_VERIFY, Complete(outcome="rejected", reason="x")),
            Reject(to="verify"),
            "node_not_behind",
        ),
        ((*TO_FORK,), Reject(node="left", to="right"), "node_not_behind"),
        ((Start(), Return()), Return(), "node_not_behind"),
        ((Start(),), Transfer(to="user:x"), "step_has_no_owner"),
        ((Start(), Claim(by="user:a")), Claim(by="user:b"), "step_already_owned"),
        ((Start(), Claim(by="user:a")), Claim(by="user:a"), "step_owner_unchanged"),
        ((Start(), Terminate()), Reopen(to="archive"), "node_not_visited"),
    ],
)
def test_what_the_state_does_not_allow_is_refused_and_changes_nothing(
    before: tuple[AnyCommand, ...], command: AnyCommand, code: str
) -> None:
    run = given(*before)
    state = run.state
    assert run.when(command).refused() == code
    assert run.state is state


def test_only_owner_or_candidate_acts_where_the_actor_is_known() -> None:
    run = given(Start())
    run.actor = ("user:t1", "role:technician")
    assert run.when(Complete()).refused() == "not_your_step"
    assert run.when(Claim(by="user:t1")).refused() == "not_your_step"
    run.actor = ("user:d1", "role:dispatcher")
    run.when(Claim(by="user:d1"))
    run.actor = ("user:d2", "role:dispatcher")
    assert run.when(Complete()).refused() == "not_your_step"


def test_a_node_that_does_not_allow_an_act_refuses_it() -> None:
    strict = replace(FLOW.nodes["accept"], allows=("claim",))
    flow = replace(FLOW, nodes={**FLOW.nodes, "accept": strict})
    assert given(Start(), flow=flow).when(Return()).refused() == "act_not_allowed_here"


def test_nobody_to_act_is_said_before_the_step_is_left() -> None:
    nobody = replace(FLOW.nodes["accept"], assignee={"field": "manager"})
    flow = replace(FLOW, nodes={**FLOW.nodes, "accept": nobody})
    assert Run(flow).when(Start()).refused() == "nobody_to_act"


def test_an_unchecked_flow_that_jumps_a_stage_is_stopped_when_it_jumps() -> None:
    jump = tuple(replace(edge, target="verify") if edge.key == "c" else edge for edge in FLOW.edges)
    run = given(Start(), flow=replace(FLOW, edges=jump))
    assert run.when(Complete()).refused() == "stage_not_visited"


def test_the_state_stays_small_and_flat_over_a_hundred_rounds() -> None:
    run = given(*TO_VERIFY)
    sizes = []
    for _ in range(100):
        run.when(Complete(outcome="rejected", reason="again"))
        for command in (Complete(), Complete(node="left"), Complete(node="right")):
            run.when(command)
        sizes.append(len(msgspec.json.encode(run.state)))
    assert run.state.round == 101
    assert max(sizes) - sizes[0] <= 8  # two counters grew a digit or two
    assert max(sizes) < 400


def test_a_state_written_years_ago_still_loads() -> None:
    stored = (
        b'{"status":"running","tokens":[{"id":3,"node":"left","stage":"execute",'
        b'"owner":"user:t7","branches":["d"],"return_to":[{"node":"verify"}]}],'
        b'"visited":["report","accept","left"],"round":2,"next_token":4}'
    )
    assert msgspec.json.encode(msgspec.json.decode(stored, type=FlowState)) == stored
