"""A firm that takes templates over HTTP, and brings orders through their scripts."""

import asyncio
import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, assert_never
from uuid import UUID

import httpx
from msgspec import Struct

import gongdan
from gongdan.entrypoints.demo.pictures import photo
from gongdan.kernel.clock import Clock, utc_now
from gongdan.kernel.decider import load
from gongdan.kernel.ids import new_id
from gongdan.kernel.jobs import Due
from gongdan.rooms.lowcode.views import PublishedViews
from gongdan.rooms.workorders.domain.offered import STEP_ACT
from gongdan.rooms.workorders.handlers.committing import Committing
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.timekeeping import TIMER_JOB, Timekeeping
from gongdan.rooms.workorders.handlers.unanswered import UnansweredTimer
from gongdan.rooms.workorders.jobs import timer_handler
from gongdan.rooms.workorders.store import ORDERS, LeasedNumbers
from tests.acceptance.api.template_scripts import (
    SCRIPTS,
    AnyRow,
    Children,
    Do,
    Fire,
    Reject,
    Silence,
)
from tests.house import Tenant, TestHouse

FOLDER = Path(gongdan.__file__).parent / "definitions" / "templates"
OWN = {key: f"{key}_ours" for key in SCRIPTS}
"""The keys under which the firm takes them."""
PEOPLE = ("requester", "dispatcher", "technician", "supervisor", "designer")


def about(key: str) -> dict[str, Any]:
    """Read what is said about a template."""
    told: dict[str, Any] = json.loads((FOLDER / f"{key}.about.json").read_text(encoding="utf-8"))
    return told


class Firm(Struct, frozen=True):
    """A tenant with its people, each signed in, and the templates that were taken."""

    house: TestHouse
    tenant: Tenant
    by: Mapping[str, httpx.AsyncClient]

    async def answer(self, who: str, method: str, path: str, **more: Any) -> Any:
        """Ask as somebody; what was answered."""
        got = await self.by[who].request(method, f"/api/v1{path}", **more)
        assert got.is_success, (who, method, path, got.text)
        return got.json() if got.content else None

    async def take(self, key: str) -> None:
        """Take a template under a key of the firm's own, and publish it."""
        told = about(key)
        wish = {"template": key, "key": OWN[key], "title": told["title"]}
        made = await self.by["designer"].post("/api/v1/definitions", json=wish)
        assert made.status_code == 201, made.text
        checked = await self.answer("designer", "POST", f"/definitions/{OWN[key]}/draft/check")
        assert (checked["findings"], checked["doubts"]) == ([], [])
        headers, note = {"If-Match": made.headers["etag"]}, {"note": "试用"}
        path = f"/definitions/{OWN[key]}/publish"
        await self.answer("designer", "POST", path, json=note, headers=headers)

    async def report(self, key: str, sample: int = 0) -> UUID:
        """Report a template's sample as its requester would, in Chinese."""
        wanted = about(key)["samples"][sample]
        body = {
            "type": OWN[key],
            **{name: wanted[name]["zh"] for name in ("title", "description", "place")},
            **{name: wanted[name] for name in ("urgency", "impact")},
            "fields": {
                name: value["zh"] if isinstance(value, dict) else value
                for name, value in wanted["fields"].items()
            },
        }
        return UUID((await self.answer("requester", "POST", "/orders", json=body))["id"])

    async def order(self, order: UUID, who: str = "dispatcher") -> Any:
        """Read an order as somebody."""
        return await self.answer(who, "GET", f"/orders/{order}")


class Run(Struct, frozen=True):
    """One order on its way through a script."""

    firm: Firm
    order: UUID
    flow: Mapping[str, Any]

    async def go(self, rows: tuple[AnyRow, ...]) -> None:
        """Do every row in turn."""
        for row in rows:
            match row:
                case Do():
                    await self._do(row)
                case Reject(who=who, node=node, to=to):
                    body = {"node": node, "to": to, "reason": "还差一点"}
                    await self._act(who, "reject", body)
                case Fire(event=event, days=days):
                    await self._fire(event, days)
                case Silence(days=days):
                    await self._stay_silent(days)
                case Children(count=count, rows=inner):
                    await self._children(count, inner)
                case _:
                    assert_never(row)

    async def _do(self, row: Do) -> None:
        node = self.flow["nodes"][row.node]
        act = STEP_ACT[node["stage"]]
        seen = await self.firm.order(self.order, row.who)
        offered = [(each["act"], each["node"]) for each in seen["acts"]]
        assert (act, row.node) in offered, (row, offered)
        if not self.leads_back(row):
            await self.prove(row)
        outcome = node.get("outcomes", {}).get(row.outcome, {})
        body = {"node": row.node, "outcome": row.outcome, "data": row.data}
        if outcome.get("needs_reason"):
            body["reason"] = "还差一点"
        if row.hand:
            body["assignee"] = str(self.firm.tenant.users[row.hand])
        await self._act(row.who, act, body)

    async def _act(self, who: str, act: str, body: Mapping[str, object]) -> None:
        path = f"/api/v1/orders/{self.order}/{act.replace('_', '-')}"
        while True:  # beside a worker of the house's own a notice may come in between
            seen = await self.firm.order(self.order, who)
            headers = {"If-Match": f'"{seen["version"]}"'}
            done = await self.firm.by[who].post(path, json=body, headers=headers)
            if done.status_code != httpx.codes.PRECONDITION_FAILED:
                break
        assert done.is_success, (who, act, done.text)

    def leads_back(self, row: Do) -> bool:
        """Tell whether a row takes a designed way back, which demands no evidence."""
        return any(
            edge.get("back") and edge.get("outcome") == row.outcome
            for edge in self.flow["edges"]
            if edge["source"] == row.node and row.outcome
        )

    async def prove(self, row: Do) -> None:
        """Bring what the step demands and does not have."""
        seen = await self.firm.order(self.order, row.who)
        for demand in seen["proof"]["demands"]:
            if demand["node"] == row.node and demand["have"] < demand["least"]:
                await self._bring(row, demand)

    async def _bring(self, row: Do, demand: Mapping[str, Any]) -> None:
        place = {"node": row.node}
        if demand["kind"] == "location":
            here = {"latitude": "30.2741", "longitude": "120.1551", **place}
            await self.firm.answer(row.who, "POST", f"/orders/{self.order}/check-in", json=here)
            return
        picture = demand["kind"] == "photo"
        content = photo("leak", "after") if picture else "作业票 已签".encode()
        name = "现场.jpg" if picture else "票.txt"
        file = await self._upload(row.who, name, content)
        body = {"file": file, "kind": demand["kind"], "label": demand["label"], **place}
        await self.firm.answer(row.who, "POST", f"/orders/{self.order}/evidence", json=body)

    async def _upload(self, who: str, name: str, content: bytes) -> str:
        sent = {"name": name, "size": len(content)}
        file = (await self.firm.answer(who, "POST", "/uploads", json=sent))["id"]
        headers = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        await self.firm.answer(who, "PATCH", f"/uploads/{file}", content=content, headers=headers)
        await self.firm.answer(who, "POST", f"/uploads/{file}/finish")
        return str(file)

    async def _fire(self, event: str, days: int) -> None:
        house, tenant = self.firm.house.house, self.firm.tenant.id
        before = await load(house.store, ORDERS, tenant, self.order)
        timers = [each.id for each in before.state.flow.timers if each.node == event]
        assert timers, (event, before.state.flow.timers)
        fire = timer_handler(_hands_in(self.firm.house, days)).run
        for timer in timers[:1]:
            payload: dict[str, str | int | None] = {"order": str(self.order), "timer": timer}
            key = f"{self.order}:{timer}"
            due = Due(
                tenant=tenant,
                kind=TIMER_JOB,
                key=key,
                run_at=utc_now(),
                payload=payload,
                attempt=1,
            )
            await fire(due)
        assert (await self.firm.order(self.order))["version"] > before.version

    async def _stay_silent(self, days: int) -> None:
        before = await self.firm.order(self.order)
        house = self.firm.house.house
        sweep = UnansweredTimer(
            house.storage.app,
            house.store,
            house.orders,
            CompiledDefinitions(PublishedViews(house.storage.app)),
            days=house.desk.calendars,
            clock=_in(days),
        )
        await sweep.sweep(self.firm.tenant.id)
        assert (await self.firm.order(self.order))["version"] > before["version"]

    async def _children(self, count: int, rows: tuple[Do | Reject, ...]) -> None:
        async with asyncio.timeout(60):  # beside a worker of the house's own there may be a wait
            while len(open_ones := await self._open_children()) < count:
                pass
        assert len(open_ones) == count, open_ones
        before = (await self.firm.order(self.order))["version"]
        for each in open_ones:
            child = await self.firm.order(UUID(each["id"]))
            flow = await flow_of(self.firm, child["definition"])
            await Run(self.firm, UUID(each["id"]), flow).go(rows)
        async with asyncio.timeout(60):
            while (await self.firm.order(self.order))["version"] < before + count:
                await self.firm.house.followers.drain()

    async def _open_children(self) -> list[Any]:
        await self.firm.house.followers.drain()
        tied = (await self.firm.order(self.order))["beside"]["children"]
        return [each for each in tied if each["status"] == "open"]


def _in(days: int) -> Clock:
    return lambda: utc_now() + timedelta(days=days)


def _hands_in(house: TestHouse, days: int) -> OrderHandlers:
    """Return hands that decide as if so many days had passed, and commit today."""
    means, desk = house.house, house.house.desk
    hands = OrderHandlers(
        store=means.store,
        vault=means.vault,
        definitions=CompiledDefinitions(PublishedViews(means.storage.app)),
        directory=means.directory,
        files=means.files.desk,
        numbers=LeasedNumbers(means.storage.app),
        clock=_in(days),
        calendars=desk.calendars,
        trail=means.trail,
    )
    keeping = Timekeeping(desk.calendars, means.clock)
    hands.committing = Committing(means.store, means.clock, new_id, keeping)
    return hands


async def flow_of(firm: Firm, definition: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read the flow that an order runs."""
    path = f"/definitions/{definition['key']}/versions/{definition['version']}"
    body: Mapping[str, Any] = await firm.answer("designer", "GET", path)
    return dict(body["flow"])
