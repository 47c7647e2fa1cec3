"""A house whose tenant has opened its portal to strangers, and what customers do there."""

from collections.abc import AsyncIterator

import httpx
import pytest
from msgspec import Struct

from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase

REPORT = {
    "text": "茶水间漏水\n地上都是水",
    "place": "3 楼茶水间",
    "name": "欧阳测试",
    "consent": True,
}


class Portal(Struct, frozen=True):
    """A tenant's portal, with one client for each role of its staff."""

    house: TestHouse
    tenant: Tenant

    @property
    def door(self) -> str:
        return f"/api/v1/portal/{self.tenant.slug}"

    def holding(self, token: str) -> httpx.AsyncClient:
        """Return a client that comes by a link."""
        return httpx.AsyncClient(
            transport=self.house.client._transport,
            base_url=self.house.client.base_url,
            headers={"Authorization": f"Bearer {token}"},
        )

    async def staff(self, role: str) -> httpx.AsyncClient:
        return await self.house.signed_in(self.tenant, role)

    async def visit(self) -> httpx.AsyncClient:
        answer = await self.house.client.post(f"{self.door}/visits", json={})
        assert answer.status_code == 201, answer.text
        return self.holding(answer.json()["token"])

    async def reported(self, **changed: object) -> dict[str, str]:
        """Report something as a stranger; return the link to follow it."""
        visitor = await self.visit()
        answer = await visitor.post(f"{self.door}/orders", json={**REPORT, **changed})
        assert answer.status_code == 201, answer.text
        found: dict[str, str] = answer.json()
        return found

    async def worked_on(self) -> dict[str, str]:
        """Report something, and let staff say that it is done."""
        link = await self.reported()
        at, technician = f"/api/v1/orders/{link['order']}", str(self.tenant.users["technician"])
        done = {"work_done": "换了水管", "result": "fixed"}
        for role, act, body in (
            ("dispatcher", "accept", {"assignee": technician}),
            ("technician", "complete", {"data": done}),
        ):
            client = await self.staff(role)
            tag = (await client.get(at)).headers["etag"]
            answer = await client.post(f"{at}/{act}", json=body, headers={"If-Match": tag})
            assert answer.status_code == 200, answer.text
        return link


async def open_portal(house: TestHouse) -> Portal:
    tenant = await house.tenant()
    admin = await house.signed_in(tenant, "admin")
    answer = await admin.put("/api/v1/portal-settings", json={"reports_open": True})
    assert answer.status_code == 200, answer.text
    house.house.portal.means.paces._full_at.clear()
    return Portal(house, tenant)


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


@pytest.fixture
async def portal(house: TestHouse) -> Portal:
    """A fresh tenant with an open portal; nobody has asked too often yet."""
    return await open_portal(house)
