"""Rosters in a whole house: solved in a process, checked, changed, published, mended."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from gongdan.bootstrap.rosters import Rosters
from gongdan.kernel.ids import new_id
from gongdan.kernel.retry import pass_over
from gongdan.rooms.identity.handlers.users import CreateUser, UserCreated, create_user
from gongdan.rooms.people.contract import has_hours
from tests.entrypoints.http.answers import problem_of
from tests.house import PASSWORD, Tenant, TestHouse, founding, running_house
from tests.postgres_server import HouseDatabase

WORKDAYS = [1, 2, 3, 4, 5]
FRIDAY = 4


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


class Team:
    """A tenant with two technicians and a need of one person on workdays."""

    def __init__(self, house: TestHouse, tenant: Tenant) -> None:
        self.house, self.tenant = house, tenant
        self.clients: dict[str, httpx.AsyncClient] = {}
        self.users: dict[str, str] = {}
        today = datetime.now(UTC).date()
        self.monday = today + timedelta(days=7 - today.weekday())

    async def begin(self) -> "Team":
        for role in ("technician", "dispatcher", "admin", "auditor"):
            self.clients[role] = await self.house.signed_in(self.tenant, role)
        for login in ("li", "zhao"):
            await self.hire(login)
        return self

    async def hire(self, login: str) -> None:
        command = CreateUser(login, login.title(), PASSWORD, roles=("technician",))
        made = await create_user(self.house.house.identity, founding(self.tenant.id), command)
        assert isinstance(made, UserCreated)
        self.users[login] = str(made.id)
        self.clients[login] = await self.house.signed_in(self.tenant, login)
        body = {"name": login.title(), "user": str(made.id), "skills": ["空调"]}
        assert (await self.ask("admin", "POST", "/people", **body)).is_success

    async def need(self, people: int = 1, days: list[int] = WORKDAYS) -> Any:
        body = {"days": days, "begins": 7, "ends": 15, "people": people}
        return await self.ok("dispatcher", "POST", "/rosters/demand/corrections", **body)

    async def solved(self, **more: object) -> Any:
        body = {"first": self.monday.isoformat(), "weeks": 1, "seconds": 2, **more}
        made = await self.ok("dispatcher", "POST", "/rosters", **body)
        await self.work()
        return await self.seen(made["id"])

    async def work(self) -> None:
        rosters: Rosters = self.house.house.rosters
        await rosters.rostering("test", pass_over).drain()

    async def seen(self, roster: str) -> Any:
        return await self.ok("dispatcher", "GET", f"/rosters/{roster}")

    async def act(self, roster: Any, method: str, act: str, **body: object) -> httpx.Response:
        return await self.clients["dispatcher"].request(
            method,
            f"/api/v1/rosters/{roster['id']}/{act}",
            json=body,
            headers={"If-Match": f'"{roster["version"]}"'},
        )

    async def published(self) -> Any:
        answer = await self.act(await self.solved(), "POST", "publish")
        assert answer.is_success, answer.text
        return answer.json()

    async def ok(self, who: str, method: str, path: str, **body: object) -> Any:
        answer = await self.ask(who, method, path, **body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def ask(self, who: str, method: str, path: str, **body: object) -> httpx.Response:
        return await self.clients[who].request(
            method, f"/api/v1{path}", json=body if body or method != "GET" else None
        )

    async def crew(self) -> Mapping[UUID, Any]:
        found = await self.house.house.staff.crew.of(self.tenant.id)
        return {each.user: each for each in found.members}


@pytest.fixture
async def team(house: TestHouse) -> Team:
    return await Team(house, await house.tenant()).begin()


async def test_without_a_need_or_people_nothing_is_begun(team: Team) -> None:
    body = {"first": team.monday.isoformat(), "weeks": 1}
    no = problem_of(await team.ask("dispatcher", "POST", "/rosters", **body))
    assert no["code"] == "roster_no_demand"
    body = {"first": "2020-01-06", "weeks": 1}
    no = problem_of(await team.ask("dispatcher", "POST", "/rosters", **body))
    assert no["code"] == "roster_span_unusable"


async def test_a_roster_covers_the_need_under_the_rules_and_grants_a_wish(team: Team) -> None:
    await team.need()
    day = (team.monday + timedelta(days=1)).isoformat()
    await team.ok("li", "POST", "/rosters/me/wishes", day=day)
    roster = await team.solved()
    assert (roster["search"], roster["wrong"], roster["gaps"]) == ("done", [], [])
    assert {each["day"] for each in roster["duties"]} == {0, 1, 2, 3, 4}
    by_day = {each["day"]: each["person"] for each in roster["duties"]}
    assert by_day[1] == team.users["zhao"], "the wish of one is the turn of the other"
    li = next(each for each in roster["people"] if each["id"] == team.users["li"])
    assert (li["name"], li["wishes"]) == ("Li", [{"day": 1, "kind": "", "met": True}])


async def test_a_gap_tells_which_rule_keeps_people_away(team: Team) -> None:
    await team.need(people=3)
    roster = await team.solved()
    gap = roster["gaps"][0]
    assert (gap["need"], gap["cover"], gap["blocked"]) == (3, 2, {"skill": 2})


async def test_a_change_that_breaks_a_rule_is_refused_in_words(team: Team) -> None:
    await team.need()
    roster = await team.solved()
    # nobody is needed on the Saturday after it, so that only the change can break a rule
    first = next(each for each in roster["duties"] if each["day"] == FRIDAY)
    late = {**{name: first[name] for name in ("person", "place", "skill")}, "kind": "late"}
    changed = await team.act(roster, "PUT", "duty", day=FRIDAY, **late)
    assert changed.is_success, changed.text
    body = {"person": first["person"], "day": FRIDAY + 1, "kind": "early"}
    no = problem_of(await team.act(changed.json(), "PUT", "duty", **body))
    assert (no["code"], "11" in no["detail"]) == ("roster_breaks_rest", True)
    said = await team.ok(
        "dispatcher",
        "GET",
        f"/rosters/{roster['id']}/choices?person={first['person']}&day={FRIDAY + 1}",
    )
    assert {(each["kind"], each["verdict"]) for each in said["items"]} >= {("early", "rest")}
    stale = problem_of(await team.act(roster, "PUT", "duty", **body))
    assert stale["code"] == "roster_changed_meanwhile"
    again = await team.act(changed.json(), "POST", "solve", seconds=2)
    assert again.status_code == 202, again.text
    await team.work()
    after = await team.seen(roster["id"])
    kept = [
        each
        for each in after["duties"]
        if (each["person"], each["day"]) == (first["person"], FRIDAY)
    ]
    assert [(each["kind"], each["locked"]) for each in kept] == [("late", True)]


async def test_what_is_published_is_when_people_work(team: Team) -> None:
    await team.need()
    roster = await team.published()
    assert roster["state"] == "published"
    crew = await team.crew()
    for user in team.users.values():
        mine = [each["day"] for each in roster["duties"] if each["person"] == user]
        days = crew[UUID(user)].rostered
        assert len(days) == 7
        assert [at for at, each in enumerate(days) if each.begins == 7 * 60] == mine
        assert has_hours(crew[UUID(user)].working, days)
    own = await team.ok("li", "GET", "/rosters/me")
    mine = [each["day"] for each in roster["duties"] if each["person"] == team.users["li"]]
    assert [each["day"] for each in own["shifts"]] == [
        (team.monday + timedelta(days=day)).isoformat() for day in mine
    ]
    half = (team.monday + timedelta(days=3)).isoformat()
    no = problem_of(await team.ask("dispatcher", "POST", "/rosters", first=half, weeks=1))
    assert no["code"] == "roster_overlaps"


async def test_somebody_falls_ill_before_and_after_it_is_published(team: Team) -> None:
    await team.need()
    draft = await team.solved()
    ill = draft["duties"][0]["person"]
    people = (await team.ok("admin", "GET", "/people"))["items"]
    entry = next(each["id"] for each in people if each["user"] == ill)
    begins = datetime.combine(team.monday, datetime.min.time(), UTC) - timedelta(hours=12)
    away = {"begins": begins.isoformat(), "ends": (begins + timedelta(days=2)).isoformat()}
    made = await team.ok("dispatcher", "POST", f"/people/{entry}/absences", **away)
    no = problem_of(await team.act(draft, "POST", "publish"))
    assert no["code"] == "roster_stale"
    assert {each["what"] for each in (await team.seen(draft["id"]))["stale"]} == {"absent"}
    await team.ok("dispatcher", "DELETE", f"/people/{entry}/absences/{made['id']}")
    roster = (await team.act(draft, "POST", "publish")).json()
    await team.ok("dispatcher", "POST", f"/people/{entry}/absences", **away)
    mending = await team.ok("dispatcher", "POST", f"/rosters/{roster['id']}/repair", seconds=2)
    await team.work()
    mended = await team.seen(mending["id"])
    lost = {each["day"] for each in roster["duties"] if each["person"] == ill} & {0, 1}
    assert mended["moved"] == 2 * len(lost), "only his own shifts went to somebody else"
    assert (mended["stale"], mended["repairs"]) == ([], roster["id"])
    assert (await team.act(mended, "POST", "publish")).is_success
    assert (await team.seen(roster["id"]))["state"] == "superseded"


async def test_orders_of_past_weeks_become_a_forecast(team: Team, database: HouseDatabase) -> None:
    orders = [await team.ok("dispatcher", "POST", "/orders", title="x") for _ in range(24)]
    async with database.admin.untenanted() as connection:
        for at, order in enumerate(orders):
            monday = datetime.combine(team.monday, datetime.min.time(), UTC)
            when = monday - timedelta(days=7 * (2 + at % 6), hours=-2)
            await connection.execute(
                "UPDATE order_row SET reported_at = $2 WHERE id = $1", UUID(order["id"]), when
            )
    found = await team.ok("dispatcher", "GET", "/rosters/demand")
    (line,) = found["items"]
    assert (line["too_little"], line["came"], line["weeks"]) == (False, 24, 6)
    assert line["people"][10] >= 2, "at ten in the tenant's zone"
    assert line["people"][3] == 0


async def test_only_planners_change_and_nobody_sees_the_rosters_of_another_tenant(
    team: Team, house: TestHouse
) -> None:
    body = {"first": team.monday.isoformat(), "weeks": 1}
    assert (await team.ask("li", "POST", "/rosters", **body)).status_code == 403
    assert (await team.ask("auditor", "GET", "/rosters")).status_code == 403
    await team.need()
    roster = await team.solved()
    other = await Team(house, await house.tenant()).begin()
    assert (await other.ask("dispatcher", "GET", f"/rosters/{roster['id']}")).status_code == 404
    assert (await other.ok("dispatcher", "GET", "/rosters"))["items"] == []


async def test_wishes_are_ones_own_and_settings_are_changed_over_what_was_seen(team: Team) -> None:
    day = team.monday.isoformat()
    wish = await team.ok("li", "POST", "/rosters/me/wishes", day=day, kind="early")
    path = f"/rosters/me/wishes/{wish['id']}"
    assert (await team.ask("zhao", "DELETE", path)).status_code == 404
    await team.ok("li", "DELETE", path)
    assert (await team.ok("li", "GET", "/rosters/me"))["wishes"] == []
    settings = await team.ok("dispatcher", "GET", "/rosters/settings")
    settings.pop("units")
    body = {**settings, "rest": 12}
    kept = await team.ok("dispatcher", "PUT", "/rosters/settings", **body)
    assert (kept["rest"], kept["version"]) == (12, 1)
    late = problem_of(await team.ask("dispatcher", "PUT", "/rosters/settings", **body))
    assert late["code"] == "roster_changed_meanwhile"
    nowhere = {**body, "version": 1, "places": [str(new_id())]}
    no = problem_of(await team.ask("dispatcher", "PUT", "/rosters/settings", **nowhere))
    assert no["code"] == "roster_unit_not_found"
