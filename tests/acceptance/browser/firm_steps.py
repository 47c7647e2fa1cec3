"""A firm comes into being: the set-up, its people with their one-time passwords, and the orders they have done before."""

import json

from playwright.async_api import APIResponse, Browser, expect

from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.effort import Effort, counted
from tests.acceptance.browser.hands import Hands

FOUNDER, OWN_PASSWORD = "lin", "blue pumps sing at night"
PEOPLE = {
    "wang": ("王强", "dispatcher"),
    "lina": ("李娜", "technician"),
    "zhao": ("赵敏", "supervisor"),
    "sun": ("孙丽", "supervisor"),
    "zhou": ("周洁", "requester"),
}
"""By login: the name and the role."""


async def founded(hands: Hands) -> str:
    """Set the organisation up, with an administrator who does not work on orders; returns its short name."""
    window = hands.window
    for key, text in (
        ("setup.organisation", "东区物业"),
        ("setup.name", "林晓"),
        ("setup.login", FOUNDER),
        ("login.password", OWN_PASSWORD),
    ):
        await hands.write(window.field(key), text)
    slug = await window.field("setup.slug").input_value()
    await hands.press(window.field("setup.works"))
    await hands.press(window.button("setup.submit"))
    return slug


async def hired(hands: Hands) -> dict[str, str]:
    """Add the unit and its five people; returns the one-time passwords by login."""
    window, page = hands.window, hands.window.page
    units = page.get_by_role("form", name=window.t("units.add"))
    await hands.write(units.get_by_label(window.t("units.name")), "工程部")
    await hands.press(units.get_by_role("button"))
    form = page.get_by_role("form", name=window.t("users.add"))
    lines = form.get_by_role("group")
    for number, (login, (name, role)) in enumerate(PEOPLE.items()):
        if number == await lines.count():
            await hands.press(window.button("newcomers.line"))
        line = lines.nth(number)
        await hands.write(line.get_by_label(window.t("users.name"), exact=True), name)
        await hands.write(line.get_by_label(window.t("users.login"), exact=True), login)
        await hands.pick(line.get_by_role("combobox"), ROLE_NAMES[role])
    await hands.press(form.locator("button[type=submit]"))
    slips = page.locator("li li", has=page.locator("code"))
    await expect(slips).to_have_count(len(PEOPLE))
    await window.shoot("journey-people")
    found: dict[str, str] = {}
    for slip in await slips.all():
        words = [await each.inner_text() for each in await slip.locator("dd").all()]
        found[words[2]] = words[3]
    await hands.press(window.button("newcomers.noted"))
    return found


ROLE_NAMES = {
    "dispatcher": "调度员",
    "technician": "技术员",
    "supervisor": "主管",
    "requester": "申报人",
}


async def arrived(
    browser: Browser, url: str, slug: str, login: str, password: str, effort: Effort
) -> DeskWindow:
    """Log in with a one-time password in a browser of one's own, and choose one's own password."""
    window = await DeskWindow.open(
        browser, url, tenant=slug, locale="zh", width=1440, theme="light"
    )
    await counted(window, effort)
    await window.sign_in(login, password)
    await window.field("password.old").fill(password)
    await window.field("password.new").fill(OWN_PASSWORD)
    await window.button("password.change").click()
    await expect(window.field("password.new")).to_have_count(0)
    await window.page.wait_for_url("**/orders**")
    return window


async def ask(
    window: DeskWindow, method: str, path: str, body: object = None, etag: str = ""
) -> APIResponse:
    """Ask the server as the person of a window, without a page."""
    headers = {"Origin": window.url, "Content-Type": "application/json"}
    answer = await window.page.context.request.fetch(
        f"{window.url}/api/v1{path}",
        method=method,
        data=None if body is None else json.dumps(body),
        headers={**headers, **({"If-Match": etag} if etag else {})},
    )
    assert answer.ok, await answer.text()
    return answer


async def worked_before(windows: dict[str, DeskWindow]) -> None:
    """Let two orders of the shipped five steps be done as they were until now: no page is shown for it."""
    for title in ("灯不亮", "门锁坏了"):
        made = await ask(windows["zhou"], "POST", "/orders", {"title": title})
        path = f"/orders/{(await made.json())['id']}"
        for login, act, body in (
            ("wang", "accept", {}),
            ("lina", "complete", {"data": {"work_done": "已修", "result": "fixed"}}),
            ("zhou", "verify", {"outcome": "passed"}),
            ("wang", "archive", {}),
        ):
            seen = await ask(windows[login], "GET", path)
            await ask(windows[login], "POST", f"{path}/{act}", body, seen.headers["etag"])
