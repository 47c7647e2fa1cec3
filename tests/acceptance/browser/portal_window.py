"""A customer's window of the portal, and the staff who work on his order meanwhile."""

import re
from collections.abc import Mapping
from typing import Any

import httpx
from playwright.async_api import Browser, Locator, Page

from tests.acceptance.browser.desk_window import filled, texts_of
from tests.acceptance.browser.pictures import keep
from tests.house import PASSWORD, Tenant
from tests.rooms.portal.asked import KEY, publish_leaks

WECHAT = (
    "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
    " Chrome/107.0.5304.141 Mobile Safari/537.36 MicroMessenger/8.0.44"
)
WECOM = WECHAT.replace("MicroMessenger/8.0.44", "wxwork/4.1.20 MicroMessenger/7.0.1")


class PortalWindow:
    """A window; `faults` gathers broken scripts, refused policies and windows that popped up."""

    def __init__(self, page: Page, *, url: str, locale: str, name: str) -> None:
        self.page, self.url, self.name = page, url, name
        self.texts = texts_of(locale)
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("popup", lambda _: self.faults.append("a window popped up"))
        page.on("console", lambda message: self._hear(message.text))

    @classmethod
    async def open(
        cls,
        browser: Browser,
        url: str,
        *,
        locale: str,
        width: int,
        theme: str,
        agent: str | None = None,
    ) -> "PortalWindow":
        """Open a window that speaks a language, with a width in px, a theme and a user agent."""
        context = await browser.new_context(
            viewport={"width": width, "height": 844},
            locale={"zh": "zh-CN", "en": "en-GB"}[locale],
            reduced_motion="reduce",
            has_touch=width < 600,
            **({"user_agent": agent} if agent else {}),
        )
        await context.add_init_script(
            f"localStorage.setItem('gongdan.locale', '{locale}');"
            f"localStorage.setItem('gongdan.theme', '{theme}')"
        )
        page = await context.new_page()
        page.set_default_timeout(60_000)
        return cls(page, url=url, locale=locale, name=f"{locale}-{theme}-{width}")

    def t(self, key: str, **values: str) -> str:
        """Return a text of the portal, its plain values filled in."""
        return filled(self.texts[f"portal.{key}"], values)

    async def go(self, path: str) -> None:
        """Go to an address of the portal."""
        await self.page.goto(f"{self.url}/portal/{path}")

    def field(self, key: str) -> Locator:
        """Find a control by its label (optional ones say so behind it)."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(self.t(key))}"))

    def button(self, key: str) -> Locator:
        """Find a button by its text."""
        return self.page.get_by_role("button", name=self.t(key), exact=True)

    async def shoot(self, what: str) -> None:
        """Keep a picture of the whole page, if pictures are asked for."""
        await keep(self.page, f"portal/{self.name}-{what}", whole=True)

    def _hear(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.faults.append(text)


class Staff:
    """The tenant's people, who act by the API while the customer watches his page."""

    def __init__(self, url: str, tenant: Tenant) -> None:
        self._client = httpx.AsyncClient(base_url=url)
        self._tenant = tenant
        self._tokens: dict[str, str] = {}

    async def ask(self, role: str, method: str, path: str, body: object = None) -> Any:
        """Send a request as somebody of a role; an order's version is looked up first."""
        headers = {"Authorization": f"Bearer {await self._token(role)}"}
        if path.startswith("/orders/"):
            at = "/".join(path.split("/")[:3])
            seen = await self._client.get(f"/api/v1{at}", headers=headers)
            headers["If-Match"] = seen.headers["etag"]
        answer = await self._client.request(method, f"/api/v1{path}", json=body, headers=headers)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def accept(self, order: str) -> None:
        technician = str(self._tenant.users["technician"])
        await self.ask("dispatcher", "POST", f"/orders/{order}/accept", {"assignee": technician})

    async def agree(self, order: str, appointment: Mapping[str, str]) -> None:
        """Agree on a time with the customer."""
        path = f"/orders/{order}/schedule"
        await self.ask("dispatcher", "POST", path, {"appointment": appointment})

    async def complete(self, order: str, words: str) -> None:
        data: Mapping[str, object] = {"work_done": words, "result": "fixed"}
        await self.ask("technician", "POST", f"/orders/{order}/complete", {"data": data})

    async def open_portal(self) -> None:
        await self.ask("admin", "PUT", "/portal-settings", {"reports_open": True})

    async def ask_by_form(self) -> None:
        """Let the portal report by a kind of order whose form asks something."""
        listed = await self.ask("designer", "GET", "/definitions")
        if KEY not in {each["key"] for each in listed["items"]}:
            self._client.headers["Authorization"] = f"Bearer {await self._token('designer')}"
            await publish_leaks(self._client)
        settings = {"reports_open": True, "order_type": KEY}
        await self.ask("admin", "PUT", "/portal-settings", settings)

    async def close(self) -> None:
        await self._client.aclose()

    async def _token(self, role: str) -> str:
        if role not in self._tokens:
            signed = await self._client.post(
                "/api/v1/sessions",
                json={
                    "tenant": self._tenant.slug,
                    "login": role,
                    "password": PASSWORD,
                    "cookie": False,
                },
            )
            self._tokens[role] = signed.json()["token"]
        return self._tokens[role]
