"""Days planned in a whole house: made by the worker, changed by people, published, made anew."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from msgspec.structs import replace

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.handlers.users import CreateUser, UserCreated, create_user
from gongdan.rooms.planning.handlers.drafting import Drafting
from gongdan.rooms.planning.handlers.holdings import PlanningHoldings
from gongdan.rooms.planning.handlers.publishing import Publishing
from tests.entrypoints.http.answers import problem_of
from tests.house import PASSWORD, Tenant, TestHouse, founding, running_house
from tests.postgres_server import HouseDatabase

EVERY_DAY = [{"days": [1, 2, 3, 4, 5, 6, 7], "begins": 480, "ends": 1_020}]


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


class Town:
    """A tenant with two technicians who know cooling, and orders about the town, for tomorrow."""

    def __init__(self, house: TestHouse, tenant: Tenant) -> None:
        self.house, self.tenant = house, tenant
        self.clients: dict[str, httpx.AsyncClient] = {}
        self.users: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.orders: list[str] = []
        self.day = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()

    async def begin(self, *skills: str) -> "Town":
        for role in ("requester", "dispatcher", "admin"):
            self.clients[role] = await self.house.signed_in(self.tenant, role)
        await self.hire("li", *skills)
        await self.hire("zhao")
        for number in range(4):
            await self.report(31.20 + number / 100)
        return self

    async def hire(self, login: str, *skills: str, tools: tuple[str, ...] = ()) -> None:
        command = CreateUser(login, login.title(), PASSWORD, roles=("technician",))
        made = await create_user(self.house.house.identity, founding(self.tenant.id), command)
        assert isinstance(made, UserCreated)
        self.users[login] = str(made.id)
        working: dict[str, object] = {
            "levels": [],
            "territories": [],
            "shifts": EVERY_DAY,
            "tools": list(tools),
            "vehicle": "",
            "capacity": 8,
        }
        person = await self.ok(
            "admin",
            "POST",
            "/people",
            name=login.title(),
            user=str(made.id),
            skills=list(skills),
            working=working,
        )
        self.people[login] = person["id"]

    async def report(self, latitude: float) -> None:
        made = await self.ok(
            "requester",
            "POST",
            "/orders",
            title=f"空调不制冷 {latitude:.2f}",
            location={"latitude": f"{latitude:.4f}", "longitude": "121.4"},
        )
        self.orders.append(str(made["id"]))
        await self.house.followers.drain()

    async def ask(self, who: str, method: str, path: str, **body: object) -> httpx.Response:
        return await self.clients[who].request(
            method, f"/api/v1{path}", json=body if body or method == "POST" else None
        )

    async def ok(self, who: str, method: str, path: str, **body: object) -> Any:
        answer = await self.ask(who, method, path, **body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def planned(self, path: str = "/day-plans", **wanted: object) -> Any:
        """Let a plan be made, and wait for the worker."""
        body = {"day": self.day, **wanted} if path == "/day-plans" else {}
        begun = await self.ok("dispatcher", "POST", path, **body)
        assert begun["state"] == "planning"
        await self.house.followers.drain()
        draft = (await self.board())["draft"]
        assert (draft["state"], draft["fault"]) == ("draft", "")
        return draft

    async def board(self) -> Any:
        return await self.ok("dispatcher", "GET", f"/day-plans/board?day={self.day}")

    async def publish(self, draft: Any) -> Any:
        path = f"/day-plans/{draft['id']}/publish"
        return await self.ok("dispatcher", "POST", path, version=draft["version"])

    async def ill(self, login: str) -> None:
        path = f"/people/{self.people[login]}/absences"
        await self.ok("dispatcher", "POST", path, sudden=True)


def who_does(plan: Any) -> dict[str, str]:
    return {
        stop["order"]: route["user"]
        for route in plan["routes"]
        for stop in route["visits"]
        if stop["order"]
    }


@pytest.fixture
async def town(house: TestHouse) -> Town:
    return await Town(house, await house.tenant()).begin()


async def test_a_day_is_planned_changed_and_published_with_its_basis(town: Town) -> None:
    draft = await town.planned()
    assert set(who_does(draft)) == set(town.orders)
    assert (draft["left"], draft["sums"]["planned"], draft["sums"]["assumed"]) == ([], 4, 0)
    path = f"/day-plans/{draft['id']}"
    order = town.orders[0]
    other = next(each for each in town.users.values() if each != who_does(draft)[order])
    meant = await town.ok("dispatcher", "POST", f"{path}/preview", order=order, to=other)
    assert (meant["overtime"], meant["late"]) == ({}, {})
    told = (await town.ok("dispatcher", "POST", f"{path}/options", order=order))["items"]
    assert {each["user"] for each in told} == set(town.users.values())
    seen = {"version": draft["version"], "order": order, "to": other}
    moved = await town.ok("dispatcher", "POST", f"{path}/moves", **seen)
    assert who_does(moved)[order] == other
    again = await town.ask("dispatcher", "POST", f"{path}/moves", **seen)
    assert problem_of(again)["code"] == "plan_changed"
    back = await town.ok("dispatcher", "POST", f"{path}/undo", version=moved["version"])
    forth = await town.ok("dispatcher", "POST", f"{path}/redo", version=back["version"])
    assert (who_does(back), who_does(forth)) == (who_does(draft), who_does(moved))
    held = await town.publish(forth)
    assert (held["state"], held["refused"]) == ("published", {})
    shown = await town.ok("dispatcher", "GET", f"/orders/{order}")
    assert (shown["stage"], shown["assignee"]["id"]) == ("execute", other)
    entry = (await town.ok("dispatcher", "GET", f"/orders/{order}/timeline"))["items"][-1]
    assert entry["actor"]["kind"] == "person"
    assert entry["basis"]["source"].startswith("planning@")
    assert entry["basis"]["reasons"][0] == f"day plan {town.day}"
    board = await town.board()
    assert (board["draft"], board["published"]["changed"]) == (None, 0)


async def test_who_is_erased_stands_in_no_plan_any_more(town: Town) -> None:
    draft = await town.planned()
    tenant, app = town.tenant.id, town.house.house.storage.app
    user = UUID(next(iter(who_does(draft).values())))
    holdings = PlanningHoldings(app)
    assert [each.where.id for each in await holdings.find(tenant, user)] == [user]
    assert (await holdings.copy(tenant, user))[0].values == {"plans": "1"}
    assert await holdings.erase(tenant, user) == 1
    assert (await holdings.find(tenant, user), await holdings.copy(tenant, user)) == ([], [])


async def test_appointments_lengths_tools_and_parts_of_orders_are_planned_by(town: Town) -> None:
    await town.hire("qian", tools=("梯子",))
    first, second, third, fourth = town.orders
    nine, eleven = f"{town.day}T09:00:00+08:00", f"{town.day}T11:00:00+08:00"
    agreed = {"begins": nine, "ends": eleven}
    parts = [{"code": "6204-2RS", "amount": 2}]
    said = await town.ok(
        "dispatcher",
        "POST",
        f"/orders/{first}/schedule",
        appointment=agreed,
        minutes=90,
        tools=["梯子"],
        parts=parts,
    )
    needs = said["beside"]["needs"]
    assert (needs["minutes"], needs["tools"]) == (90, ["梯子"])
    assert needs["appointment"]["zone"] == "Asia/Shanghai"
    later = (datetime.fromisoformat(nine) + timedelta(days=3)).isoformat()
    until = (datetime.fromisoformat(eleven) + timedelta(days=3)).isoformat()
    path = f"/orders/{fourth}/schedule"
    await town.ok("dispatcher", "POST", path, appointment={"begins": later, "ends": until})
    draft = await town.planned()
    assert set(who_does(draft)) == {first, second, third}
    assert (draft["later"], draft["fresh"]) == (1, 0)
    order = next(each for each in draft["orders"] if each["id"] == first)
    assert (order["minutes"], order["lasting"]) == (90, "said")
    assert (order["opens"], order["closes"]) == (9 * 3_600, 11 * 3_600)
    route = next(each for each in draft["routes"] if each["user"] == town.users["qian"])
    stop = next(each for each in route["visits"] if each["order"] == first)
    assert 9 * 3_600 <= stop["begins"] <= 11 * 3_600
    assert (route["parts"], route["tools"]) == ([{"code": "6204-2RS", "amount": "2"}], ["梯子"])
    held = await town.publish(draft)
    assert (held["changed"], held["refused"]) == (0, {})
    told = (await town.ok("requester", "GET", f"/orders/{second}/visit"))["visit"]
    assert told["zone"] == "Asia/Shanghai"
    assert told["begins"].startswith(town.day)
    await town.ok("dispatcher", "POST", f"/orders/{first}/schedule", appointment=None)
    board = (await town.board())["published"]
    assert {each["id"]: each["change"] for each in board["orders"] if each["change"]} == {
        first: "needs"
    }


async def test_a_draft_whose_day_has_passed_is_not_published(town: Town) -> None:
    draft = await town.planned()
    means = town.house.house.planning.drafting._means
    later = replace(means, clock=lambda: means.clock() + timedelta(days=4))
    publishing = Publishing(later, Drafting(later))
    answer = await publishing.publish(founding(town.tenant.id), UUID(draft["id"]), draft["version"])
    assert isinstance(answer, Refused)
    assert answer.code == "plan_day_past"
    assert (await town.board())["draft"]["version"] == draft["version"]


async def test_who_falls_ill_hands_on_his_stops_and_the_others_stay(town: Town) -> None:
    held = await town.publish(await town.planned())
    first = who_does(held)
    ill = next(login for login, user in town.users.items() if user in set(first.values()))
    await town.ill(ill)
    board = await town.board()
    lost = [each["user"] for each in board["published"]["routes"] if each["lost"]]
    assert lost == [town.users[ill]]
    draft = await town.planned(f"/day-plans/{held['id']}/replan")
    assert set(who_does(draft)) == set(town.orders)
    stayed = {order for order, user in first.items() if user != town.users[ill]}
    assert {each["order"] for each in draft["differences"] if each["away"]} == set(first) - stayed
    assert all(who_does(draft)[order] == first[order] for order in stayed)
    after = await town.publish(draft)
    assert after["refused"] == {}
    board = await town.board()
    assert set(who_does(board["published"]).values()) == set(town.users.values()) - {
        town.users[ill]
    }


async def test_a_draft_of_yesterday_s_orders_is_not_published_but_taken_up(town: Town) -> None:
    draft = await town.planned()
    gone = town.orders[0]
    shown = await town.clients["dispatcher"].get(f"/api/v1/orders/{gone}")
    answer = await town.clients["dispatcher"].post(
        f"/api/v1/orders/{gone}/cancel",
        json={"reason": "重复"},
        headers={"If-Match": f'"{shown.json()["version"]}"'},
    )
    assert answer.is_success, answer.text
    await town.report(31.29)
    path = f"/day-plans/{draft['id']}"
    refused = await town.ask("dispatcher", "POST", f"{path}/publish", version=draft["version"])
    assert problem_of(refused)["code"] == "plan_stale"
    board = await town.board()
    told = {each["id"]: each["change"] for each in board["draft"]["orders"] if each["change"]}
    assert (told, board["draft"]["fresh"]) == ({gone: "ended"}, 1)
    again = await town.planned(f"{path}/replan")
    assert set(who_does(again)) == set(town.orders) - {gone}
    assert (await town.publish(again))["state"] == "published"


async def test_a_locked_stop_stays_and_an_order_that_asks_too_much_is_left_with_why(
    house: TestHouse,
) -> None:
    town = await Town(house, await house.tenant()).begin("空调")
    hvac = {
        "name": {"zh": "空调", "en": "Cooling"},
        "phrases": ["空调不制冷"],
        "skills": {"空调": 3},
    }
    await town.ok("admin", "PUT", "/dispatch/categories/hvac", **hvac)
    draft = await town.planned(minutes=120)
    assert set(who_does(draft).values()) == {town.users["li"]}
    path, (order, *_) = f"/day-plans/{draft['id']}", who_does(draft)
    lock = {"version": draft["version"], "order": order, "locked": True}
    draft = await town.ok("dispatcher", "POST", f"{path}/locks", **lock)
    moved = {"version": draft["version"], "order": order, "to": town.users["zhao"]}
    refused = await town.ask("dispatcher", "POST", f"{path}/moves", **moved)
    assert problem_of(refused)["code"] == "plan_stop_locked"
    (other,) = [each for each in who_does(draft) if each != order][:1]
    told = (await town.ok("dispatcher", "POST", f"{path}/options", order=other))["items"]
    zhao = next(each for each in told if each["user"] == town.users["zhao"])
    assert (zhao["at"], zhao["code"]) == (None, "plan_person_lacks_skill")
    draft = await town.planned(f"{path}/replan")
    assert order in {each["id"] for each in draft["orders"] if each["locked"]}
    await town.ill("li")
    empty = await town.planned()
    assert {each["why"] for each in empty["left"]} == {"skills"}
    assert (await town.ask("dispatcher", "DELETE", f"/day-plans/{empty['id']}")).is_success
    assert (await town.board())["draft"] is None


async def test_days_that_can_t_be_planned_are_refused_in_words(town: Town) -> None:
    codes = [
        ({"day": "2020-01-01"}, "plan_day_past"),
        ({"day": "2999-01-01"}, "plan_day_far"),
        ({"day": town.day, "minutes": 1}, "plan_minutes_out_of_range"),
        ({"day": town.day, "unit": str(UUID(int=9))}, "plan_unit_unknown"),
    ]
    for wanted, code in codes:
        assert (
            problem_of(await town.ask("dispatcher", "POST", "/day-plans", **wanted))["code"] == code
        )
    assert (await town.ask("requester", "POST", "/day-plans", day=town.day)).status_code == 403
    for day in ("0001-01-01", "9999-12-31"):
        far = await town.ask("dispatcher", "GET", f"/day-plans/board?day={day}")
        assert problem_of(far)["code"] == "plan_day_far"
    await town.ok("dispatcher", "POST", "/day-plans", day=town.day)
    twice = await town.ask("dispatcher", "POST", "/day-plans", day=town.day)
    assert problem_of(twice)["code"] == "plan_being_made"
