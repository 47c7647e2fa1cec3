"""One person's window of the desk: the page, spoken of in the words that stand on it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from tests.acceptance.browser.pictures import keep
from tests.house import PASSWORD

TEXTS = Path(__file__).parents[3] / "web/packages/i18n/src/texts"


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put plain values into a text as the pages do: Latin letters keep a space from Han.

    >>> filled("等{name}完成", {"name": "Sam"})
    '等 Sam 完成'
    """
    marked = re.sub(r"\{(\w+)\}", lambda found: f"\0{values[found[1]]}\0", text)
    return re.sub(r"([一-鿿])\0+(?=[A-Za-z])|([A-Za-z])\0+(?=[一-鿿])", r"\1\2 ", marked).replace(
        "\0", ""
    )


def texts_of(locale: str) -> dict[str, str]:
    """Return all texts of a language by key, as the desk itself reads them."""
    files = sorted((TEXTS / locale).glob("*.json"))
    return {
        key: text for file in files for key, text in json.loads(file.read_text("utf-8")).items()
    }


class DeskWindow:
    """A window; `faults` gathers broken scripts and breaches of the content security policy."""

    def __init__(self, page: Page, *, url: str, tenant: str, locale: str, name: str) -> None:
        self.page, self.url, self.tenant, self.name = page, url, tenant, name
        self.locale, self.texts = locale, texts_of(locale)
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self._hear(message.text))

    @classmethod
    async def open(
        cls,
        browser: Browser,
        url: str,
        *,
        tenant: str,
        locale: str,
        width: int,
        theme: str,
        touch: bool = False,
    ) -> "DeskWindow":
        """Open a window that speaks a language, with a width in px and a theme."""
        context = await browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", has_touch=touch
        )
        await context.add_init_script(
            f"localStorage.setItem('gongdan.locale', '{locale}');"
            f"localStorage.setItem('gongdan.theme', '{theme}')"
        )
        page = await context.new_page()
        page.set_default_timeout(60_000)
        name = f"{locale}-{theme}-{width}"
        return cls(page, url=url, tenant=tenant, locale=locale, name=name)

    def t(self, key: str, **values: str) -> str:
        """Return a text that stands on the page, its plain values filled in."""
        return filled(self.texts[key], values)

    async def go(self, path: str) -> None:
        """Go to an address of the desk."""
        await self.page.goto(f"{self.url}/desk{path}")

    async def sign_in(self, login: str, password: str = PASSWORD, *, path: str = "/log-in") -> None:
        """Fill in the door's three fields and press the button."""
        await self.go(path)
        await self.field("login.tenant").fill(self.tenant)
        await self.field("login.login").fill(login)
        await self.field("login.password").fill(password)
        await self.button("login.submit").click()

    async def signed_in(self, login: str) -> "DeskWindow":
        """Sign in and wait for the list."""
        await self.sign_in(login)
        await self.page.wait_for_url("**/orders**")
        await expect(self.page.get_by_text(self.t("live.open"), exact=True).first).to_be_visible()
        return self

    def field(self, key: str) -> Locator:
        """Find a control by its label's text."""
        return self.labelled(self.t(key))

    def labelled(self, label: str) -> Locator:
        """Find a control by its label as it stands there (optional ones say so behind it)."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}"))

    def button(self, key: str) -> Locator:
        """Find a button by its text's key."""
        return self.button_named(self.t(key))

    def button_named(self, name: str) -> Locator:
        """Find a button by its words."""
        return self.page.get_by_role("button", name=name, exact=True)

    async def choose(self, label: str, option: str) -> None:
        """Choose from a list of options as a person does: open it, click the words."""
        name = re.compile(rf"^{re.escape(label)}")
        await self.page.get_by_role("combobox", name=name).click()
        await self.page.locator(".ant-select-item-option").get_by_text(option, exact=True).click()

    async def open_order(self, title: str) -> None:
        """Open the order with a title from the list."""
        await self.page.locator("[data-order-row]", has_text=title).click()
        await expect(self.heading(title)).to_be_visible()

    def heading(self, title: str) -> Locator:
        """Find the open order's title."""
        return self.page.get_by_role("heading", level=1, name=title)

    def act_button(self, act: str) -> Locator:
        """Find the button that chooses an act."""
        acts = self.page.get_by_role("group", name=self.t("order.acts"))
        return acts.get_by_role("button", name=self.t(f"act.{act}"), exact=True)

    def act_form(self, act: str) -> Locator:
        """Find the form of the chosen act."""
        return self.page.get_by_role("form", name=self.t(f"act.{act}"))

    async def send(self, act: str) -> None:
        """Press the button that sends an act."""
        await (
            self.act_form(act).get_by_role("button", name=self.t(f"act.{act}"), exact=True).click()
        )

    async def expect_stage(self, stage: str) -> None:
        """Expect the order to stand at a stage."""
        now = self.page.locator("ol li[aria-current=step]")
        await expect(now).to_contain_text(self.t(f"stage.{stage}"))

    async def shoot(self, what: str) -> None:
        """Keep a picture of the window, if pictures are asked for."""
        await keep(self.page, f"desk/{self.name}-{what}")

    def _hear(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.faults.append(text)
