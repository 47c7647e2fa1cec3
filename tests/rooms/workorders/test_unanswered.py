"""Silence on a verification: reminders, then the definition's outcome, marked as the timer's."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.flow.model import Unanswered
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.store import shipped_bodies
from gongdan.rooms.workorders.contract import AcceptOrder, CompleteWork, VerifyOrder
from gongdan.rooms.workorders.domain.unanswered import RemindNow, TakeOutcome, due, rule_of
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from tests.rooms.workorders.yard import DONE, Yard, granted, memory_yard

RULE = Unanswered(outcome="passed", after_days=5, remind_days=(2, 4))


def with_verify(**changed: object) -> bytes:
    """The five steps, their verification changed."""
    body = json.loads(shipped_bodies()[0])
    body["flow"]["nodes"]["verify"] |= changed
    return json.dumps(body, ensure_ascii=False).encode()


SILENT = {"unanswered": {"outcome": "passed", "after_days": 5, "remind_days": [2, 4]}}


@given(st.integers(0, 30))
def test_silence_is_never_taken_for_an_answer_before_its_day(days: int) -> None:
    what = due(RULE, days)
    assert isinstance(what, TakeOutcome) == (days >= 5)
    if isinstance(what, RemindNow):
        assert what.day <= days < 5


async def waiting(yard: Yard) -> OrderDone:
    done = await yard.report()
    accept = AcceptOrder(assignee=yard.by["technician"].user)
    await yard.act(done.order, "dispatcher", accept)
    return await yard.act(done.order, "technician", CompleteWork(data=DONE))


async def test_only_an_open_verification_has_a_rule_of_silence() -> None:
    yard = memory_yard(with_verify(**SILENT))
    done = await waiting(yard)
    flow = (await yard.definitions.pinned(yard.tenant, done.state.definition)).flow
    assert rule_of(done.state, flow) == RULE
    passed = await yard.act(done.order, "requester", VerifyOrder(outcome="passed"))
    assert rule_of(passed.state, flow) is None


async def test_an_outcome_that_nobody_chose_says_so() -> None:
    yard = memory_yard(with_verify(**SILENT))
    done = await waiting(yard)
    told = Sent(unanswered_days=6)
    taken = await yard.orders.act(
        yard.by["supervisor"], done.order, VerifyOrder(outcome="passed"), told
    )
    assert granted(taken).state.unanswered_days == 6


@pytest.mark.parametrize("who", ["requester", "supervisor"])
async def test_a_definition_says_who_verifies(who: str) -> None:
    rule = {"reporter": True} if who == "requester" else {"role": "supervisor"}
    yard = memory_yard(with_verify(assignee=rule))
    done = await waiting(yard)
    passed = await yard.act(done.order, who, VerifyOrder(outcome="passed", rating=4))
    assert passed.state.stage == "archive"


async def test_a_definition_may_ask_both_one_after_the_other() -> None:
    body = json.loads(shipped_bodies()[0])
    flow = body["flow"]
    flow["nodes"]["verify"]["assignee"] = {"reporter": True}
    flow["nodes"]["verify_again"] = flow["nodes"]["verify"] | {"assignee": {"role": "supervisor"}}
    edges = [each for each in flow["edges"] if each["key"] != "pass"]
    edges += [
        {"key": "pass", "source": "verify", "target": "verify_again", "outcome": "passed"},
        {"key": "pass2", "source": "verify_again", "target": "archive", "outcome": "passed"},
        {
            "key": "redo2",
            "source": "verify_again",
            "target": "execute",
            "outcome": "rejected",
            "back": True,
        },
    ]
    flow["edges"] = edges
    both = json.dumps(body, ensure_ascii=False).encode()
    assert not isinstance(parse(both), tuple)
    yard = memory_yard(both)
    done = await waiting(yard)
    once = await yard.act(done.order, "requester", VerifyOrder(outcome="passed", rating=5))
    assert once.state.stage == "verify"
    twice = await yard.act(done.order, "supervisor", VerifyOrder(outcome="passed"))
    assert twice.state.stage == "archive"
    assert twice.state.rating == 5
