"""A small house that follows the store: what the tests of the followers share."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from gongdan.adapters.chain_tree import ChainTree
from gongdan.adapters.file_notary import FileNotary
from gongdan.adapters.file_witness import FileWitness
from gongdan.kernel.database import Writer
from gongdan.kernel.followers import Followers
from gongdan.kernel.ids import new_id
from gongdan.kernel.jobs import JobHandler, Jobs
from gongdan.kernel.log.checkpoint import Checkpointer
from gongdan.kernel.log.entries import LogEvent
from gongdan.kernel.outbox.reaction import Reaction
from gongdan.kernel.outbox.relay import Relay
from gongdan.kernel.projector import Projection, Projector
from gongdan.kernel.retry import Retry
from gongdan.kernel.sequencer import Sequencer
from tests.postgres_server import HouseDatabase

NOTARY = FileNotary(bytes(range(32)))
AT_ONCE = Retry(attempts=3, first=timedelta(0))

TALLY = """
CREATE TABLE IF NOT EXISTS tally (
    tenant_id uuid NOT NULL, generation integer NOT NULL, stream_id uuid NOT NULL,
    events bigint NOT NULL, last_seq bigint NOT NULL, last_position bigint NOT NULL,
    PRIMARY KEY (tenant_id, generation, stream_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON tally TO gongdan_app, gongdan_worker;
"""


class Tally:
    """A projection that counts the events of each stream; `poison` is a type it can't bear."""

    def __init__(self, version: int = 1) -> None:
        self.version = version
        self.poison: str | None = None

    def projection(self) -> Projection:
        return Projection(name="tally", version=self.version, apply=self._apply, clear=self._clear)

    async def _apply(self, writer: Writer, generation: int, events: tuple[LogEvent, ...]) -> None:
        for event in events:
            if event.stored.type == self.poison:
                raise ValueError("Li Lei, 13800000000")
            await writer.execute(
                "INSERT INTO tally VALUES ($1, $2, $3, 1, $4, $5)"
                " ON CONFLICT (tenant_id, generation, stream_id) DO UPDATE SET"
                " events = tally.events + 1, last_seq = excluded.last_seq,"
                " last_position = excluded.last_position",
                event.tenant,
                generation,
                event.stored.stream,
                event.stored.seq,
                event.stored.position,
            )

    async def _clear(self, writer: Writer, tenant: UUID, generation: int) -> None:
        await writer.execute(
            "DELETE FROM tally WHERE tenant_id = $1 AND generation = $2", tenant, generation
        )


async def tally_rows(database: HouseDatabase, tenant: UUID) -> dict[int, set[tuple[object, ...]]]:
    """The rows of each generation."""
    async with database.app.reading(tenant) as reader:
        rows = await reader.fetch(
            "SELECT generation, stream_id, events, last_seq, last_position FROM tally"
            " WHERE tenant_id = $1",
            tenant,
        )
    found: dict[int, set[tuple[object, ...]]] = {}
    for row in rows:
        found.setdefault(row["generation"], set()).add(tuple(row)[1:])
    return found


def followers(
    database: HouseDatabase,
    folder: Path,
    *,
    projections: Sequence[Projection] = (),
    reactions: Sequence[Reaction] = (),
    jobs: Sequence[JobHandler] = (),
) -> Followers:
    """All followers, as bootstrap plugs them."""
    tree, owner = ChainTree(), str(new_id())
    return Followers(
        sequencer=Sequencer(database.worker, tree),
        checkpointer=Checkpointer(database.worker, tree, NOTARY, FileWitness(folder)),
        projector=Projector(database.worker, retry=AT_ONCE),
        projections=projections,
        relay=Relay(database.worker, reactions, owner, retry=AT_ONCE),
        jobs=Jobs(database.worker, jobs, owner),
        poll=0.02,
    )


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fails after 10 seconds."""
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - what is waited for is a number, not an event
            await asyncio.sleep(0.01)
