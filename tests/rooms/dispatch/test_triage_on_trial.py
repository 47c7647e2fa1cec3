"""A triage model that was learned is tried in silence, takes over or goes, and is taken back."""

from collections.abc import AsyncIterator, Collection, Mapping
from typing import Any, cast
from uuid import UUID

import pytest
from msgspec.structs import replace

from gongdan.engines.triage.corpus import make
from gongdan.kernel.ids import new_id
from gongdan.rooms.dispatch.handlers.desk import DispatchDesk, dispatch_desk
from gongdan.rooms.dispatch.ports import AskedOrder, Orders
from gongdan.rooms.dispatch.store.weights import steps_of
from tests.entrypoints.http.answers import problem_of
from tests.house import TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.dispatch.test_learning_loop import WHY, Firm


class Texts:
    """Stands for the work orders: knows their texts, and nothing else."""

    def __init__(self) -> None:
        self.known: dict[UUID, str] = {}

    async def texts(self, _tenant: UUID, orders: Collection[UUID]) -> Mapping[UUID, str]:
        return {each: self.known[each] for each in orders if each in self.known}


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


class Tried(Firm):
    """A firm whose closed orders are made up, and of which a desk knows no more than texts."""

    texts: Texts
    desk: DispatchDesk
    closed: int = 0

    async def close(self, count: int) -> None:
        """Close made-up orders; people said what they were about."""
        for order in make(count, self.closed, ("zh",)):
            (number,) = await self.past.triaged(order.label, 1, wrong=0, since=self.closed)
            self.texts.known[number] = order.text
            self.closed += 1

    async def stages(self) -> list[tuple[int, str, str]]:
        app = self.house.house.storage.app
        async with app.reading(self.tenant.id) as reader:
            steps = await steps_of(reader, self.tenant.id, "triage")
        return [(each.version, each.stage, each.reason) for each in steps]

    async def on_trial(self) -> None:
        """Let a first model speak, and a second be tried."""
        await self.close(40)
        await self.desk.relearning.refit(self.tenant.id)
        await self.close(40)
        await self.desk.relearning.refit(self.tenant.id)

    def model(self, page: Any, version: int) -> Any:
        models = page["models"]
        return next(m for m in models if (m["model"], m["version"]) == ("triage", version))


@pytest.fixture
async def firm(house: TestHouse) -> Tried:
    tenant = await house.tenant()
    firm = Tried(house, tenant, await house.signed_in(tenant, "supervisor"))
    firm.texts = Texts()
    means = replace(house.house.dispatching.means, orders=cast("Orders", firm.texts))
    firm.desk = dispatch_desk(means)
    return firm


def asked(text: str) -> AskedOrder:
    return AskedOrder(
        id=new_id(),
        number="1",
        version=1,
        type_key="five_step",
        title=text,
        text=text,
        priority=3,
        act="",
        node="",
        assignee=None,
        due_at=None,
        urgency=3,
        impact=3,
        asset=None,
        linked=frozenset(),
        unit=None,
        latitude=None,
        longitude=None,
    )


async def test_the_first_model_speaks_at_once_and_the_next_is_tried_in_silence(
    firm: Tried,
) -> None:
    await firm.on_trial()
    assert await firm.stages() == [(1, "whole", "first"), (2, "shadow", "")]
    order = asked("三楼会议室空调漏水")
    said = await firm.desk.triage.of_order(firm.tenant.id, order)
    assert said.model == "triage@1"
    (row,) = await firm.rows("dispatch_triage_trial")
    assert (row["order_id"], row["challenger"]) == (order.id, 2)
    page = await firm.page(language="en")
    assert firm.model(page, 1)["stage"] == "whole"
    assert "without a trial" in firm.model(page, 1)["steps"][0]["reason"]
    assert firm.model(page, 2)["stage"] == "shadow"
    trial = page["triage_trial"]
    assert (trial["version"], trial["cases"], trial["finding"]) == (2, 0, "too_few")
    await firm.close(200)
    await firm.desk.relearning.refit(firm.tenant.id)  # who is tried is left in peace
    assert [version for version, _, _ in await firm.stages()] == [1, 2]


async def test_it_takes_over_by_itself_once_orders_bear_it_out_and_is_taken_back_by_one_act(
    firm: Tried,
) -> None:
    await firm.on_trial()
    await firm.past.second(2, 50, wrong=20, new_wrong=0)
    await firm.desk.relearning.settle(firm.tenant.id)
    assert (await firm.stages())[-1] == (2, "shadow", "")
    await firm.past.second(2, 100, wrong=40, new_wrong=2)
    trial = (await firm.page())["triage_trial"]
    assert (trial["cases"], trial["differ"], trial["finding"]) == (150, 62, "ready")
    assert trial["new"]["right"]["value"] > trial["live"]["right"]["value"]
    assert trial["waiting"] > 0
    await firm.desk.relearning.settle(firm.tenant.id)
    assert (await firm.stages())[-1] == (2, "whole", "better")
    voices = await firm.desk.speaking.of(firm.tenant.id)
    assert (voices.live.version, voices.tried) == (2, None)
    page = (await firm.post("/triage/2/roll-back", reason="抱怨变多了")).json()
    assert [firm.model(page, each)["stage"] for each in (2, 1, 0)] == [
        "retired",
        "whole",
        "retired",
    ]


async def test_it_goes_where_orders_speak_against_it(firm: Tried) -> None:
    await firm.on_trial()
    await firm.past.second(2, 150, wrong=0, new_wrong=60)
    refused = await firm.post("/triage/2/promote", **WHY)
    assert problem_of(refused)["code"] == "dispatch_triage_worse"
    await firm.desk.relearning.settle(firm.tenant.id)
    assert (await firm.stages())[-1] == (2, "retired", "worse")
    assert (await firm.page())["triage_trial"] is None


async def test_a_person_may_let_it_speak_sooner_with_a_reason(firm: Tried) -> None:
    await firm.on_trial()
    bare = await firm.post("/triage/2/promote", reason=" ")
    assert problem_of(bare)["code"] == "dispatch_reason_unusable"
    page = (await firm.post("/triage/2/promote", **WHY)).json()
    assert firm.model(page, 2)["stage"] == "whole"
    assert firm.model(page, 2)["steps"][-1]["reason"] == WHY["reason"]
    again = await firm.post("/triage/2/promote", **WHY)
    assert problem_of(again)["code"] == "dispatch_not_tried"


async def test_an_alarm_is_answered_by_a_newer_challenger(firm: Tried) -> None:
    await firm.on_trial()
    await firm.close(3)
    await firm.desk.relearning.refit(firm.tenant.id, "alarm")
    assert (await firm.stages())[-2:] == [(2, "retired", "newer"), (3, "shadow", "")]
    await firm.past.triaged("hvac", 200, wrong=80, after=True)
    (alarm,) = await firm.desk.refitting.listen(firm.tenant.id)
    assert (alarm.subject, alarm.category) == ("triage", "hvac")
    (shown,) = (await firm.page())["alarms"]
    assert shown["state"] == "open"
    await firm.desk.relearning.refit(firm.tenant.id, "alarm")
    page = await firm.page()
    assert (page["alarms"][0]["state"], page["triage_trial"]["alarmed"]) == ("tried", True)
    assert (await firm.post("/triage/4/promote", **WHY)).is_success
    assert (await firm.page())["alarms"][0]["state"] == "answered"
