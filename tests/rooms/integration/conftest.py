"""A house whose webhooks may go to this machine, and a receiver there."""

from collections.abc import AsyncIterator

import pytest

from gongdan.settings import WebhookSettings
from tests.house import TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.integration.receiver import Receiver, receiving
from tests.rooms.integration.yard import Yard, opened


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    """A house that lets webhooks into its own network."""
    async with running_house(database, webhooks=WebhookSettings(allow_private=True)) as running:
        yield running


@pytest.fixture
async def yard(house: TestHouse) -> AsyncIterator[Yard]:
    """A tenant with an administrator, orders to report, and deliveries in short steps."""
    async with opened(house) as made:
        yield made


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Somebody who takes webhooks."""
    async with receiving() as running:
        yield running
