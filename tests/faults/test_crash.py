"""The short form of `python -m tests.faults.crash`."""

import pytest

from tests.faults.crash import Plan, run
from tests.postgres_server import temporary_home


@pytest.mark.slow
async def test_what_was_acknowledged_survives_every_kill() -> None:
    with temporary_home() as home:
        figures = await run(home, Plan(app_kills=6, database_kills=2))
    assert (figures.lost, figures.doubled, figures.changed, figures.unplaced) == (0, 0, 0, 0)
    assert figures.sound, figures
