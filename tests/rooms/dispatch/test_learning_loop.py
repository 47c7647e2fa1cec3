"""Outcomes become weights, weights are tried, let on and taken back; a manager sees it all."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from gongdan.rooms.dispatch.domain.trials import decides
from gongdan.rooms.dispatch.handlers.holdings import DispatchHoldings
from gongdan.rooms.dispatch.handlers.refitting import LEAST
from tests.entrypoints.http.answers import problem_of
from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.dispatch.learned_past import Past
from tests.rooms.dispatch.test_dispatch import Plant

PAGE = "/api/v1/dispatch/learning"
WHY = {"reason": "看了一个月的数据"}


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


class Firm:
    """A tenant with a past, and a supervisor's client."""

    def __init__(self, house: TestHouse, tenant: Tenant, client: httpx.AsyncClient) -> None:
        self.house, self.tenant, self.client = house, tenant, client
        users = list(tenant.users.values())
        self.past = Past(house.house.storage.app, tenant.id, users, house.house.clock())

    async def page(self, *, language: str = "zh") -> Any:
        answer = await self.client.get(PAGE, headers={"Accept-Language": language})
        assert answer.is_success, answer.text
        return answer.json()

    async def post(self, path: str, **body: object) -> httpx.Response:
        return await self.client.post(f"{PAGE}{path}", json=body or None)

    async def learn(self) -> Any:
        """Ask for it, and let the worker do it."""
        asked = await self.post("/now")
        assert (asked.status_code, asked.json()["learning"]) == (202, True)
        await self.house.followers.drain()
        page = await self.page()
        assert not page["learning"]
        return page

    async def rows(self, table: str, where: str = "true") -> Any:
        app = self.house.house.storage.app
        async with app.reading(self.tenant.id) as reader:
            return await reader.fetch(f"SELECT * FROM {table} WHERE {where}")

    def weights(self, page: Any) -> dict[int, str]:
        return {m["version"]: m["stage"] for m in page["models"] if m["model"] == "weights"}


@pytest.fixture
async def firm(house: TestHouse) -> Firm:
    tenant = await house.tenant()
    return Firm(house, tenant, await house.signed_in(tenant, "supervisor"))


async def test_before_there_is_anything_to_learn_the_page_says_what_is_missing(
    firm: Firm,
) -> None:
    await firm.past.decisions(12)
    page = await firm.learn()
    assert (page["outcomes"], page["outcomes_needed"], page["trial"]) == (12, LEAST, None)
    assert firm.weights(page) == {0: "whole"}
    assert page["inputs"] == [
        "skill",
        "travel",
        "load",
        "history",
        "deadline",
        "fairness",
        "standing",
    ]


async def test_outcomes_become_a_challenger_in_bounded_steps(firm: Firm) -> None:
    await firm.past.decisions(600)
    page = await firm.learn()
    assert firm.weights(page) == {1: "shadow", 0: "whole"}
    model = next(m for m in page["models"] if m["version"] == 1)
    assert (len(model["sha256"]), model["orders"], model["parent"]) == (64, 600, 0)
    assert model["changes"]["history"] == max(model["changes"].values()) > 0
    assert abs(sum(model["weights"].values()) - 100) < 0.05
    shipped = next(m for m in page["models"] if m["version"] == 0)["weights"]
    assert all(abs(model["weights"][n] / shipped[n] - 1) <= 0.201 for n in shipped)
    assert (await firm.learn())["trial"]["version"] == 1  # nobody takes the place of who is tried


async def test_the_gate_rests_on_orders_of_the_stage_and_says_no_in_words(firm: Firm) -> None:
    await firm.past.decisions(400)
    assert (await firm.learn())["trial"]["verdict"] == "too_few"
    refused = await firm.post("/weights/1/promote", **WHY)
    assert problem_of(refused)["code"] == "dispatch_too_few_decisions"
    await firm.past.trial(1, "shadow", 900, better=0.2)
    page = await firm.page()
    assert (page["trial"]["verdict"], page["trial"]["next"]) == ("ready", "tenth")
    assert page["trial"]["gain"]["low"] > 0
    bare = await firm.post("/weights/1/promote", reason=" ")
    assert problem_of(bare)["code"] == "dispatch_reason_unusable"
    page = (await firm.post("/weights/1/promote", **WHY)).json()
    assert firm.weights(page) == {1: "tenth", 0: "whole"}
    # what brought it here says nothing more for it
    assert (page["trial"]["decisions"], page["trial"]["verdict"]) == (0, "too_few")


async def test_a_version_is_taken_back_by_one_act_and_the_one_before_decides(firm: Firm) -> None:
    await firm.past.decisions(400)
    await firm.learn()
    for stage in ("shadow", "tenth"):
        await firm.past.trial(1, stage, 900, better=0.2)
        assert (await firm.post("/weights/1/promote", **WHY)).is_success
    assert firm.weights(await firm.page()) == {1: "whole", 0: "retired"}
    page = (await firm.post("/weights/1/roll-back", reason="投诉变多了")).json()
    assert firm.weights(page) == {1: "retired", 0: "whole"}
    steps = next(m for m in page["models"] if m["version"] == 1)["steps"]
    assert [each["stage"] for each in steps] == ["shadow", "tenth", "whole", "retired"]
    assert [bool(each["by"]) for each in steps] == [False, True, True, True]
    assert steps[-1]["reason"] == "投诉变多了"
    again = await firm.post("/weights/1/roll-back", **WHY)
    assert problem_of(again)["code"] == "dispatch_not_in_use"
    acts = [
        row["act"]
        for row in (
            await (await firm.house.signed_in(firm.tenant, "auditor")).get("/api/v1/audit")
        ).json()["items"]
        if row["outcome"] == "done"
    ]
    assert acts.count("dispatch.promote") == 2
    assert acts.count("dispatch.roll_back") == 1


async def test_orders_of_a_tenth_fall_to_the_challenger_and_the_decision_says_so(
    firm: Firm,
) -> None:
    await firm.past.decisions(400)
    await firm.learn()
    await firm.past.trial(1, "shadow", 900, better=0.2)
    assert (await firm.post("/weights/1/promote", **WHY)).is_success
    plant = await Plant(firm.house, firm.tenant).begin()
    await plant.policy("automatic")
    orders = [await plant.report(urgency=3, impact=3) for _ in range(4)]
    critical = await plant.report()
    tried = {row["order_id"]: row for row in await firm.rows("dispatch_trial", "stage = 'tenth'")}
    assert set(tried) == set(map(UUID, orders))  # what is critical is never tried
    assert all(row["champion_chance"] > 0 and row["logged"] > 0 for row in tried.values())
    play = await firm.house.house.dispatching.recommender.playing.of(firm.tenant.id)
    chose = {row["order_id"]: row["weights"] for row in await firm.rows("dispatch_decision")}
    assert {each: chose[each] for each in tried} == {
        each: decides(play, each, critical=False).version for each in tried
    }
    assert chose[UUID(critical)] == 0
    holder = await plant.seen(orders[0])
    who = next(login for login, user in plant.users.items() if str(user) == holder["assignee"])
    await plant.through(orders[0], who, passed=False)
    rows = {row["order_id"]: row for row in await firm.rows("dispatch_trial", "stage = 'tenth'")}
    ended = rows[UUID(orders[0])]
    assert (ended["good"], ended["late"], ended["blameless"]) == (0.0, False, False)
    assert sum(row["good"] is None for row in rows.values()) == 3


async def test_errors_that_grow_are_heard_once_and_a_model_learned_anew_answers(
    firm: Firm,
) -> None:
    await firm.past.triaged("hvac", 200, wrong=60)
    await firm.past.triaged("electrical", 200, wrong=0, since=300)
    (alarm,) = (await firm.learn())["alarms"]
    assert (alarm["subject"], alarm["category"], alarm["state"]) == ("triage", "hvac", "open")
    assert alarm["name"] == "空调通风"
    assert alarm["now"] > 0.5 > alarm["before"]
    assert len((await firm.learn())["alarms"]) == 1


async def test_a_manager_reads_what_changed_where_it_is_unsure_and_who_gets_what(
    firm: Firm,
) -> None:
    await firm.past.decisions(1_500)
    await firm.past.triaged("hvac", 50, wrong=20)
    await firm.past.triaged("elevator", 4, wrong=0, since=90)
    page = await firm.page(language="en")
    courses = {each["category"]: each["course"] for each in page["news"]}
    assert courses["plumbing"] == "rose"
    assert courses["hvac"] == "same"
    rose = next(each for each in page["news"] if each["category"] == "plumbing")
    assert rose["before"]["low"] < rose["before"]["value"] < rose["now"]["value"]
    assert {each["category"]: each["why"] for each in page["unsure"]} == {
        "hvac": "disagree",
        "elevator": "few",
    }
    assert page["overrides"]["choices"] == page["overrides"]["overridden"]["count"] > 0
    assert {each["why"] for each in page["overrides"]["reasons"]} == {
        "就在隔壁楼",
        "客户点名",
        "刚修过这台设备",
    }
    work = page["work"][0]
    assert abs(sum(each["part"] for each in work["people"]) - 1) < 1e-9
    assert work["people"][0]["part"] > work["even"]


async def test_who_is_erased_is_taken_from_trials_and_the_figures_stay(firm: Firm) -> None:
    await firm.past.trial(1, "shadow", 5, better=0.0)
    gone, stays = firm.past.users[:2]
    assert await DispatchHoldings(firm.house.house.storage.app).erase(firm.tenant.id, gone) == 5
    rows = await firm.rows("dispatch_trial")
    assert {(row["champion_first"], row["challenger_first"]) for row in rows} == {(None, stays)}


async def test_only_who_may_lets_models_on(firm: Firm) -> None:
    dispatcher = await firm.house.signed_in(firm.tenant, "dispatcher")
    assert (await dispatcher.get(PAGE)).is_success
    refused = await dispatcher.post(f"{PAGE}/weights/1/promote", json=WHY)
    assert refused.status_code == 403
    nothing = await firm.post("/triage/3/roll-back", **WHY)
    assert problem_of(nothing)["code"] == "dispatch_not_in_use"
    unknown = await firm.post("/feelings/3/roll-back", **WHY)
    assert unknown.status_code == 422
