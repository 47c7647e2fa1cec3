"""Checkpoints and the witness: a database put back to an old copy is seen, and named."""

from pathlib import Path

import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.adapters.file_witness import FileWitness
from gongdan.engines.chain.checkpoint import origin_of, verify
from gongdan.kernel.clock import utc_now
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.log.checkpoint import Checkpointer
from gongdan.kernel.log.epoch import EPOCHS, Epochs, LogEpochOpened, epochs_stream
from gongdan.kernel.log.tree import TreeDamagedError, stored_root
from gongdan.kernel.log.witness import WitnessAwayError, WitnessRefusedError
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.kernel.sequencer import Sequencer
from tests.kernel.backup import Backup, restore, take_backup
from tests.kernel.conftest import Appends
from tests.kernel.followers import NOTARY
from tests.postgres_server import HouseDatabase

OPERATOR = Actor(ActorKind.PERSON, new_id())


class Yard:
    """A tenant's log with its sequencer, signer and witness."""

    def __init__(self, database: HouseDatabase, appends: Appends, folder: Path) -> None:
        self.database = database
        self.appends = appends
        self.tenant = appends.tenant
        self.store = PostgresEventStore(database.app, {})
        self.witness = FileWitness(folder)
        self.sequencer = Sequencer(database.worker, ChainTree(), batch=300)
        self.checkpointer = Checkpointer(database.worker, ChainTree(), NOTARY, self.witness)
        self.epochs = Epochs(database.worker, self.store, ChainTree(), self.witness)

    async def write(self, events: int) -> None:
        """Append events to a new stream, and give them their places."""
        await self.store.append(self.appends(new_id(), 0, *["Happened"] * events))
        while await self.sequencer.place(self.tenant):
            pass

    async def copy(self) -> Backup:
        return await take_backup(self.database, self.tenant)

    async def restore(self, backup: Backup) -> None:
        await restore(self.database, self.tenant, backup)


@pytest.fixture
def yard(database: HouseDatabase, appends: Appends, tmp_path: Path) -> Yard:
    return Yard(database, appends, tmp_path / "witness")


async def test_a_checkpoint_is_signed_stored_and_known_to_the_witness(yard: Yard) -> None:
    for events, size in ((3, 3), (254, 257), (600, 857)):
        await yard.write(events)
        assert yard.tenant in await yard.checkpointer.waiting()
        made = await yard.checkpointer.sign(yard.tenant)
        assert made is not None
        assert (made.epoch, made.size) == (1, size)
        assert await yard.witness.latest(yard.tenant) == made
    assert yard.tenant not in await yard.checkpointer.waiting()
    assert await yard.checkpointer.sign(yard.tenant) is None
    async with yard.database.app.reading(yard.tenant) as reader:
        rows = await reader.fetch(
            "SELECT size, note FROM checkpoint WHERE tenant_id = $1 ORDER BY size", yard.tenant
        )
    assert [row["size"] for row in rows] == [3, 257, 857]
    signed = verify(rows[-1]["note"], [NOTARY.public_key])
    assert (signed.origin, signed.size, signed.root) == (origin_of(yard.tenant, 1), 857, made.root)


async def test_a_log_that_grows_while_it_is_signed_is_signed_as_it_was(yard: Yard) -> None:
    await yard.write(250)
    made = await yard.checkpointer.sign(yard.tenant)
    assert made is not None
    await yard.write(20)  # the same tiles hold more by now
    async with yard.database.worker.reading(yard.tenant) as reader:
        root = await stored_root(reader, ChainTree(), yard.tenant, epoch=1, size=250)
    assert root == made.root


async def test_a_witness_that_was_away_hears_of_it_later(yard: Yard) -> None:
    await yard.write(2)

    async def away(*_: object) -> None:
        raise OSError(28, "No space left on device")

    yard.witness.accept = away  # type: ignore[method-assign]
    with pytest.raises(WitnessAwayError):
        await yard.checkpointer.sign(yard.tenant)
    del yard.witness.accept  # type: ignore[attr-defined]
    assert yard.tenant in await yard.checkpointer.waiting()
    assert await yard.checkpointer.sign(yard.tenant) is not None


async def test_an_old_copy_of_the_database_is_seen_and_not_signed(yard: Yard) -> None:
    await yard.write(10)
    await yard.checkpointer.sign(yard.tenant)
    backup = await yard.copy()
    await yard.write(7)
    await yard.checkpointer.sign(yard.tenant)
    await yard.checkpointer.compare(yard.tenant)

    await yard.restore(backup)
    with pytest.raises(
        WitnessRefusedError, match="with 17 entries, the database has epoch 1 with 10"
    ):
        await yard.checkpointer.compare(yard.tenant)
    await yard.write(3)
    with pytest.raises(WitnessRefusedError, match="knows 17 entries, this checkpoint has 13"):
        await yard.checkpointer.sign(yard.tenant)


async def test_another_history_of_the_same_length_is_seen(yard: Yard) -> None:
    await yard.write(10)
    backup = await yard.copy()
    await yard.write(7)
    await yard.checkpointer.sign(yard.tenant)
    await yard.restore(backup)
    await yard.write(40)
    for check in (yard.checkpointer.compare, yard.checkpointer.sign):
        with pytest.raises(WitnessRefusedError, match="first 17 entries are not those"):
            await check(yard.tenant)


async def test_a_new_epoch_names_what_was_lost_and_goes_on(yard: Yard) -> None:
    await yard.write(300)
    kept = await yard.checkpointer.sign(yard.tenant)
    assert kept is not None
    backup = await yard.copy()
    await yard.write(20)
    lost = await yard.checkpointer.sign(yard.tenant)
    assert lost is not None
    await yard.restore(backup)

    opened = await yard.epochs.open(yard.tenant, actor=OPERATOR, now=utc_now())
    assert opened is not None
    assert (opened.epoch, opened.previous) == (2, 1)
    assert (opened.trusted_size, opened.trusted_root) == (300, kept.root)
    assert (opened.lost_until, opened.lost_root) == (320, lost.root)
    assert opened.database_size == 300

    await yard.checkpointer.compare(yard.tenant)
    await yard.write(5)
    made = await yard.checkpointer.sign(yard.tenant)
    assert made is not None
    assert (made.epoch, made.size) == (2, 306)
    history = await yard.store.history(yard.tenant, epochs_stream(yard.tenant))
    assert [EPOCHS.codec.decode(yard.tenant, stored).event for stored in history] == [
        LogEpochOpened(
            epoch=2,
            previous=1,
            trusted_size=300,
            trusted_root=kept.root.hex(),
            database_size=300,
            lost_until=320,
            lost_root=lost.root.hex(),
        )
    ]
    assert await yard.epochs.open(yard.tenant, actor=OPERATOR, now=utc_now()) is None


async def test_a_log_that_went_on_after_a_restore_is_trusted_as_far_as_the_witness_agrees(
    yard: Yard,
) -> None:
    for _ in range(3):
        await yard.write(10)
        await yard.checkpointer.sign(yard.tenant)
    backup = await yard.copy()
    await yard.write(10)
    await yard.checkpointer.sign(yard.tenant)
    await yard.restore(backup)
    await yard.write(50)
    opened = await yard.epochs.open(yard.tenant, actor=OPERATOR, now=utc_now())
    assert opened is not None
    assert (opened.trusted_size, opened.database_size, opened.lost_until) == (30, 80, 40)
    await yard.write(1)
    assert await yard.checkpointer.sign(yard.tenant) is not None
    await yard.checkpointer.compare(yard.tenant)


async def test_opening_an_epoch_may_be_run_again_after_a_crash(yard: Yard) -> None:
    await yard.write(5)
    backup = await yard.copy()
    await yard.write(5)
    await yard.checkpointer.sign(yard.tenant)
    await yard.restore(backup)

    async def crash(*_: object) -> None:
        raise ConnectionResetError

    yard.witness.open_epoch = crash  # type: ignore[method-assign]
    with pytest.raises(ConnectionResetError):
        await yard.epochs.open(yard.tenant, actor=OPERATOR, now=utc_now())
    del yard.witness.open_epoch  # type: ignore[attr-defined]
    opened = await yard.epochs.open(yard.tenant, actor=OPERATOR, now=utc_now())
    assert opened is not None
    assert (opened.epoch, opened.trusted_size, opened.database_size, opened.lost_until) == (
        2,
        0,
        5,
        10,
    )
    assert len(await yard.store.history(yard.tenant, epochs_stream(yard.tenant))) == 1


async def test_a_log_that_nobody_lost_opens_no_epoch(yard: Yard) -> None:
    assert await yard.epochs.open(yard.tenant, actor=OPERATOR, now=utc_now()) is None
    await yard.write(5)
    await yard.checkpointer.sign(yard.tenant)
    await yard.write(5)
    assert await yard.epochs.open(yard.tenant, actor=OPERATOR, now=utc_now()) is None


async def test_a_damaged_tree_is_never_signed(yard: Yard) -> None:
    await yard.write(6)
    async with yard.database.admin.untenanted() as connection:
        await connection.execute("DELETE FROM log_tile WHERE tenant_id = $1", yard.tenant)
    with pytest.raises(TreeDamagedError):
        await yard.checkpointer.sign(yard.tenant)
