"""A draft is tried by stand-ins: as real orders go, and without touching one."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from msgspec import Struct

from tests.house import PASSWORD, Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.rehearsal.drafts import DEAD_END, with_approval
from tests.rooms.workorders.drawn import inside_work

REHEARSALS = "/api/v1/rehearsals"
DONE = {"work_done": "new seal", "result": "fixed"}


class Trial(Struct):
    """One rehearsal, as its page sees it."""

    designer: httpx.AsyncClient
    at: dict[str, Any]

    async def do(self, by: str, act: str, **parts: object) -> dict[str, Any]:
        self.at = await self._sent("acts", {"by": by, "act": act, **parts}, 200)
        return self.at

    async def send(self, what: str, body: dict[str, object]) -> dict[str, Any]:
        self.at = await self._sent(what, body, 200)
        return self.at

    async def refused(self, what: str, body: dict[str, object]) -> str:
        answer = await self.designer.post(f"{REHEARSALS}/{self.at['id']}/{what}", json=body)
        assert answer.status_code >= 400, answer.text
        return str(answer.json()["code"])

    async def _sent(self, what: str, body: dict[str, object], status: int) -> dict[str, Any]:
        answer = await self.designer.post(f"{REHEARSALS}/{self.at['id']}/{what}", json=body)
        assert answer.status_code == status, answer.text
        found: dict[str, Any] = answer.json()
        return found

    @property
    def open(self) -> list[str]:
        return [step["node"] for step in self.at["open"]]

    @property
    def fresh(self) -> list[str]:
        return [line["text"] for line in self.at["log"] if line["fresh"]]


class Yard(Struct, frozen=True):
    """A house with a designer, and another one who also leads."""

    house: TestHouse
    designer: httpx.AsyncClient
    other: httpx.AsyncClient

    async def draft(self, body: bytes, seen: str | None = None) -> None:
        headers = {"Content-Type": "application/json", **({"If-Match": seen} if seen else {})}
        where = "/api/v1/definitions/five_step/draft"
        saved = await self.designer.put(where, content=body, headers=headers)
        assert saved.status_code == 204, saved.text

    async def begun(self, **fields: object) -> Trial:
        body = {"key": "five_step", "title": "Pump leaks", "fields": fields}
        answer = await self.designer.post(REHEARSALS, json=body)
        assert answer.status_code == 201, answer.text
        return Trial(self.designer, answer.json())


async def another(house: TestHouse, tenant: Tenant) -> httpx.AsyncClient:
    """Return a second designer, who sees orders too."""
    admin = await house.signed_in(tenant, "admin")
    who = {
        "login": "lead",
        "name": "Lead",
        "password": PASSWORD,
        "roles": ["designer", "dispatcher"],
    }
    made = await admin.post("/api/v1/users", json=who)
    assert made.status_code == 201, made.text
    return await house.signed_in(tenant, "lead")


@pytest.fixture
async def yard(database: HouseDatabase) -> AsyncIterator[Yard]:
    async with running_house(database) as house:
        tenant = await house.tenant()
        designer = await house.signed_in(tenant, "designer")
        yield Yard(house, designer, await another(house, tenant))


async def test_a_draft_is_played_to_its_end_by_stand_ins(yard: Yard) -> None:
    await yard.draft(with_approval())
    trial = await yard.begun(amount=5000)
    assert trial.open == ["accept"]
    await trial.do("dispatcher-1", "accept")
    assert trial.open == ["approve"]
    assert any("金额 > 1000" in line for line in trial.fresh), trial.fresh
    assert (
        await trial.refused("acts", {"by": "supervisor-1", "act": "accept", "node": "approve"})
        == "evidence_missing"
    )
    await trial.do("supervisor-1", "prove", node="approve", kind="signature")
    await trial.do("supervisor-1", "accept", node="approve")
    await trial.do("technician-1", "claim", node="execute")
    await trial.do("technician-1", "complete", data=DONE)
    await trial.do("supervisor-2", "verify", outcome="rejected", reason="still leaks")
    assert trial.open == ["execute"]
    await trial.do("technician-1", "complete", data=DONE)
    await trial.do("reporter", "verify", outcome="passed")
    await trial.do("dispatcher-2", "archive")
    assert trial.at["status"] == "archived"
    assert [each["node"] for each in trial.at["passed"]].count("execute") == 2


async def test_a_draft_with_a_sub_process_is_played_through_it_and_it_is_told(yard: Yard) -> None:
    await yard.draft(inside_work())
    trial = await yard.begun()
    await trial.do("dispatcher-1", "accept")
    assert (trial.open, trial.at["waiting"]) == (["execute"], [])
    assert "进入子流程“现场作业”。" in trial.fresh
    await trial.do("technician-1", "claim", node="execute")
    await trial.do("technician-1", "prove", node="execute", kind="location")
    await trial.do("technician-1", "complete", data=DONE)
    await trial.do("supervisor-1", "reject", to="execute", reason="blurred")
    await trial.do("technician-1", "complete", data=DONE)
    await trial.do("supervisor-1", "complete", node="check", outcome="ok")
    assert (trial.open, trial.at["waiting"]) == (["verify"], [])


async def test_no_order_number_or_event_comes_of_it(yard: Yard) -> None:
    await yard.draft(with_approval())
    trial = await yard.begun(amount=1)
    await trial.do("dispatcher-1", "accept")
    page = (await yard.other.get("/api/v1/orders")).json()
    assert page["items"] == []
    real = await yard.other.post("/api/v1/orders", json={"title": "Real"})
    assert real.json()["number"].endswith("000001")


async def test_a_dead_end_is_told_where_it_is_and_stays_until_something_else_is_done(
    yard: Yard,
) -> None:
    await yard.draft(DEAD_END)
    trial = await yard.begun(amount=500)
    await trial.do("dispatcher-1", "accept")
    [trouble] = trial.at["troubles"]
    assert (trouble["code"], trouble["place"]) == ("no_branch_matches", "flow/nodes/asks")
    assert "金额 < 0" in trouble["what"]
    looked = (await yard.designer.get(f"{REHEARSALS}/{trial.at['id']}")).json()
    assert looked["troubles"] == [trouble]
    assert trial.open == ["accept"]
    await yard.draft(with_approval(), seen='"1"')
    again = await trial.send("restart", {"newest": True, "keep": True})
    assert (again["troubles"], trial.open) == ([], ["execute"])


async def test_a_condition_without_a_value_is_told(yard: Yard) -> None:
    await yard.draft(with_approval())
    trial = await yard.begun()
    await trial.do("dispatcher-1", "accept")
    [trouble] = trial.at["troubles"]
    assert trouble["code"] == "condition_null"
    assert trouble["place"] == "flow/edges/dear/condition"
    assert trial.open == ["execute"]


async def test_the_clock_is_moved_to_the_reminder_and_undone(yard: Yard) -> None:
    await yard.draft(with_approval())
    trial = await yard.begun(amount=5000)
    await trial.do("dispatcher-1", "accept")
    before = trial.at["clock"]
    [timer] = trial.at["timers"]
    assert timer["reminds"]
    await trial.send("clock", {})
    assert trial.at["clock"] == timer["at"]
    assert any("发送催办" in line for line in trial.fresh), trial.fresh
    await trial.send("undo", {})
    assert trial.at["clock"] == before
    assert await trial.refused("clock", {"seconds": 999_999_999}) != ""


async def test_a_role_that_nobody_can_have_is_told(yard: Yard) -> None:
    await yard.draft(with_approval().replace(b'"role": "supervisor"', b'"role": "wizard"'))
    trial = await yard.begun(amount=5000)
    await trial.do("dispatcher-1", "accept")
    codes = [(each["code"], each["place"]) for each in trial.at["troubles"]]
    assert codes == [("role_unknown", "flow/nodes/approve/assignee")]


async def test_somebody_elses_rehearsal_is_not_there(yard: Yard) -> None:
    await yard.draft(with_approval())
    trial = await yard.begun(amount=1)
    answer = await yard.other.get(f"{REHEARSALS}/{trial.at['id']}")
    assert answer.status_code == 404
    gone = await yard.designer.delete(f"{REHEARSALS}/{trial.at['id']}")
    assert gone.status_code == 204
    assert (await yard.designer.get(f"{REHEARSALS}/{trial.at['id']}")).status_code == 404
