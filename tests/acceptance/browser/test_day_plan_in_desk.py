"""A day is planned, a stop moved by keyboard, published; one falls ill, and it is made anew."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.async_api import Locator, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.staff import administrator, employ, in_the_api

pytestmark = pytest.mark.browser

CREW = {"technician": "张伟", "zhao": "赵强", "qian": "钱进"}
TROUBLES = [
    ("三楼会议室空调漏水", "31.2301", "121.4741"),
    ("循环水泵异响", "31.2284", "121.4872"),
    ("Lift door does not close", "31.2418", "121.5021"),
    ("配电箱跳闸", "31.2205", "121.4655"),
    ("会议室照明不亮", "31.2352", "121.4590"),
    ("没有位置的工单", "", ""),
]
WORKING = {
    "levels": [],
    "territories": [],
    "tools": [],
    "vehicle": "",
    "capacity": 8,
    "shifts": [
        {"days": [1, 2, 3, 4, 5, 6, 7], "begins": 480, "ends": 720},
        {"days": [1, 2, 3, 4, 5, 6, 7], "begins": 780, "ends": 1_020},
    ],
}
DAY = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()


async def fill_the_town(served: Served) -> None:
    """Hire three technicians with shifts, and report orders about the town; one asks a skill."""
    async with administrator(served) as admin:
        for login, name in CREW.items():
            known = served.tenant.users.get(login)
            user = str(known) if known else await employ(admin, login, name, "technician")
            entry = {"name": name, "user": user, "skills": [], "working": WORKING}
            assert (await admin.post("/people", json=entry)).is_success
        categories = (await admin.get("/dispatch/policies")).json()["categories"]
        lift = next(each for each in categories if each["key"] == "elevator")
        skilled = {"name": lift["name"], "phrases": lift["phrases"], "skills": {"电梯": 3}}
        assert (await admin.put("/dispatch/categories/elevator", json=skilled)).is_success
    async with in_the_api(served, "requester") as requester:
        await report(requester)


async def report(requester: httpx.AsyncClient) -> None:
    for title, latitude, longitude in TROUBLES:
        body: dict[str, object] = {"title": title, "urgency": 2}
        if latitude:
            body["location"] = {"latitude": latitude, "longitude": longitude}
        made = await requester.post("/orders", json=body)
        assert made.is_success, made.text


def bars(window: DeskWindow) -> Locator:
    """Find the bars of orders in the chart."""
    return window.page.locator("g[data-order]")


async def plan_the_day(window: DeskWindow) -> None:
    """Let the worker plan, and see everybody's day, and who has nobody and why."""
    await window.go(f"/day-plan?day={DAY}")
    await window.button("dayplan.plan").click()
    await expect(bars(window)).to_have_count(5)
    left = window.page.get_by_role("region", name=window.t("dayplan.tray"))
    await expect(left.get_by_text("电梯 3")).to_be_visible()
    await window.shoot("day-plan-draft")
    assert await violations(window) == []


async def move_one_by_keyboard(window: DeskWindow) -> None:
    """Open a bar by Enter, read what each way would mean, and take one; take it back and again."""
    first = bars(window).first
    number = await first.get_attribute("data-order") or ""
    await first.focus()
    await window.page.keyboard.press("Enter")
    sheet = window.page.get_by_role("dialog")
    option = sheet.get_by_role("button", name=re.compile("^移给")).first
    await expect(option).to_be_visible()
    await expect(sheet.get_by_label(window.t("dayplan.effects")).first).to_contain_text("路程")
    assert await violations(window) == []
    await window.shoot("day-plan-move")
    name = (await option.inner_text()).removeprefix("移给")
    await option.focus()
    await window.page.keyboard.press("Enter")
    moved = window.page.locator(f"g[data-order='{number}'][aria-label*='{name}']")
    await expect(moved).to_be_visible()
    await window.button("dayplan.undo").click()
    await expect(moved).to_have_count(0)
    await window.button("dayplan.redo").click()
    await expect(moved).to_be_visible()


async def drag_one(window: DeskWindow) -> None:
    """Drag a bar to another row and see the effects before it is let go; Escape changes nothing."""
    box = await bars(window).first.bounding_box()
    assert box
    await window.page.mouse.move(box["x"] + 20, box["y"] + 10)
    await window.page.mouse.down()
    await window.page.mouse.move(box["x"] + 60, box["y"] + 64, steps=4)
    await window.page.mouse.move(box["x"] + 90, box["y"] + 64 + 54, steps=4)
    hint = window.page.locator("[data-refused]")
    await expect(hint).to_contain_text("路程")
    await window.shoot("day-plan-drag")
    await window.page.keyboard.press("Escape")
    await window.page.mouse.up()
    await expect(hint).to_have_count(0)


async def agree_on_a_time(window: DeskWindow) -> str:
    """Say from the board when somebody comes and what they bring; returns the order's number."""
    bar = bars(window).filter(has_text=re.compile("循环水泵")).first
    number = await bar.get_attribute("data-order") or ""
    await bar.focus()
    await window.page.keyboard.press("Enter")
    sheet = window.page.get_by_role("dialog")
    await sheet.get_by_role("button", name=window.t("dayplan.needs.change")).click()
    form = sheet.get_by_role("form")
    await form.get_by_label(window.t("onsite.day")).fill(DAY)
    await form.get_by_label(window.t("onsite.from"), exact=True).fill("14:00")
    await form.get_by_label(window.t("onsite.till"), exact=True).fill("15:00")
    await form.get_by_label(window.t("onsite.minutes.label")).fill("45")
    await window.button("onsite.part.add").click()
    await form.get_by_label("第 1 种配件的编码").fill("6204-2RS")
    await form.get_by_label("第 1 种配件的数量").fill("2")
    assert await violations(window) == []
    await window.shoot("day-plan-needs")
    await window.button("onsite.save").click()
    await expect(form).to_have_count(0)
    await window.page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)
    await window.button("dayplan.replan").click()
    agreed = window.page.locator(f"g[data-order='{number}'][aria-label*='预约 14:00 至 15:00']")
    await expect(agreed).to_have_attribute("aria-label", re.compile(r" 14:\d\d 至 "))
    await expect(window.page.get_by_text("6204-2RS × 2").first).to_be_visible()
    await window.shoot("day-plan-agreed")
    return number


async def read_it_on_the_order(window: DeskWindow, number: str) -> None:
    """Find what was said on the order's own page and in its timeline."""
    await window.page.locator(f"g[data-order='{number}']").focus()
    await window.page.keyboard.press("Enter")
    await window.page.get_by_role("link", name=window.t("dayplan.open")).click()
    said = window.page.get_by_role("region", name=window.t("onsite.title"))
    await expect(said).to_contain_text("14:00")
    await expect(said).to_contain_text("6204-2RS × 2")
    await expect(window.page.get_by_text(re.compile("约定上门时间"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("order-needs")
    await window.go(f"/day-plan?day={DAY}")


async def publish(window: DeskWindow) -> None:
    """Publish after reading what it does."""
    await window.button("dayplan.publish").first.click()
    dialog = window.page.get_by_role("dialog")
    await expect(dialog.get_by_text("以您的名义")).to_be_visible()
    await dialog.get_by_role("button", name=window.t("dayplan.publish"), exact=True).click()
    await expect(window.page.get_by_text("已发布，共排 5 张工单")).to_be_visible()
    await expect(window.button("dayplan.undo")).to_have_count(0)


async def somebody_falls_ill(window: DeskWindow) -> str:
    """Say on the board that somebody who has stops is away, take it back, and say it again."""
    said = await bars(window).first.get_attribute("aria-label") or ""
    name = next(each for each in CREW.values() if each in said)
    await window.page.get_by_role("button", name=re.compile(f"^{name}：")).focus()
    await window.page.keyboard.press("Enter")
    sheet = window.page.get_by_role("dialog")
    away, back = window.t("dayplan.away.say"), window.t("dayplan.away.back")
    await sheet.get_by_role("button", name=away).click()
    await sheet.get_by_role("button", name=back).click()
    await expect(window.page.get_by_text(f"{name} 的缺勤已取消")).to_be_visible()
    await sheet.get_by_role("button", name=away).click()
    await expect(sheet.get_by_text(window.t("dayplan.away.lost"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("day-plan-ill")
    return name


async def made_anew(window: DeskWindow, ill: str) -> None:
    """Have the day made anew from where the absence was said, and see what moved and why."""
    await window.button("dayplan.away.replan").click()
    await expect(window.page.get_by_text(f"因为 {ill} 缺勤").first).to_be_visible()
    await expect(bars(window)).to_have_count(5)
    assert await violations(window) == []
    await window.shoot("day-plan-anew")


async def test_a_day_is_planned_published_and_made_anew_when_somebody_falls_ill(
    served: Served, open_window: OpenWindow
) -> None:
    await fill_the_town(served)
    dispatcher = await (await open_window(locale="zh")).signed_in("dispatcher")
    await plan_the_day(dispatcher)
    await move_one_by_keyboard(dispatcher)
    await drag_one(dispatcher)
    await read_it_on_the_order(dispatcher, await agree_on_a_time(dispatcher))
    await publish(dispatcher)
    ill = await somebody_falls_ill(dispatcher)
    await made_anew(dispatcher, ill)
    await publish(dispatcher)
    phone = await open_window(locale="en", width=390, theme="dark")
    await (await phone.signed_in("dispatcher")).go(f"/day-plan?day={DAY}")
    await expect(phone.page.get_by_role("region", name=ill)).to_contain_text("away")
    assert await violations(phone) == []
    await phone.shoot("day-plan-phone")
