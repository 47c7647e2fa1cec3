"""Plans that wait are made, one after the other, apart from what is quick."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from gongdan.kernel.jobs import Due, JobHandler
from gongdan.rooms.planning.handlers.searching import Searching

PLAN_JOB: Final = "planning.plan"
LASTING: Final = timedelta(seconds=120)
"""A plan that is not made within this time is made again."""


def plan_handler(searching: Searching) -> JobHandler:
    """Return what makes plans."""

    async def make(due: Due) -> None:
        await searching.make(due.tenant, UUID(str(due.payload["plan"])))

    return JobHandler(kind=PLAN_JOB, run=make)
