"""Each template in a real browser: taken from the gallery, published, run to the archive.

One walk of each is a part of every run: half of them wide in Chinese, half narrow in English.
`GONGDAN_TEST_LOOKS=all` walks all eight in both, and does every step on the pages.
"""

import re
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import UUID

import httpx
import pytest
from msgspec import Struct
from playwright.async_api import Browser, Locator, expect

from gongdan.bootstrap.followers import make_followers
from gongdan.rooms.workorders.domain.offered import STEP_ACT
from tests.acceptance.api.template_run import OWN, PEOPLE, Firm, Run, about
from tests.acceptance.api.template_scripts import SCRIPTS, AnyRow, Do
from tests.acceptance.browser.conftest import ServeHouse
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.looks import ALL
from tests.house import TestHouse
from tests.postgres_server import HouseDatabase

pytestmark = pytest.mark.browser

MOST = 8
WIDE, SMALL = ("zh", 1440), ("en", 390)
IN_CHINESE = ("service", "production", "maintenance", "return_exchange")
WALKS = [
    (look, key)
    for look in (WIDE, SMALL)
    for key in SCRIPTS
    if ALL or (key in IN_CHINESE) == (look == WIDE)
]
REASON = {"zh": "还差一点", "en": "Not quite there"}


class Desk(Struct, frozen=True):
    """A firm, and a window for each of its people."""

    firm: Firm
    windows: Mapping[str, DeskWindow]

    async def take(self, key: str) -> None:
        """Take a template from the gallery under a key of the firm's own, and publish it."""
        window, told = self.windows["designer"], about(key)
        page = window.page
        await window.go("/order-types")
        await window.button("new.act").click()
        gallery = page.get_by_role("group", name=window.t("new.choose"))
        await gallery.get_by_role("radio", name=told["title"][window.locale]).check()
        await window.field("new.key").fill(OWN[key])
        await window.shoot(f"template-{key}-gallery")
        await window.button("new.make").click()
        await page.wait_for_url(f"**/order-types/{OWN[key]}/design")
        await self.try_sample(key)
        await window.button("studio.publish").click()
        await expect(page.get_by_text(window.t("publish.check.good"))).to_be_visible()
        publish = window.t("publish.act", version="1")
        await page.get_by_role("button", name=publish, exact=True).click()
        await expect(page.locator("tr[data-row]")).to_have_count(1)

    async def try_sample(self, key: str) -> None:
        """Let a sample of the template fill in the report of a trial, and begin it."""
        window, sample = self.windows["designer"], about(key)["samples"][0]
        page, title = window.page, sample["title"][window.locale]
        await window.button("studio.try").click()
        samples = page.get_by_role("group", name=window.t("rehearsal.sample"))
        await samples.get_by_role("button", name=title, exact=True).click()
        await expect(window.field("rehearsal.begin.what")).to_have_value(title)
        await window.shoot(f"template-{key}-sample")
        await window.button("rehearsal.begin.act").click()
        await expect(page.get_by_text(window.t("rehearsal.track"))).to_be_visible()
        await window.go(f"/order-types/{OWN[key]}/design")


async def _served(
    database: HouseDatabase, serve_house: ServeHouse
) -> AsyncIterator[tuple[str, TestHouse]]:
    async with serve_house(database) as (url, house), httpx.AsyncClient(base_url=url) as client:
        yield url, TestHouse(house, client, make_followers(house))


@pytest.fixture(scope="module")
async def served(
    database: HouseDatabase, serve_house: ServeHouse
) -> AsyncIterator[tuple[str, TestHouse]]:
    """Serve a house."""
    async for each in _served(database, serve_house):
        yield each


@pytest.fixture(scope="module")
async def desk(
    request: pytest.FixtureRequest, served: tuple[str, TestHouse], browser: Browser
) -> AsyncIterator[Desk]:
    """Windows of a firm's five people, all of one language and width."""
    (locale, width), (url, house) = request.param, served
    tenant = await house.tenant()
    by = {role: await house.signed_in(tenant, role) for role in PEOPLE}
    windows = {}
    for who in PEOPLE:
        window = await DeskWindow.open(
            browser, url, tenant=tenant.slug, locale=locale, width=width, theme="light"
        )
        await window.sign_in(who)
        await window.page.wait_for_url(re.compile(r"/desk/order"))
        windows[who] = window
    yield Desk(Firm(house, tenant, by), windows)
    for window in windows.values():
        await window.page.context.close()
        assert window.faults == []


class Journey(Struct, frozen=True):
    """One order, done on the pages of the desk as far as its rows are somebody's."""

    desk: Desk
    key: str
    bundle: Mapping[str, Any]
    run: Run

    async def go(self, rows: tuple[AnyRow, ...], shot: str) -> None:
        """Do each row: by hand what a person does at a step, by the API all else."""
        mine = self.by_hand(rows)
        for index, row in enumerate(rows):
            if isinstance(row, Do) and index in mine:
                await self.do(row)
            else:
                await self.run.go((row,))
        window = self.desk.windows["dispatcher"]
        await window.go(f"/orders/{self.run.order}")
        order = window.page.get_by_role("article")
        await expect(order.get_by_text(window.t("waits.archived"))).to_be_visible()
        await window.shoot(shot)

    def by_hand(self, rows: tuple[AnyRow, ...]) -> set[int]:
        """Return the rows that are done on the page: all, or those that show the most.

        These are the first, a way back with the step that led there and the one after it, the
        last.
        """
        steps = [index for index, row in enumerate(rows) if isinstance(row, Do)]
        if ALL:
            return set(steps)
        back = next(index for index, row in enumerate(steps) if self._refuses(rows[row]))
        return {steps[0], *steps[max(back - 1, 0) : back + 2], steps[-1]}

    def _refuses(self, row: AnyRow) -> bool:
        if not isinstance(row, Do):
            return False
        outcomes = self.bundle["flow"]["nodes"][row.node].get("outcomes", {})
        return bool(outcomes.get(row.outcome, {}).get("needs_reason"))

    async def do(self, row: Do) -> None:
        """Fill in a step's form and submit it."""
        window, node = self.desk.windows[row.who], self.bundle["flow"]["nodes"][row.node]
        outcome = node.get("outcomes", {}).get(row.outcome, {})
        if not self.run.leads_back(row):
            await self.run.prove(row)
        before = await self.desk.firm.order(self.run.order)
        await window.go(f"/orders/{self.run.order}")
        named = self._named(window, row)
        form = window.page.get_by_role("form", name=named, exact=True)
        await expect(form).to_be_visible()
        if row.hand:
            await window.choose(window.t("ask.assignee"), row.hand.title())
        if row.outcome:
            await form.get_by_role(
                "radio", name=outcome["title"][window.locale], exact=True
            ).click()
        if outcome.get("needs_reason"):
            reason = re.compile(rf"^{window.t('ask.reason')}")
            await form.get_by_label(reason).first.fill(REASON[window.locale])
        await self.fill(window, form, row.data)
        if outcome.get("needs_reason"):
            await window.shoot(f"template-{self.key}-back-{row.node}")
        await form.locator("button[type=submit]").click()
        await expect(form).to_have_count(0)
        after = await self.desk.firm.order(self.run.order)
        assert after["version"] > before["version"], row

    def _named(self, window: DeskWindow, row: Do) -> str:
        node = self.bundle["flow"]["nodes"][row.node]
        title, stage = node["title"][window.locale], node["stage"]
        own = stage != "report" and title != window.t(f"stage.{stage}")
        return str(title) if own else window.t(f"act.{STEP_ACT[stage]}")

    def _label(self, window: DeskWindow, field: Mapping[str, Any]) -> re.Pattern[str]:
        """A field's label: "Product", "Product optional", "Product (pcs)", not "Product line"."""
        title = re.escape(field["title"][window.locale])
        return re.compile(rf"^{title}\s*([(（]|{window.t('form.optional')}|$)")

    async def fill(self, window: DeskWindow, form: Locator, data: Mapping[str, object]) -> None:
        """Fill in answers as a person does, each by the kind of its field."""
        for name, value in data.items():
            field = self.bundle["fields"][name]
            label = self._label(window, field)
            control = form.get_by_label(label).first
            match value:
                case bool():
                    if value != (await control.get_attribute("aria-checked") == "true"):
                        await control.click()
                case [dict(), *_]:
                    await self.fill_lines(window, form, field, value)
                case list():
                    await control.click()
                    for _ in range(MOST):  # what was filled in the round before
                        await control.press("Backspace")
                    for each in value:
                        await control.press_sequentially(str(each))
                        await control.press("Enter")
                    await control.press("Escape")
                case str() if "options" in field:
                    await control.click()
                    words = field["options"][value][window.locale]
                    options = form.locator(".ant-select-item-option")
                    await options.get_by_text(words, exact=True).last.click()
                case _:
                    await control.fill(str(value))

    async def fill_lines(
        self, window: DeskWindow, form: Locator, field: Mapping[str, Any], rows: list[Any]
    ) -> None:
        """Write lines afresh: those of the round before are taken out first."""
        table = form.get_by_role("group", name=self._label(window, field))
        add = table.get_by_role("button", name=window.t("form.line.add"), exact=True)
        await expect(add).to_be_visible()  # the table comes a moment after its form
        while await table.locator("tr[data-line]").count():
            await table.get_by_role("button", name=window.t("form.line.remove", n="1")).click()
        for n, row in enumerate(rows, start=1):
            await add.click()
            for column_key, value in row.items():
                column = field["columns"][column_key]
                title = column["title"][window.locale]
                if "unit" in column:
                    brackets = "（{}）" if window.locale == "zh" else " ({})"
                    title += brackets.format(window.t(f"unit.{column['unit']}"))
                name = window.t("form.line.cell", n=str(n), column=title)
                cell = table.get_by_label(name, exact=True)
                match value:
                    case bool():
                        await cell.set_checked(value)
                    case str() if "options" in column:
                        await cell.select_option(value)
                    case _:
                        await cell.fill(str(value))


async def begun(desk: Desk, key: str, sample: int) -> Journey:
    """Let the requester report a template's sample on the report page, in his own language."""
    window = desk.windows["requester"]
    locale, told = window.locale, about(key)["samples"][sample]
    bundle = await desk.firm.answer("designer", "GET", f"/definitions/{OWN[key]}/versions/1")
    await window.go(f"/report?type={OWN[key]}")
    form = window.page.locator("form").filter(has=window.page.locator("#report-kind"))
    await window.field("report.field.title").fill(told["title"][locale])
    await window.field("report.field.place").fill(told["place"][locale])
    for part in ("urgency", "impact"):
        await window.choose(window.t(f"fact.{part}"), window.t(f"{part}.{told[part]}"))
    run = Run(desk.firm, UUID(int=0), bundle["flow"])
    fields = {
        name: value[locale] if isinstance(value, dict) else value
        for name, value in told["fields"].items()
    }
    await Journey(desk, key, bundle, run).fill(window, form, fields)
    await window.shoot(f"template-{key}-report")
    await window.button("report.submit").click()
    await expect(window.heading(told["title"][locale])).to_be_visible()
    order = UUID(window.page.url.rsplit("/", 1)[1].split("?")[0])
    return Journey(desk, key, bundle, Run(desk.firm, order, bundle["flow"]))


@pytest.mark.parametrize(("desk", "key"), WALKS, indirect=["desk"])
async def test_a_template_from_the_gallery_runs_to_the_archive_on_the_pages_of_the_desk(
    desk: Desk, key: str
) -> None:
    await desk.take(key)
    journey = await begun(desk, key, 0)
    await journey.go(SCRIPTS[key], f"template-{key}-archived")
