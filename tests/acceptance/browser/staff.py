"""More people for a journey, employed by the administrator over the API."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx

from tests.acceptance.browser.conftest import Served
from tests.house import PASSWORD


def administrator(served: Served) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    """Give the administrator's way into the API of the served house."""
    return in_the_api(served, "admin")


@asynccontextmanager
async def in_the_api(served: Served, login: str) -> AsyncIterator[httpx.AsyncClient]:
    """Give somebody's way into the API of the served house."""
    async with httpx.AsyncClient(base_url=f"{served.url}/api/v1") as client:
        door = {"tenant": served.tenant.slug, "login": login, "password": PASSWORD}
        token = (await client.post("/sessions", json={**door, "cookie": False})).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


async def employ(admin: httpx.AsyncClient, login: str, name: str, role: str) -> str:
    """Make a user, who signs in with the tests' password; return the id."""
    body = {"login": login, "name": name, "password": PASSWORD, "roles": [role]}
    made = await admin.post("/users", json=body)
    assert made.is_success, made.text
    return str(made.json()["id"])
