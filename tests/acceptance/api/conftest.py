"""A house on the web, shared by the tests of one module."""

from collections.abc import AsyncIterator

import pytest

from tests.house import TestHouse, running_house
from tests.postgres_server import HouseDatabase


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    """The application in this process, over a real database."""
    async with running_house(database) as running:
        yield running
