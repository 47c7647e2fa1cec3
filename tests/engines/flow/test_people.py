"""What people do with a step: delegate, take back, remind, copy; steps that pass by themselves."""

from gongdan.engines.flow.model import (
    AutoPass,
    Claim,
    Complete,
    Continuation,
    Copy,
    CopySent,
    Delegate,
    HandBack,
    Kind,
    Node,
    OwnerChanged,
    Reject,
    Remind,
    Return,
    Start,
    StepReminded,
    TakeBack,
    TokenCancelled,
    TokenTaken,
)
from tests.engines.flow.drawing import JUDGED, Run, draw, given, user

LINE = draw("start - a - b - c - end", a=user("ann"), b=user("bob"), c=user("cid"))


def test_a_delegate_works_at_the_step_and_its_owner_decides_it() -> None:
    run = given(LINE).when(Delegate(to="user:dan"), by="ann").then("a:dan")
    run.when(Complete(), by="dan").refused("step_lent_out")
    run.when(Delegate(to="user:eve"), by="dan").then("a:eve")
    run.when(HandBack(), by="eve").then("a:dan").when(HandBack(), by="dan").then("a:ann")
    run.when(HandBack(), by="ann").refused("step_not_lent")
    run.when(Complete(), by="ann").then("b")


def test_a_step_can_be_taken_back_until_the_next_one_has_acted() -> None:
    run = given(LINE).when(Complete(), by="ann").when(TakeBack(), by="bob")
    run.refused("nothing_to_take_back").when(TakeBack(), by="ann").then("a:ann")
    run.when(Complete(), by="ann").when(Delegate(to="user:x"), by="bob")
    run.when(TakeBack(), by="ann").refused("nothing_to_take_back")


def test_what_a_fork_opened_is_taken_back_together() -> None:
    flow = draw(
        "start - a - fork - b - both - end",
        "fork - c - both",
        fork=Node(Kind.PARALLEL),
        both=Node(Kind.JOIN, joins="fork"),
    )
    run = given(flow).when(Complete(), by="anyone").when(TakeBack(), by="anyone").then("a")
    run.when(Complete(), by="anyone").when(Complete(node="b"), by="anyone")
    run.when(TakeBack(), by="anyone").then("b", "c")


def test_a_reminder_and_a_copy_move_nothing() -> None:
    run = given(LINE).when(Remind(), by="ann")
    assert run.last == (StepReminded(token=1, node="a", by="user:ann"),)
    before = run.state
    run.when(Copy(people=("user:z", "user:z")), by="ann")
    assert run.last == (CopySent(people=("user:z",), by="user:ann"),)
    assert run.state == before


def test_a_reject_leaves_the_copies_alone() -> None:
    """Reported by users of other systems: a reject took the copies of the others away."""
    flow = draw("start - a - b - end", a=user("ann"), b=user("bob", copies={"user": "zoe"}))
    run = given(flow).when(Complete(), by="ann")
    assert run.told(CopySent) == [CopySent(people=("user:zoe",), node="b")]
    run.when(Reject(to="a"), by="bob").then("a")
    assert [event.node for event in run.told(TokenCancelled)] == ["b"]


def passing(*when: str) -> Run:
    auto = AutoPass(when=when, outcome="passed")
    flow = draw(
        "start - a - b -passed- c - end",
        "b -<refused- a",
        a=user("ann"),
        b=user("ann", outcomes=JUDGED, auto=auto),
        c=user("cid"),
    )
    return Run(flow)


def test_a_step_of_the_person_who_did_the_one_before_passes_by_itself() -> None:
    run = passing("same_person").when(Start()).when(Complete(), by="ann").then("c")
    assert [(event.node, event.auto) for event in run.told(TokenTaken)] == [
        ("a", ""),
        ("b", "same_person"),
    ]


def test_a_step_of_whoever_began_the_flow_passes_by_itself() -> None:
    run = passing("initiator").when(Start(), by="ann").when(Complete(), by="ann").then("c")
    passing("initiator").when(Start(), by="bob").when(Complete(), by="ann").then("b")
    assert run.state.initiator == "user:ann"


def test_a_step_passes_by_itself_the_first_time_only() -> None:
    """Wished by users of other systems: what comes back to a person has a reason."""
    run = passing("same_person").when(Start()).when(Complete(), by="ann")
    run.when(Reject(to="b"), by="cid").then("b")
    run.when(Complete(outcome="refused"), by="ann").when(Complete(), by="ann").then("b")


def test_an_order_can_be_sent_back_to_whoever_began_it_and_to_the_one_before() -> None:
    """Reported by users of other systems: the start is no step, so there was no way back to it."""
    run = given(LINE).when(Complete(), by="ann").when(Return(), by="bob").then("a:ann")
    run.when(Complete(), by="ann").when(Complete(), by="bob").when(Reject(to="b"), by="cid")
    run.then("b:bob")


def test_a_reject_never_ends_the_flow_without_a_trace() -> None:
    """Reported by users of other systems: the order was over, and nobody could say why."""
    run = given(LINE, Complete(), Complete()).when(Reject(to="a"), by="cid").then("a")
    assert [(event.node, event.cause) for event in run.told(TokenCancelled)] == [("c", "rejected")]
    assert run.state.status == "running"


def test_every_visited_node_behind_is_a_target_and_no_other() -> None:
    """Reported by users of other systems: a node not on the way was offered, or one twice."""
    flow = draw(
        "start - a - choose -=x- b - d - end",
        "choose -!- c - d",
        choose=Node(Kind.EXCLUSIVE),
        d=user("dan"),
    )
    run = given(flow).when(Complete(data={"x": True})).when(Complete()).then("d")
    run.when(Reject(to="c")).refused("node_not_visited")
    run.when(Reject(to="d")).refused("node_not_behind")
    run.when(Reject(to="b")).then("b")
    assert run.state.visited == ("a", "b", "d")


def test_a_reject_straight_back_keeps_who_rejected() -> None:
    flow = draw("start - a - b - end", b=Node(Kind.USER, assignee={"role": "boss"}))
    run = given(flow).when(Complete()).when(Claim(by="user:bob"))
    run.when(Reject(to="a", resume=Continuation.COME_BACK)).when(Complete()).then("b:bob")
    assert run.told(OwnerChanged) == []
