"""Pilots and similar orders in a whole house: judged, live, back; linked, under rights."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from gongdan.rooms.dispatch.contract import Triage
from gongdan.rooms.dispatch.store.evidence import note_origin
from gongdan.rooms.dispatch.store.gists import NEWEST
from gongdan.rooms.dispatch.store.learning import keep_triage
from tests.entrypoints.http.answers import problem_of
from tests.house import TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.dispatch.test_dispatch import TROUBLE, Plant

TYPE = "five_step"


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


@pytest.fixture
async def plant(house: TestHouse) -> Plant:
    return await Plant(house, await house.tenant()).begin()


async def judged(plant: Plant, count: int, *, said: str = "hvac") -> None:
    """Let the model have called so many orders `hvac`, and people have said what they were."""
    dispatching = plant.house.house.dispatching
    tenant, now = plant.tenant.id, dispatching.means.clock()
    thought = Triage(
        label="hvac", confidence=0.88, verdict="route", origin="orders", model="m", decided=said
    )
    async with dispatching.means.database.writing(tenant) as writer:
        for at in range(count):
            order = uuid4()
            seen = now - timedelta(minutes=at)
            await keep_triage(writer, tenant, order, thought, now=seen)
            await note_origin(writer, tenant, order, type_key=TYPE, unit=None)


async def pilots(plant: Plant) -> Any:
    return await plant.ok("dispatcher", "GET", f"/dispatch/pilots?type_key={TYPE}")


async def live(plant: Plant, threshold: float = 0.85) -> Any:
    wanted = [{"category": "hvac", "threshold": threshold}]
    return await plant.ask(
        "dispatcher", "POST", "/dispatch/pilots/live", type_key=TYPE, categories=wanted
    )


async def test_a_pilot_goes_live_once_enough_orders_prove_it_and_back(plant: Plant) -> None:
    await plant.policy("pilot", category="hvac")
    await judged(plant, 20)
    (line,) = (await pilots(plant))["categories"]
    assert line["advice"] == {"verdict": "more", "threshold": 0.5, "missing": 15}
    early = problem_of(await live(plant))
    assert early["code"] == "dispatch_pilot_too_early"
    assert "15" in early["next"]
    await judged(plant, 40)
    (line,) = (await pilots(plant))["categories"]
    assert (line["advice"]["verdict"], line["orders"], line["said"]) == ("advisable", 60, 60)
    answer = await live(plant)
    assert answer.is_success, answer.text
    (line,) = answer.json()["categories"]
    assert (line["policy"]["mode"], line["policy"]["threshold"]) == ("automatic", 0.85)
    assert problem_of(await live(plant))["code"] == "dispatch_pilot_not_running"
    back = await plant.ok(
        "dispatcher", "POST", "/dispatch/pilots/back", type_key=TYPE, categories=["hvac"]
    )
    assert back["categories"][0]["policy"]["mode"] == "pilot"
    again = await plant.ask(
        "dispatcher", "POST", "/dispatch/pilots/back", type_key=TYPE, categories=["hvac"]
    )
    assert problem_of(again)["code"] == "dispatch_pilot_not_running"


async def test_a_pilot_is_silent_until_a_person_says_what_it_is_about(plant: Plant) -> None:
    await plant.policy("pilot", category="hvac")
    order = await plant.report()
    seen = await plant.seen(order)
    assert (seen["mode"], seen["triage"]["verdict"], seen["triage"]["category"]) == (
        "pilot",
        "silent",
        "",
    )
    (line,) = (await plant.ok("dispatcher", "GET", "/dispatch/inbox"))["items"]
    assert line["category"] == ""
    path = f"/dispatch/orders/{order}/category"
    said = await plant.ok("dispatcher", "POST", path, category="hvac")
    assert said["triage"]["category"] == "hvac"
    (line,) = (await pilots(plant))["categories"]
    assert (line["agreement"]["hits"], line["agreement"]["of"]) == (1, 1)


async def test_what_was_let_stand_counts_and_is_told_apart(plant: Plant) -> None:
    order = await plant.report()
    seen = await plant.seen(order)
    await plant.ok(
        "dispatcher",
        "POST",
        f"/dispatch/orders/{order}/assignee",
        to=seen["best"][0]["user"],
        version=seen["version"],
        category="hvac",
    )
    (line,) = (await pilots(plant))["categories"]
    assert (line["said"], line["stood"], line["agreement"]["hits"]) == (1, 1, 1)


async def test_a_share_and_a_unit_scope_a_policy_and_nonsense_is_refused(plant: Plant) -> None:
    body = {"type_key": TYPE, "mode": "pilot", "category": "hvac"}
    shown = await plant.ok("dispatcher", "PUT", "/dispatch/policies", **body, share=20)
    assert [each["share"] for each in shown["policies"]] == [20]
    wide = await plant.ask("dispatcher", "PUT", "/dispatch/policies", **body, share=0)
    assert problem_of(wide)["code"] == "dispatch_share_out_of_range"
    nowhere = await plant.ask("dispatcher", "PUT", "/dispatch/policies", **body, unit=str(uuid4()))
    assert problem_of(nowhere)["code"] == "dispatch_unit_unknown"
    unknown = await plant.ask("dispatcher", "GET", "/dispatch/pilots?type_key=nowhere")
    assert problem_of(unknown)["code"] == "dispatch_type_unknown"


async def test_orders_that_teach_nothing_are_told_with_why(plant: Plant) -> None:
    await plant.policy("automatic")
    for _ in range(2):
        order = await plant.report()
        path = f"/dispatch/orders/{order}/category"
        await plant.ok("dispatcher", "POST", path, category="hvac")
        await plant.through(order, "li" if await holds(plant, order, "li") else "zhao")
    cancelled = await plant.report(title="空调不用修了")
    await plant.act("dispatcher", cancelled, "cancel", reason="误报")
    await plant.settle()
    shown = await pilots(plant)
    assert (shown["teach"], shown["wait"]) == (1, 0)
    told = {each["why"]: [one["id"] for one in each["examples"]] for each in shown["left_out"]}
    assert told == {"duplicate": [order], "cancelled": [cancelled]}


async def holds(plant: Plant, order: str, who: str) -> bool:
    shown = await plant.ok("dispatcher", "GET", f"/orders/{order}")
    return bool(shown["assignee"]["id"] == str(plant.users[who]))


async def test_beside_an_order_stand_its_twin_and_what_was_done_before(plant: Plant) -> None:
    before = await plant.report()
    seen = await plant.seen(before)
    path = f"/dispatch/orders/{before}/assignee"
    await plant.ok("dispatcher", "POST", path, to=seen["best"][0]["user"], version=seen["version"])
    await plant.through(before, seen["best"][0]["name"].lower())
    twin, order = await plant.report(), await plant.report()
    other = await plant.report(title="三楼会议室空调漏水", description="不制冷，编号 AC-0977")
    found = await plant.ok("dispatcher", "GET", f"/dispatch/orders/{order}/alike")
    assert [each["id"] for each in found["same"]] == [twin]
    assert [(each["id"], each["what"]) for each in found["solved"]] == [(before, "修好了")]
    assert other not in str(found["solved"])
    await plant.ok("dispatcher", "POST", f"/orders/{order}/link", to=twin, kind="duplicates")
    linked = await plant.ok("dispatcher", "GET", f"/dispatch/orders/{order}/alike")
    assert linked["same"] == []
    hidden = await plant.ask("requester", "GET", f"/dispatch/orders/{order}/alike")
    assert hidden.status_code == 403


async def test_urgency_is_proposed_with_its_word_and_changes_nothing(plant: Plant) -> None:
    calm = {**TROUBLE, "urgency": 3, "impact": 3}
    order = await plant.report(**{**calm, "title": "机房冒烟", "description": ""})
    found = await plant.ok("dispatcher", "GET", f"/dispatch/orders/{order}/alike")
    assert found["proposed"] == {"urgency": 1, "impact": 3, "reason": "描述里提到“冒烟”"}
    assert (found["urgency"], found["impact"]) == (3, 3)


async def test_gists_are_read_along_their_index(plant: Plant) -> None:
    await plant.report()
    database = plant.house.house.dispatching.means.database
    tenant: UUID = plant.tenant.id
    async with database.reading(tenant) as reader:
        await reader.fetch("SET LOCAL enable_seqscan = off")
        rows = await reader.fetch(f"EXPLAIN {NEWEST}", tenant, None, 10)
    assert "dispatch_gist_touched" in "\n".join(row[0] for row in rows)


async def test_the_timeline_s_decision_is_told_with_who_was_not_chosen_and_why(
    plant: Plant,
) -> None:
    await plant.policy("automatic")
    order = await plant.report()
    timeline = await plant.ok("dispatcher", "GET", f"/orders/{order}/timeline")
    (told,) = (await plant.ok("dispatcher", "GET", f"/dispatch/orders/{order}/bases"))["items"]
    assert told["id"] == timeline["items"][-1]["command"]
    assert (told["name"], told["category"], told["kind"]) == ("Li", "空调通风", "assigned")
    assert told["reasons"][-1] == "技能匹配 1/1"
    (other,) = told["others"]
    assert other["name"] == "Zhao"
    assert other["behind"].startswith("技能 −")
    outside = await plant.ok("requester", "GET", f"/orders/{order}/timeline")
    assert all(each["command"] is None for each in outside["items"])


async def test_what_a_dispatcher_gave_out_he_takes_back_and_it_waits_again(plant: Plant) -> None:
    order = await plant.report()
    seen = await plant.seen(order)
    path = f"/dispatch/orders/{order}/assignee"
    first = seen["best"][0]["user"]
    given = await plant.ok("dispatcher", "POST", path, to=first, version=seen["version"])
    assert given["assignee"] == first
    await plant.act("dispatcher", order, "take-back")
    (line,) = (await plant.ok("dispatcher", "GET", "/dispatch/inbox"))["items"]
    assert line["order"] == order
    again = await plant.seen(order)
    assert (again["act"], again["assignee"]) == ("accept", None)
    await plant.ok("dispatcher", "POST", path, to=first, version=again["version"])
    shown = await plant.ok("dispatcher", "GET", f"/orders/{order}")
    assert shown["assignee"]["id"] == first
