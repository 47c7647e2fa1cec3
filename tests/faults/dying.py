"""Followers that kill their own process at a named moment, in the middle of their work.

    python -m tests.faults.dying MOMENT URL FOLDER

They hold the same parts as `bootstrap` plugs, with small batches. SIGKILL leaves no time for
any last word: what the database then holds is what a machine that lost its power would leave.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from msgspec import structs

from gongdan.adapters.chain_tree import ChainTree
from gongdan.adapters.file_witness import FileWitness
from gongdan.kernel.clock import utc_now
from gongdan.kernel.database import Writer
from gongdan.kernel.eventstore.port import Append, Appended, DuplicateCommand
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.followers import Followers
from gongdan.kernel.ids import derived_id, new_id
from gongdan.kernel.jobs import Jobs
from gongdan.kernel.log.checkpoint import Checkpointer
from gongdan.kernel.log.entries import LogEvent
from gongdan.kernel.log.tree import ReadTile
from gongdan.kernel.log.witness import Checkpoint
from gongdan.kernel.outbox.reaction import Reaction, command_of
from gongdan.kernel.outbox.relay import Relay
from gongdan.kernel.projector import Projection, Projector
from gongdan.kernel.sequencer import Sequencer
from tests.kernel.conftest import pending
from tests.kernel.followers import NOTARY, Tally
from tests.postgres_server import HouseDatabase, opened

BATCH = 20
LEASE = timedelta(seconds=1)


class Moment(StrEnum):
    """Where a follower dies."""

    NEVER = "never"
    PLACING = "placing"  # entries are written, tiles and the log's size are not
    SIGNING = "signing"  # the witness knows the checkpoint, the database does not
    PROJECTING = "projecting"  # half a batch is applied, its position is not
    TELLING = "telling"  # the reaction has acted, its row of the outbox still lies there


class Death:
    """Kills this process when its moment has been passed a few times."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment
        self._left = 1 if moment is Moment.SIGNING else 3

    def passes(self, moment: Moment) -> None:
        """Die here, if it is time."""
        if moment is self._moment:
            self._left -= 1
            if self._left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


class MortalTree(ChainTree):
    """Dies when it is asked for the tiles of a batch whose entries are written."""

    def __init__(self, death: Death) -> None:
        self._death = death

    def append(
        self, size: int, read: ReadTile, leaves: Sequence[bytes]
    ) -> Mapping[tuple[int, int], bytes]:
        """Return the tiles of a grown tree, or die."""
        if leaves:
            self._death.passes(Moment.PLACING)
        return super().append(size, read, leaves)


class MortalWitness(FileWitness):
    """Dies when it has written a checkpoint down, before anybody hears of it."""

    def __init__(self, folder: Path, death: Death) -> None:
        super().__init__(folder)
        self._death = death

    async def accept(self, checkpoint: Checkpoint, proof: tuple[bytes, ...]) -> None:
        """Remember a checkpoint, and perhaps die."""
        await super().accept(checkpoint, proof)
        self._death.passes(Moment.SIGNING)


class Answers:
    """A reaction that answers each event by a command of its own, once."""

    def __init__(self, database: HouseDatabase, death: Death) -> None:
        self._store = PostgresEventStore(database.app, {})
        self._death = death

    def reaction(self) -> Reaction:
        """Return it under its name."""
        return Reaction(name="answer", kind="test", hear=self._hear, types=frozenset({"Happened"}))

    async def _hear(self, event: LogEvent) -> None:
        stream = answers_stream(event.stored.stream)
        while True:
            loaded = await self._store.load(event.tenant, stream)
            outcome = await self._store.append(
                Append(
                    tenant=event.tenant,
                    stream=stream,
                    kind="test",
                    expected=loaded.version if loaded else 0,
                    now=utc_now(),
                    events=(pending("Answered", seq=event.stored.seq),),
                    fold_version=1,
                    state=b"{}",
                    command_id=command_of(event, "answer"),
                )
            )
            if isinstance(outcome, Appended | DuplicateCommand):
                break
        self._death.passes(Moment.TELLING)


def answers_stream(stream: UUID) -> UUID:
    """Return the stream in which the events of another are answered."""
    return derived_id(b"answers" + stream.bytes)


def mortal_projection(death: Death) -> Projection:
    """Return the tally, which may die between two events of a batch."""
    tally = Tally().projection()

    async def apply(writer: Writer, generation: int, events: tuple[LogEvent, ...]) -> None:
        for event in events:
            await tally.apply(writer, generation, (event,))
            death.passes(Moment.PROJECTING)

    return structs.replace(tally, apply=apply)


def mortal_followers(database: HouseDatabase, folder: Path, moment: Moment) -> Followers:
    """Plug everything as bootstrap does, with death in one place."""
    death, owner = Death(moment), str(new_id())
    tree, witness = MortalTree(death), MortalWitness(folder, death)
    return Followers(
        sequencer=Sequencer(database.worker, tree, batch=BATCH),
        checkpointer=Checkpointer(database.worker, tree, NOTARY, witness),
        projector=Projector(database.worker, batch=BATCH),
        projections=(mortal_projection(death),),
        relay=Relay(database.worker, (Answers(database, death).reaction(),), owner, lasting=LEASE),
        jobs=Jobs(database.worker, (), owner),
        poll=0.02,
    )


async def _follow(moment: Moment, url: str, folder: Path) -> None:
    async with opened(url) as database:
        await mortal_followers(database, folder, moment).run(asyncio.Event())


if __name__ == "__main__":
    asyncio.run(_follow(Moment(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
