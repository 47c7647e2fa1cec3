"""Plans that wait are made, one after the other, apart from what is quick."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from gongdan.kernel.jobs import Due, JobHandler
from gongdan.rooms.planning.handlers.searching import Searching

PLAN_JOB: Final = "planning.plan"
LASTING: Final = timedelta(seconds=120)
"""A plan that is not made within this time is made again."""

TRIES: Final = 2
"""So often a plan is tried to be made; then people are told that it can't be."""


def plan_handler(searching: Searching) -> JobHandler:
    """Return what makes plans."""

    async def make(due: Due) -> None:
        plan = UUID(str(due.payload["plan"]))
        if due.attempt > TRIES:
            await searching.give_up(due.tenant, plan)
        else:
            await searching.make(due.tenant, plan)

    return JobHandler(kind=PLAN_JOB, run=make)
