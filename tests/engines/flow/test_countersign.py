"""Several people sign one step: 会签 或签 票签, and what a refusal means."""

import pytest

from gongdan.engines.flow.model import (
    AddSign,
    Complete,
    Continuation,
    Many,
    MemberCounted,
    Reject,
    RemoveSign,
    TokenCancelled,
    Transfer,
)
from tests.engines.flow.drawing import JUDGED, Run, draw, given, user


def signing(*people: str, **parts: object) -> Run:
    flow = draw(
        "start - write - sign -passed- good - end",
        "sign -refused- bad - end",
        sign=user(*people or ("a", "b", "c"), outcomes=JUDGED, many=Many(**parts)),
    )
    return given(flow, Complete(node="write"))


def passed(run: Run, *people: str) -> Run:
    for one in people:
        run.when(Complete(outcome="passed"), by=one)
    return run


def refuses(run: Run, *people: str) -> Run:
    for one in people:
        run.when(Complete(outcome="refused"), by=one)
    return run


def test_a_step_that_all_must_sign_is_left_when_the_last_one_has_signed() -> None:
    run = signing().then("sign:a", "sign:b", "sign:c")
    passed(run, "b").then("sign:a", "sign:c")
    passed(run, "a", "c").then("good")


def test_people_who_sign_in_turn_have_the_step_one_after_the_other() -> None:
    run = signing(sequential=True).then("sign:a")
    passed(run, "a").then("sign:b")
    passed(run, "b", "c").then("good")


def test_one_signature_of_any_is_enough_and_spares_the_others() -> None:
    run = passed(signing(rule="any"), "b").then("good")
    causes = [event.cause for event in run.told(TokenCancelled)]
    assert causes == ["settled", "settled"]


def test_any_is_refused_only_when_nobody_is_left_to_agree() -> None:
    run = refuses(signing(rule="any"), "a", "b").then("sign:c")
    refuses(run, "c").then("bad")


def test_a_majority_is_more_than_half_unless_a_share_is_said() -> None:
    passed(signing("a", "b", "c", "d", rule="ratio"), "a", "b").then("sign", "sign")
    passed(signing("a", "b", "c", "d", rule="ratio"), "a", "b", "c").then("good")
    passed(signing("a", "b", "c", "d", rule="ratio", share="0.5"), "a", "b").then("good")


def test_votes_count_by_their_weight() -> None:
    weights = {"user:a": 3, "user:b": 1, "user:c": 1}
    passed(signing(rule="weighted", weights=weights), "a").then("good")
    passed(signing(rule="weighted", weights=weights), "b", "c").then("sign:a")


def test_one_refusal_never_leaves_an_all_must_sign_step_stuck() -> None:
    """Reported by users of other systems: whatever the policy, the order goes on."""
    refuses(signing(on_refusal="ends"), "a").then("bad")
    refuses(signing(on_refusal="counted"), "a").then("bad")
    run = refuses(signing(on_refusal="waits"), "a").then("sign:b", "sign:c")
    passed(run, "b", "c").then("bad")


def test_a_counted_refusal_does_not_end_a_vote_that_can_still_be_won() -> None:
    run = refuses(signing(rule="ratio"), "a").then("sign:b", "sign:c")
    passed(run, "b", "c").then("good")


def test_a_vote_that_cannot_be_won_any_more_ends_early() -> None:
    refuses(signing(rule="ratio"), "a", "b").then("bad")


@pytest.mark.parametrize("policy", ["ends", "waits", "counted"])
def test_a_refusal_that_ends_ends_whatever_the_rule(policy: str) -> None:
    run = refuses(signing(rule="any", on_refusal=policy), "a")
    run.then(*(("bad",) if policy == "ends" else ("sign:b", "sign:c")))


def test_a_condition_of_ones_own_replaces_the_rule() -> None:
    run = signing(until="numberOfCompletedInstances >= 2")
    refuses(passed(run, "a"), "b").then("good")


def test_a_member_may_hand_his_signature_over() -> None:
    run = signing(rule="weighted", weights={"user:a": 5})
    run.when(Transfer(to="user:z"), by="a").then("sign:b", "sign:c", "sign:z")
    passed(run, "z").then("good")
    assert run.told(MemberCounted) == [MemberCounted(group=2, favour=5)]


def test_a_reject_out_of_a_countersign_cancels_the_unfinished_members_at_once() -> None:
    """Reported by users of other systems: the others went on signing what had been sent back."""
    run = passed(signing(), "a").when(Reject(to="write"), by="b").then("write")
    assert all(token.node == "write" for token in run.state.tokens)
    causes = {event.cause for event in run.told(TokenCancelled)}
    assert causes == {"rejected"}


def test_a_reject_to_a_countersign_brings_back_its_people() -> None:
    """Reported by users of other systems: nobody had the step then."""
    run = signing().when(AddSign(people=("user:d",), place="together"), by="a")
    passed(run, "a", "b", "c", "d").then("good")
    run.when(Reject(to="sign")).then("sign:a", "sign:b", "sign:c", "sign:d")
    passed(run, "a", "b", "c", "d").then("good")


def test_a_reject_that_comes_straight_back_gives_the_countersign_to_the_same_people() -> None:
    run = signing("a", "b", sequential=True).when(Transfer(to="user:z"), by="a")
    run.when(Reject(to="write", resume=Continuation.COME_BACK), by="z").then("write")
    run.when(Complete()).then("sign:a")
    passed(run, "a", "b").then("good")


def test_somebody_added_before_signs_first_and_then_the_step_comes_back() -> None:
    run = signing("a", "b").when(AddSign(people=("user:x",), place="before"), by="a")
    run.then("sign:b", "sign:x")
    passed(run, "x").then("sign:a", "sign:b")
    passed(run, "a", "b").then("good")


def test_somebody_added_after_signs_next() -> None:
    run = signing("a", "b").when(AddSign(people=("user:x", "user:y"), place="after"), by="a")
    passed(run, "b", "a").then("sign:x")
    passed(run, "x").then("sign:y")
    passed(run, "y").then("good")


def test_somebody_added_in_turn_signs_in_his_turn() -> None:
    run = signing("a", "b", sequential=True)
    run.when(AddSign(people=("user:x",), place="before"), by="a").then("sign:x")
    passed(run, "x").then("sign:a")
    run.when(AddSign(people=("user:y",), place="after"), by="a")
    passed(run, "a").then("sign:y")
    passed(run, "y").then("sign:b")


def test_a_step_of_one_person_can_be_signed_by_more() -> None:
    flow = draw(
        "start - write - check -passed- end",
        "check -refused- write2 - end",
        check=user("a", outcomes=JUDGED),
    )
    run = given(flow, Complete(node="write"))
    run.when(AddSign(people=("user:x",), place="after"), by="a")
    passed(run, "a").then("check:x")
    passed(run, "x").ended()
    run = given(flow, Complete(node="write"))
    run.when(AddSign(people=("user:x",), place="together"), by="a").then("check:a", "check:x")
    refuses(passed(run, "a"), "x").then("write2")
    run = given(flow, Complete(node="write"))
    run.when(AddSign(people=("user:x",), place="before"), by="a").then("check:x")
    refuses(run, "x").then("write2")


def test_nobody_signs_twice() -> None:
    run = signing("a", "b").when(AddSign(people=("user:b",), place="after"), by="a")
    run.refused("person_signs_already")


def test_a_member_taken_out_is_not_waited_for() -> None:
    run = passed(signing(), "a").when(RemoveSign(person="user:b")).then("sign:c")
    passed(run, "c").then("good")


def test_taking_out_the_last_one_who_has_not_signed_settles_the_step() -> None:
    run = passed(signing("a", "b"), "a").when(RemoveSign(person="user:b")).then("good")
    run.when(RemoveSign(person="user:b")).refused("person_signs_not")


def test_somebody_who_waits_for_his_turn_can_be_taken_out() -> None:
    run = signing("a", "b", "c", sequential=True).when(RemoveSign(person="user:b"))
    passed(run, "a").then("sign:c")
    passed(run, "c").then("good")


def test_the_only_member_cannot_be_taken_out() -> None:
    signing("a").when(RemoveSign(person="user:a")).refused("person_signs_not")
