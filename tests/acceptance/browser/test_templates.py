"""Each template in a real browser: reported, sent back, done again and archived on the desk's pages."""

import os
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import UUID

import httpx
import pytest
from msgspec import Struct
from playwright.async_api import Browser, Locator, expect

from gongdan.bootstrap.house import make_followers
from gongdan.rooms.workorders.domain.offered import STEP_ACT
from tests.acceptance.api.template_run import OWN, PEOPLE, Firm, Run, about
from tests.acceptance.api.template_scripts import SCRIPTS, AnyRow, Do
from tests.acceptance.browser.conftest import ServeHouse
from tests.acceptance.browser.desk_window import DeskWindow
from tests.house import TestHouse
from tests.postgres_server import HouseDatabase

pytestmark = pytest.mark.browser

ACTORS = ("requester", "dispatcher", "technician", "supervisor")
WAIT, MOST = 20_000, 8
WIDE, SMALL = ("zh", 1440), ("en", 390)
ON_A_PHONE = SCRIPTS if os.environ.get("GONGDAN_TEST_LOOKS") == "all" else ("service", "inspection")
"""All eight in both looks take a quarter of an hour: `GONGDAN_TEST_LOOKS=all` has them all."""
REASON = {"zh": "还差一点", "en": "Not quite there"}


class Desk(Struct, frozen=True):
    """A firm that has taken all templates, and a window for each of its people."""

    firm: Firm
    windows: Mapping[str, DeskWindow]


async def _firm(
    database: HouseDatabase, serve_house: ServeHouse
) -> AsyncIterator[tuple[str, Firm]]:
    async with serve_house(database) as (url, house), httpx.AsyncClient(base_url=url) as client:
        served = TestHouse(house, client, make_followers(house))
        tenant = await served.tenant()
        by = {role: await served.signed_in(tenant, role) for role in PEOPLE}
        firm = Firm(served, tenant, by)
        for key in SCRIPTS:
            await firm.take(key)
        yield url, firm


@pytest.fixture(scope="module")
async def firm(database: HouseDatabase, serve_house: ServeHouse) -> AsyncIterator[tuple[str, Firm]]:
    """Serve a firm whose designer has taken all templates."""
    async for each in _firm(database, serve_house):
        yield each


@pytest.fixture(scope="module")
async def desk(
    request: pytest.FixtureRequest, firm: tuple[str, Firm], browser: Browser
) -> AsyncIterator[Desk]:
    """Windows of four people, all of one language and width."""
    (locale, width), (url, taken) = request.param, firm
    windows = {}
    for who in ACTORS:
        window = await DeskWindow.open(
            browser, url, tenant=taken.tenant.slug, locale=locale, width=width, theme="light"
        )
        windows[who] = await window.signed_in(who)
    yield Desk(taken, windows)
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
        await expect(order.get_by_text(window.t("waits.archived"))).to_be_visible(timeout=WAIT)
        await window.shoot(shot)

    def by_hand(self, rows: tuple[AnyRow, ...]) -> set[int]:
        """Return the rows that are done on the page: the first, the last, and each way back.

        On the phone the first way back is enough: the same pages were filled in before.
        """
        steps = [index for index, row in enumerate(rows) if isinstance(row, Do)]
        back = [index for index in steps if self._refuses(rows[index])]
        wide = self.desk.windows["requester"].locale == "zh"
        return {steps[0], *back, steps[-1]} if wide else {*back[:1], *steps[-1:]}

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
        await expect(form).to_be_visible(timeout=WAIT)
        if row.hand:
            await window.choose(window.t("ask.assignee"), row.hand.title())
        if row.outcome:
            await form.get_by_role(
                "radio", name=outcome["title"][window.locale], exact=True
            ).click()
        if outcome.get("needs_reason"):
            await form.get_by_label(window.t("ask.reason")).fill(REASON[window.locale])
        await self.fill(window, form, row.data)
        if outcome.get("needs_reason"):
            await window.shoot(f"template-{self.key}-back-{row.node}")
        await form.locator("button[type=submit]").click()
        await expect(form).to_have_count(0, timeout=WAIT)
        after = await self.desk.firm.order(self.run.order)
        assert after["version"] > before["version"], row

    def _named(self, window: DeskWindow, row: Do) -> str:
        node = self.bundle["flow"]["nodes"][row.node]
        title, stage = node["title"][window.locale], node["stage"]
        own = stage != "report" and title != window.t(f"stage.{stage}")
        return str(title) if own else window.t(f"act.{STEP_ACT[stage]}")

    async def fill(self, window: DeskWindow, form: Locator, data: Mapping[str, object]) -> None:
        """Fill in answers as a person does, each by the kind of its field."""
        for name, value in data.items():
            field = self.bundle["fields"][name]
            # "Product", "Product optional", "Product (pcs)", and not "Production"
            label = (
                rf"^{re.escape(field['title'][window.locale])}(\W|{window.t('form.optional')}|$)"
            )
            control = form.get_by_label(re.compile(label)).first
            match value:
                case bool():
                    if value != (await control.get_attribute("aria-checked") == "true"):
                        await control.click()
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


@pytest.mark.parametrize(
    ("desk", "key"),
    [(WIDE, key) for key in SCRIPTS] + [(SMALL, key) for key in ON_A_PHONE],
    indirect=["desk"],
)
async def test_a_template_runs_to_the_archive_on_the_pages_of_the_desk(
    desk: Desk, key: str
) -> None:
    journey = await begun(desk, key, 0)
    await journey.go(SCRIPTS[key], f"template-{key}-archived")
