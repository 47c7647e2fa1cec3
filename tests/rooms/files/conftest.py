"""A house on the web, and people who send files to it."""

from collections.abc import AsyncIterator
from uuid import UUID

import httpx
import pytest
from msgspec import Struct

from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase

UPLOADS = "/api/v1/uploads"


class Sender(Struct, frozen=True):
    """Somebody who sends files, over a client of his own."""

    client: httpx.AsyncClient

    async def begin(self, name: str, size: int, **more: str) -> httpx.Response:
        body = {"name": name, "size": size, **more}
        return await self.client.post(UPLOADS, json=body)

    async def send(self, upload: str, offset: int, data: bytes) -> httpx.Response:
        return await self.client.patch(
            f"{UPLOADS}/{upload}",
            content=data,
            headers={
                "Upload-Offset": str(offset),
                "Content-Type": "application/offset+octet-stream",
            },
        )

    async def finish(self, upload: str) -> httpx.Response:
        return await self.client.post(f"{UPLOADS}/{upload}/finish")

    async def upload(self, name: str, data: bytes, **more: str) -> httpx.Response:
        """Send a file at one go; returns the answer of its end, wherever that was."""
        begun = await self.begin(name, len(data), **more)
        if begun.status_code != 201:
            return begun
        upload = begun.json()["id"]
        sent = await self.send(upload, 0, data)
        assert sent.status_code == 200, sent.text
        return await self.finish(upload)


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    """The application in this process, over a real database."""
    async with running_house(database) as running:
        yield running


@pytest.fixture(scope="module")
async def people(house: TestHouse) -> Tenant:
    """A tenant with one user of each role."""
    return await house.tenant()


@pytest.fixture
async def technician(house: TestHouse, people: Tenant) -> Sender:
    """A technician who sends."""
    return Sender(await house.signed_in(people, "technician"))


@pytest.fixture
async def dispatcher(house: TestHouse, people: Tenant) -> Sender:
    """A dispatcher who sends."""
    return Sender(await house.signed_in(people, "dispatcher"))


def file_of(answer: httpx.Response) -> UUID:
    """Return the id of the file that an upload became."""
    assert answer.status_code == 200, answer.text
    return UUID(answer.json()["id"])
