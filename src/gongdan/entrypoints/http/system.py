"""How the machine room stands: queues, what stands still, storage. For those who look after it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from litestar import get
from msgspec import Struct

from gongdan.bootstrap.storage_desk import StorageDesk, StorageState
from gongdan.kernel.backlog import JobQueue, ParkedEvent, ProjectionState, backlog_of
from gongdan.kernel.database import Database
from gongdan.kernel.http import Given, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.workorders.views.seen import numbers_of


class ParkedShown(Struct, frozen=True, kw_only=True):
    """An event at which its stream stands still; `number` is that of an order you may read."""

    stream: UUID
    number: str
    version: int
    attempts: int
    since: datetime


class WorkState(Struct, frozen=True, kw_only=True):
    """What is left to do for your tenant.

    `unplaced` events have no place in the log yet, `untold` ones have reactions that did not
    hear them, `held` ones wait behind a parked event.
    """

    jobs: list[JobQueue]
    unplaced: int
    untold: int
    held: int
    parked: list[ParkedShown]
    projections: list[ProjectionState]


@get(
    "/system/work",
    opt=needs(Action.SYSTEM_READ),
    summary="Read what is left to do in the background",
    tags=("system",),
)
async def work(principal: Given[Principal], database: Given[Database]) -> WorkState:
    """Return queues, parked streams and projections of the tenant."""
    async with database.reading(principal.tenant) as reader:
        found = await backlog_of(reader, principal.tenant)
    numbers = await numbers_of(database, principal, {each.stream for each in found.parked})
    return WorkState(
        jobs=list(found.jobs),
        unplaced=found.unplaced,
        untold=found.untold,
        held=found.held,
        parked=[_parked(each, numbers) for each in found.parked],
        projections=list(found.projections),
    )


@get(
    "/system/storage",
    opt=needs(Action.SYSTEM_READ),
    summary="Read how much is kept, and how much room is left",
    tags=("system",),
)
async def storage(principal: Given[Principal], storage_desk: Given[StorageDesk]) -> StorageState:
    """Return sizes, disks and the last backup of this installation."""
    return await storage_desk.state(principal.tenant)


def _parked(event: ParkedEvent, numbers: Mapping[UUID, str]) -> ParkedShown:
    return ParkedShown(
        stream=event.stream,
        number=numbers.get(event.stream, ""),
        version=event.seq,
        attempts=event.attempts,
        since=event.recorded_at,
    )
