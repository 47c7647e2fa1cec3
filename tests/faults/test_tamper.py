"""The short form of `python -m tests.faults.tamper`: each kind of lie, several times."""

import pytest

from tests.faults.lies import LIES
from tests.faults.tamper import trial
from tests.postgres_server import HouseDatabase

SHORT = 72


@pytest.mark.slow
async def test_each_lie_about_history_is_found_and_its_order_named(
    fresh_database: HouseDatabase,
) -> None:
    async with trial(fresh_database, orders=48, tenants=2) as made:
        figures = await made.go(SHORT, seed=2)
    assert figures.missed == []
    assert figures.sound, figures
    assert len(figures.by_lie) == len(LIES)
    assert figures.orders == 48
