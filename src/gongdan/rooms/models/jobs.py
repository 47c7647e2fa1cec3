"""Models that wait for their check are checked, apart from what is quick."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from gongdan.kernel.jobs import Due, JobHandler
from gongdan.rooms.models.handlers.plugging import Plugging

CHECK_JOB: Final = "models.check"
LASTING: Final = timedelta(seconds=150)
"""A check that has not ended within this time begins anew."""

TRIES: Final = 2
"""So often a check is tried; then people are told that it came to nothing."""


def check_handler(plugging: Plugging) -> JobHandler:
    """Return what checks models."""

    async def check(due: Due) -> None:
        model = UUID(str(due.payload["model"]))
        if due.attempt > TRIES:
            await plugging.give_up(due.tenant, model)
        else:
            await plugging.check(due.tenant, model)

    return JobHandler(kind=CHECK_JOB, run=check)
