"""When an absence begins, somebody's orders are offered anew; nights are for learning.

Once, orders from before gists were kept get theirs.
"""

from uuid import UUID

from gongdan.kernel.database import Writer
from gongdan.kernel.jobs import Due, JobHandler
from gongdan.rooms.dispatch.handlers.assigning import Assigning
from gongdan.rooms.dispatch.handlers.likeness import Likeness
from gongdan.rooms.dispatch.handlers.refitting import Refitting
from gongdan.rooms.dispatch.store.decisions import set_away_job
from gongdan.rooms.dispatch.store.older_gists import GIST_JOB
from gongdan.rooms.dispatch.store.trials import LEARN_JOB
from gongdan.rooms.people.contract import Absence

AWAY_JOB = "dispatch.away"


class SetsAwayJobs:
    """Fulfils `people.ports.HearsAbsences`: the job is set with the absence, or not at all."""

    async def away(self, writer: Writer, tenant: UUID, user: UUID, absence: Absence) -> None:
        """Set a job for the instant at which somebody is away."""
        await set_away_job(writer, tenant, absence.id, user=user, at=absence.begins)


def away_handler(assigning: Assigning) -> JobHandler:
    """Return what offers the orders of whoever is away."""

    async def offer(due: Due) -> None:
        user, absence = UUID(str(due.payload["user"])), UUID(str(due.payload["absence"]))
        await assigning.away(due.tenant, user, absence)

    return JobHandler(kind=AWAY_JOB, run=offer)


def gist_handler(likeness: Likeness) -> JobHandler:
    """Return what gives older orders their gists, batch by batch."""

    async def catch_up(due: Due) -> None:
        await likeness.catch_up(due.tenant, UUID(str(due.payload["after"])))

    return JobHandler(kind=GIST_JOB, run=catch_up)


def learn_handler(refitting: Refitting) -> JobHandler:
    """Return what learns in the night, or when somebody asks."""
    return JobHandler(kind=LEARN_JOB, run=refitting.run)
