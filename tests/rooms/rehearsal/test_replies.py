"""Replies from outside are made up in a trial: each way is tried, and nothing leaves the house."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from gongdan.rooms.integration.contract import ConnectorCall
from gongdan.rooms.integration.handlers.calling import Ended
from gongdan.rooms.rehearsal.domain.outside import FAILURES
from gongdan.rooms.workorders.jobs import PATIENCE
from tests.house import running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.rehearsal.drafts import asking_outside
from tests.rooms.rehearsal.test_sandbox import Trial, Yard, another


@pytest.fixture
async def yard(database: HouseDatabase) -> AsyncIterator[Yard]:
    async with running_house(database) as house:
        tenant = await house.tenant()
        designer = await house.signed_in(tenant, "designer")
        yield Yard(house, designer, await another(house, tenant))


async def waits(yard: Yard, *, caught: bool = True, deadline: str = "") -> tuple[Trial, int]:
    """A trial that waits for a service, and the token that does."""
    await yard.draft(asking_outside(caught=caught, deadline=deadline))
    trial = await yard.begun()
    [waiting] = trial.at["waiting"]
    return trial, waiting["token"]


def made_up(trial: Trial) -> list[str]:
    lines: list[dict[str, Any]] = trial.at["log"]
    return [line["code"] for line in lines if line["fresh"] and line["made_up"]]


async def service(trial: Trial, act: str, token: int, **parts: object) -> None:
    await trial.do("reporter", act, token=token, **parts)


async def test_an_answer_of_ones_own_decides_the_way(yard: Yard) -> None:
    trial, token = await waits(yard)
    [waiting] = trial.at["waiting"]
    assert (waiting["kind"], waiting["asks"]) == ("service", "POST /parts")
    assert [each["name"] for each in waiting["answers"]] == ["on_hand"]
    body: dict[str, object] = {"by": "reporter", "act": "service_answers", "token": token}
    for unfit in ({"on_hand": "-1"}, {"on_hand": "many"}, {}):
        assert await trial.refused("acts", {**body, "data": unfit}) == "rehearsal_reply_unfit"
    await service(trial, "service_answers", token, data={"on_hand": 1})
    assert trial.open == ["buy"]
    await trial.send("undo", {})
    await service(trial, "service_answers", token, data={"on_hand": "2.5"})
    assert (trial.open, made_up(trial)) == (["accept"], ["answer_made_up"])
    assert any("on_hand = 2.5" in line for line in trial.fresh), trial.fresh
    again = {**body, "data": {"on_hand": 1}}
    assert await trial.refused("acts", again) == "rehearsal_nothing_waits"


async def test_a_failure_that_may_pass_is_tried_again_while_the_clock_goes_on(yard: Yard) -> None:
    trial, token = await waits(yard)
    began = datetime.fromisoformat(trial.at["clock"])
    await service(trial, "service_fails", token, failure="busy")
    [waiting] = trial.at["waiting"]
    assert (waiting["tried"], waiting["token"]) == (1, token)
    assert datetime.fromisoformat(trial.at["clock"]) == began + timedelta(seconds=5)
    await service(trial, "service_fails", token, failure="no_answer")
    assert made_up(trial) == ["failure_passes"]
    await service(trial, "service_answers", token, data={"on_hand": 9})
    assert trial.open == ["accept"]


async def test_a_service_that_is_given_up_takes_the_way_for_errors(yard: Yard) -> None:
    trial, token = await waits(yard)
    await service(trial, "service_fails", token, failure="unreachable", always=True)
    assert made_up(trial) == [*["failure_passes"] * (PATIENCE.attempts - 1), "failure_made_up"]
    assert trial.open == ["buy"]
    await trial.send("undo", {})
    await service(trial, "service_fails", token, failure="declined")
    assert (made_up(trial), trial.open) == (["failure_made_up"], ["buy"])


async def test_where_nothing_catches_the_failure_the_draft_is_told_of_it(yard: Yard) -> None:
    trial, token = await waits(yard, caught=False)
    await service(trial, "service_fails", token, failure="unfit")
    [trouble] = trial.at["troubles"]
    assert (trouble["code"], trouble["place"]) == ("error_not_caught", "flow/nodes/ask")
    await service(trial, "service_answers", token, data={"on_hand": 9})
    assert (trial.at["troubles"], trial.open) == ([], ["accept"])


async def test_a_deadline_on_the_border_comes_while_calls_are_made_again(yard: Yard) -> None:
    trial, token = await waits(yard, caught=False, deadline="PT1M")
    await service(trial, "service_fails", token, failure="no_answer", always=True)
    assert (trial.open, trial.at["troubles"]) == (["buy"], [])
    assert "failure_made_up" not in made_up(trial)


async def test_a_message_comes_with_its_form_and_is_judged_by_it(yard: Yard) -> None:
    await yard.draft(asking_outside(message=True))
    trial = await yard.begun()
    [waiting] = trial.at["waiting"]
    assert (waiting["kind"], waiting["asks"], waiting["form"]) == (
        "receive",
        "parts_arrived",
        "execute",
    )
    assert "execute" in [form["name"] for form in trial.at["forms"]]
    body = {"by": "reporter", "act": "message_comes", "token": waiting["token"], "data": {}}
    assert await trial.refused("acts", body) == "order_form_incomplete"
    data = {"result": "fixed", "work_done": "parts are here"}
    await service(trial, "message_comes", waiting["token"], data=data)
    assert (made_up(trial), trial.open) == (["message_made_up"], ["accept"])
    assert not any("申报人" in line for line in trial.fresh), trial.fresh


@pytest.mark.parametrize("kind", FAILURES)
def test_what_may_pass_in_a_trial_is_what_is_tried_again_in_earnest(kind: str) -> None:
    failure = FAILURES[kind]
    call = ConnectorCall(
        id=UUID(int=1),
        order=None,
        node="",
        method="GET",
        path="/",
        attempt=1,
        status=failure.status,
        milliseconds=1,
        error=failure.error,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert Ended(call, b"").passing == failure.passing
