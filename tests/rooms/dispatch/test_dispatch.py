"""Dispatch in a whole house: understood, recommended, given out, overridden, learned from."""

from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import UUID

import httpx
import pytest

from gongdan.rooms.identity.handlers.users import CreateUser, UserCreated, create_user
from tests.entrypoints.http.answers import problem_of
from tests.house import PASSWORD, Tenant, TestHouse, founding, running_house
from tests.postgres_server import HouseDatabase

TROUBLE = {
    "title": "三楼会议室空调漏水",
    "description": "空调不制冷，一直滴水，编号 AC-0312",
    # of the first priority: nothing is left to chance
    "urgency": 1,
    "impact": 1,
}


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


class Plant:
    """A tenant with three technicians, and everybody's client."""

    def __init__(self, house: TestHouse, tenant: Tenant) -> None:
        self.house, self.tenant = house, tenant
        self.clients: dict[str, httpx.AsyncClient] = {}
        self.people: dict[str, str] = {}
        self.users: dict[str, UUID] = dict(tenant.users)

    async def begin(self) -> "Plant":
        for role in ("requester", "technician", "dispatcher", "supervisor", "admin"):
            self.clients[role] = await self.house.signed_in(self.tenant, role)
        await self.hire("li", skills=["空调"], level=5)
        await self.hire("zhao", skills=["空调"], level=2)
        await self.hire("qian", skills=["水泵"], level=5)
        await self.ok("admin", "PUT", "/dispatch/categories/hvac", **await self.cooling())
        return self

    async def cooling(self) -> dict[str, Any]:
        shown = await self.ok("admin", "GET", "/dispatch/policies")
        hvac = next(each for each in shown["categories"] if each["key"] == "hvac")
        return {"name": hvac["name"], "phrases": hvac["phrases"], "skills": {"空调": 2}}

    async def hire(self, login: str, *, skills: list[str], level: int, capacity: int = 8) -> None:
        command = CreateUser(login, login.title(), PASSWORD, roles=("technician",))
        made = await create_user(self.house.house.identity, founding(self.tenant.id), command)
        assert isinstance(made, UserCreated)
        self.users[login] = made.id
        self.clients[login] = await self.house.signed_in(self.tenant, login)
        working = {
            "levels": [{"skill": each, "level": level, "until": None} for each in skills],
            "territories": [],
            "shifts": [],
            "tools": [],
            "vehicle": "",
            "capacity": capacity,
        }
        person = await self.ok(
            "admin",
            "POST",
            "/people",
            name=login.title(),
            user=str(made.id),
            skills=skills,
            working=working,
        )
        self.people[login] = person["id"]

    async def ok(self, who: str, method: str, path: str, **body: object) -> Any:
        answer = await self.ask(who, method, path, **body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def ask(self, who: str, method: str, path: str, **body: object) -> httpx.Response:
        return await self.clients[who].request(
            method, f"/api/v1{path}", json=body if body or method != "GET" else None
        )

    async def report(self, **words: object) -> str:
        order = await self.ok("requester", "POST", "/orders", **{**TROUBLE, **words})
        await self.settle()
        return str(order["id"])

    async def settle(self) -> None:
        await self.house.followers.drain()

    async def seen(self, order: str) -> Any:
        return await self.ok("dispatcher", "GET", f"/dispatch/orders/{order}")

    async def policy(self, mode: str, threshold: float = 0.3, category: str = "") -> None:
        await self.ok(
            "dispatcher",
            "PUT",
            "/dispatch/policies",
            type_key="five_step",
            category=category,
            mode=mode,
            threshold=threshold,
        )

    async def act(self, who: str, order: str, act: str, **body: object) -> Any:
        shown = (await self.clients[who].get(f"/api/v1/orders/{order}")).json()
        answer = await self.clients[who].post(
            f"/api/v1/orders/{order}/{act}",
            json=body,
            headers={"If-Match": f'"{shown["version"]}"'},
        )
        assert answer.is_success, answer.text
        return answer.json()

    async def through(self, order: str, who: str, *, passed: bool = True) -> None:
        data = {"work_done": "修好了", "result": "fixed"}
        await self.act(who, order, "complete", data=data)
        if not passed:
            await self.act("requester", order, "verify", outcome="rejected", reason="还在漏")
            await self.act(who, order, "complete", data=data)
        await self.act("requester", order, "verify", outcome="passed")
        await self.act("dispatcher", order, "archive")
        await self.settle()


@pytest.fixture
async def plant(house: TestHouse) -> Plant:
    return await Plant(house, await house.tenant()).begin()


def sums(candidate: Mapping[str, Any]) -> bool:
    return abs(sum(candidate["points"].values()) - candidate["score"]) < 1e-6


async def test_a_chinese_text_is_understood_and_people_are_proposed_with_reasons(
    plant: Plant,
) -> None:
    seen = await plant.seen(await plant.report())
    assert (seen["triage"]["category"], seen["triage"]["origin"]) == ("hvac", "words")
    assert seen["triage"]["name"] == "空调通风"
    assert {"AC-0312"} <= {each["text"] for each in seen["triage"]["entities"]}
    assert (seen["act"], seen["mode"]) == ("accept", "recommend")
    best = seen["best"]
    assert [each["name"] for each in best] == ["Li", "Zhao"]
    assert all(map(sums, best))
    assert best[0]["points"]["skill"] > best[1]["points"]["skill"]
    assert best[0]["reasons"] == ["同类工单尚无记录", "负载 0/8", "技能匹配 1/1"]
    assert [(each["name"], each["rule"]) for each in seen["barred"]] == [("Qian", "skill")]
    assert seen["barred"][0]["reason"].startswith("技能或等级不够")


async def test_where_nobody_fits_it_is_said_what_would_make_it_possible(plant: Plant) -> None:
    cooling = await plant.cooling()
    await plant.ok(
        "admin", "PUT", "/dispatch/categories/hvac", **{**cooling, "skills": {"制冷": 3}}
    )
    await plant.policy("automatic")
    order = await plant.report()
    seen = await plant.seen(order)
    assert (seen["fitting"], seen["best"]) == (0, [])
    assert seen["barred_counts"] == {"skill": 3}
    assert seen["helps"][0].startswith("3 人技能或等级不够")
    assert [(each["kind"], each["why"]) for each in seen["decisions"]] == [("held", "nobody_fits")]
    inbox = await plant.ok("dispatcher", "GET", "/dispatch/inbox")
    assert [(each["order"], each["held"]) for each in inbox["items"]] == [(order, "nobody_fits")]


async def test_a_policy_assigns_by_rule_and_the_event_carries_the_basis(plant: Plant) -> None:
    await plant.policy("automatic")
    order = await plant.report()
    shown = await plant.ok("dispatcher", "GET", f"/orders/{order}")
    assert (shown["stage"], shown["assignee"]["id"]) == ("execute", str(plant.users["li"]))
    timeline = await plant.ok("dispatcher", "GET", f"/orders/{order}/timeline")
    entry = timeline["items"][-1]
    assert (entry["type"], entry["actor"]["kind"]) == ("OrderAccepted", "rule")
    assert entry["actor"]["name"] == entry["basis"]["source"] == "dispatch@1"
    reasons = entry["basis"]["reasons"]
    assert reasons[0].startswith("category hvac ")
    assert "propensity 1.0000" in reasons
    assert any(each.startswith(f"not {plant.users['zhao']} ") for each in reasons)
    outside = await plant.ok("requester", "GET", f"/orders/{order}/timeline")
    assert all(each["basis"] is None for each in outside["items"])
    assert [each["kind"] for each in (await plant.seen(order))["decisions"]] == ["assigned"]


async def test_an_unsure_text_is_held_for_a_person_and_a_person_s_word_is_certain(
    plant: Plant,
) -> None:
    await plant.policy("automatic", threshold=0.99)
    order = await plant.report()
    (line,) = (await plant.ok("dispatcher", "GET", "/dispatch/inbox"))["items"]
    assert (line["held"], line["category_name"]) == ("unsure", "空调通风")
    decided = await plant.ok(
        "dispatcher", "POST", f"/dispatch/orders/{order}/category", category="machine"
    )
    assert (decided["triage"]["category"], decided["triage"]["verdict"]) == ("machine", "decided")
    nowhere = await plant.ask(
        "dispatcher", "POST", f"/dispatch/orders/{order}/category", category="x"
    )
    assert problem_of(nowhere)["code"] == "dispatch_category_unknown"


async def test_a_dispatcher_takes_the_first_by_a_key_and_needs_a_reason_for_another(
    plant: Plant,
) -> None:
    order = await plant.report()
    seen = await plant.seen(order)
    path = f"/dispatch/orders/{order}/assignee"
    other = seen["best"][1]["user"]
    bare = await plant.ask("dispatcher", "POST", path, to=other, version=seen["version"])
    assert problem_of(bare)["code"] == "dispatch_reason_needed"
    after = await plant.ok(
        "dispatcher", "POST", path, to=other, version=seen["version"], reason="就在隔壁楼"
    )
    assert (after["act"], after["assignee_name"]) == ("assign", "Zhao")
    assert [(each["kind"], each["why"]) for each in after["decisions"]] == [
        ("overridden", "就在隔壁楼")
    ]
    assert "Zhao" not in [each["name"] for each in after["best"]]
    stale = await plant.ask("dispatcher", "POST", path, to=after["best"][0]["user"], version=1)
    assert stale.status_code == 412
    again = await plant.ok(
        "dispatcher", "POST", path, to=after["best"][0]["user"], version=after["version"]
    )
    assert again["assignee_name"] == "Li"


async def test_a_pilot_predicts_in_silence_and_is_scored(plant: Plant) -> None:
    await plant.policy("pilot", category="hvac")
    order = await plant.report()
    seen = await plant.seen(order)
    assert (seen["assignee"], seen["decisions"]) == (None, [])
    await plant.act("dispatcher", order, "accept", assignee=str(plant.users["li"]))
    await plant.settle()
    pilots = (await plant.ok("dispatcher", "GET", "/dispatch/policies"))["pilots"]
    assert pilots == [
        {"type_key": "five_step", "category": "hvac", "predicted": 1, "decided": 1, "agreed": 1}
    ]


async def test_a_pool_takes_the_order_on_for_whoever_claims_it(plant: Plant) -> None:
    await plant.policy("pool")
    order = await plant.report()
    shown = await plant.ok("li", "GET", f"/orders/{order}")
    assert (shown["stage"], shown["assignee"]) == ("execute", None)
    assert "claim" in [each["act"] for each in shown["acts"]]


async def test_load_moves_with_orders_and_the_full_are_barred(plant: Plant) -> None:
    await plant.policy("automatic")
    for _ in range(2):
        await plant.report()
    await plant.policy("recommend")
    order = await plant.report()
    loads = {each["name"]: each["facts"]["open"] for each in (await plant.seen(order))["best"]}
    assert loads == {"Li": 1.0, "Zhao": 1.0}  # who had the last one is behind by his fair share
    person = await plant.ok("admin", "GET", f"/people/{plant.people['li']}")
    answer = await plant.clients["admin"].patch(
        f"/api/v1/people/{person['id']}",
        json={"working": {**person["working"], "capacity": 1}},
        headers={"If-Match": f'"{person["version"]}"'},
    )
    assert answer.is_success, answer.text
    seen = await plant.seen(order)
    assert {"Li": "full"}.items() <= {e["name"]: e["rule"] for e in seen["barred"]}.items()


async def test_what_came_of_orders_becomes_a_record_that_its_owner_sees(plant: Plant) -> None:
    await plant.policy("automatic")
    first = await plant.report()
    await plant.through(first, "li")
    assert (await plant.ok("li", "GET", "/dispatch/about-me"))["items"] == [
        {"category": "hvac", "name": "空调通风", "tries": 1.0, "good": 1.0}
    ]
    await plant.settle()
    second = await plant.report(title="空调又漏水")
    await plant.through(second, "li", passed=False)
    (record,) = (await plant.ok("li", "GET", "/dispatch/about-me"))["items"]
    assert (record["tries"], record["good"] < 1.5) == (2.0, True)


async def test_who_falls_ill_hands_his_orders_on(plant: Plant) -> None:
    order = await plant.report()
    seen = await plant.seen(order)
    await plant.ok(
        "dispatcher",
        "POST",
        f"/dispatch/orders/{order}/assignee",
        to=seen["best"][0]["user"],
        version=seen["version"],
    )
    await plant.ok("li", "POST", "/people/me/absences", sudden=True)
    await plant.settle()
    (line,) = (await plant.ok("dispatcher", "GET", "/dispatch/inbox"))["items"]
    assert (line["order"], line["held"]) == (order, "away")
    offered = await plant.seen(order)
    assert [each["name"] for each in offered["best"]] == ["Zhao"]
    assert {"user": str(plant.users["li"]), "rule": "off_shift"}.items() <= {
        **next(each for each in offered["barred"] if each["name"] == "Li")
    }.items()
    await plant.policy("automatic")
    await plant.ok("zhao", "GET", "/people/me")
    given = await plant.ok(
        "dispatcher",
        "POST",
        f"/dispatch/orders/{order}/assignee",
        to=offered["best"][0]["user"],
        version=offered["version"],
    )
    assert given["assignee_name"] == "Zhao"
    assert (await plant.ok("dispatcher", "GET", "/dispatch/inbox"))["items"] == []


async def test_by_policy_orders_of_the_ill_are_given_on_at_once(plant: Plant) -> None:
    await plant.policy("automatic")
    order = await plant.report()
    person = plant.people["li"]
    await plant.ok("dispatcher", "POST", f"/people/{person}/absences", sudden=True)
    await plant.settle()
    shown = await plant.ok("dispatcher", "GET", f"/orders/{order}")
    assert shown["assignee"]["id"] == str(plant.users["zhao"])
    kinds = [each["kind"] for each in (await plant.seen(order))["decisions"]]
    assert kinds == ["assigned", "away", "assigned"]


async def test_a_policy_for_nothing_is_refused(plant: Plant) -> None:
    body = {"type_key": "nowhere", "mode": "manual"}
    answer = await plant.ask("dispatcher", "PUT", "/dispatch/policies", **body)
    assert problem_of(answer)["code"] == "dispatch_type_unknown"
    body = {"type_key": "five_step", "mode": "manual", "category": "x"}
    answer = await plant.ask("dispatcher", "PUT", "/dispatch/policies", **body)
    assert problem_of(answer)["code"] == "dispatch_category_unknown"
    answer = await plant.ask(
        "dispatcher", "PUT", "/dispatch/policies", type_key="five_step", mode="manual", threshold=2
    )
    assert problem_of(answer)["code"] == "dispatch_threshold_out_of_range"


@pytest.mark.parametrize(
    "text", ["", "x" * 200_000, "<script>alert(1)</script>", "\u202e中文 mixed ไทย"]
)
async def test_no_text_makes_triage_fall(plant: Plant, text: str) -> None:
    voices = await plant.house.house.dispatching.speaking.of(plant.tenant.id)
    said = voices.live.says(text)
    assert 0 <= said.confidence <= 1
    assert said.verdict in {"suggest", "unsure", "out_of_scope"}
