"""What the followers write holds before the verifier, and what is changed afterwards is found."""

from pathlib import Path
from uuid import UUID

import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.adapters.file_witness import FileWitness
from gongdan.engines.chain.checkpoint import EpochOpened
from gongdan.engines.chain.header import microseconds
from gongdan.engines.chain.report import EntryRow, EventRow, HeadRow, Kind, Report, TenantLog
from gongdan.engines.chain.verify import verify
from gongdan.kernel.clock import utc_now
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.log.checkpoint import Checkpointer
from gongdan.kernel.log.epoch import EPOCHS, Epochs, epochs_stream
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.kernel.sequencer import Sequencer
from tests.kernel.backup import restore, take_backup
from tests.kernel.conftest import Appends
from tests.kernel.followers import NOTARY
from tests.postgres_server import HouseDatabase


class Yard:
    """A tenant with a signed log, and the verifier's view of it."""

    def __init__(self, database: HouseDatabase, appends: Appends, folder: Path) -> None:
        self.database = database
        self.appends = appends
        self.tenant: UUID = appends.tenant
        self.store = PostgresEventStore(database.app, {})
        self.witness = FileWitness(folder)
        self.sequencer = Sequencer(database.worker, ChainTree(), batch=100)
        self.checkpointer = Checkpointer(database.worker, ChainTree(), NOTARY, self.witness)

    async def write(self, *streams: int) -> None:
        for events in streams:
            await self.store.append(self.appends(new_id(), 0, *["Happened"] * events))
        while await self.sequencer.place(self.tenant):
            pass
        await self.checkpointer.sign(self.tenant)

    async def tamper(self, statement: str) -> None:
        """Change what no role of the house may change."""
        async with self.database.admin.pool.acquire() as connection, connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            await connection.execute(statement.replace("$1", f"'{self.tenant}'"))

    async def report(self) -> Report:
        tenant = self.tenant
        async with self.database.app.reading(tenant) as reader:
            events = await reader.fetch(
                "SELECT tenant_id, stream_id, seq, event_id, recorded_at, body, hash FROM event"
                " WHERE tenant_id = $1 ORDER BY stream_id, seq",
                tenant,
            )
            heads = await reader.fetch(
                "SELECT tenant_id, stream_id, version, hash FROM stream"
                " WHERE tenant_id = $1 ORDER BY stream_id",
                tenant,
            )
            entries = await reader.fetch(
                "SELECT tenant_id, stream_id, seq, position FROM log_entry"
                " WHERE tenant_id = $1 ORDER BY stream_id, seq",
                tenant,
            )
            tiles = await reader.fetch(
                "SELECT t.level, t.index, t.hashes FROM log_tile t"
                " JOIN log_head h USING (tenant_id, epoch) WHERE t.tenant_id = $1",
                tenant,
            )
            notes = await reader.fetch(
                "SELECT note FROM checkpoint WHERE tenant_id = $1 ORDER BY epoch, size", tenant
            )
        held = {(row["level"], row["index"]): row["hashes"] for row in tiles}
        log = TenantLog(
            notes=tuple(row["note"] for row in notes),
            witness=await self.witness.notes(tenant),
            keys=(NOTARY.public_key,),
            epochs=await self._epochs(),
            read_tile=lambda level, index: held.get((level, index), b""),
        )
        return verify(
            [EventRow(*row[:4], microseconds(row[4]), *row[5:]) for row in map(tuple, events)],
            [HeadRow(*row) for row in heads],
            [EntryRow(*row) for row in entries],
            {tenant: log},
        )

    async def _epochs(self) -> tuple[EpochOpened, ...]:
        stored = await self.store.history(self.tenant, epochs_stream(self.tenant))
        records = [EPOCHS.codec.decode(self.tenant, one).event for one in stored]
        return tuple(
            EpochOpened(
                record.epoch,
                record.previous,
                record.trusted_size,
                bytes.fromhex(record.trusted_root),
                record.lost_until,
            )
            for record in records
        )


@pytest.fixture
async def yard(database: HouseDatabase, appends: Appends, tmp_path: Path) -> Yard:
    made = Yard(database, appends, tmp_path / "witness")
    await made.write(3, 1, 280, 2)
    await made.write(1, 40)
    return made


async def test_what_the_followers_wrote_is_intact_and_signed_for(yard: Yard) -> None:
    report = await yard.report()
    assert (report.intact, report.findings) == (True, ())
    assert (report.events, report.streams, report.signed) == (327, 6, 327)


SWAPPED = """
UPDATE log_entry SET position = position + 1000 WHERE tenant_id = $1 AND position IN (7, 8);
UPDATE log_entry SET position = 1015 - position WHERE tenant_id = $1 AND position > 1000
"""
OTHER_HASH = """
UPDATE log_tile SET hashes = set_byte(hashes, 70, 255 - get_byte(hashes, 70))
WHERE tenant_id = $1 AND level = 0 AND index = 0
"""
OTHER_BODY = """
UPDATE event SET body = body || ' ' WHERE tenant_id = $1 AND seq = 1
    AND stream_id = (SELECT stream_id FROM log_entry WHERE tenant_id = $1 AND position = 1)
"""


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        (SWAPPED, Kind.LOG_MISMATCH),
        ("DELETE FROM log_entry WHERE tenant_id = $1 AND position = 12", Kind.LOG_MISMATCH),
        (
            "UPDATE log_entry SET stream_id = gen_random_uuid() WHERE tenant_id = $1 AND position = 9",
            Kind.LOG_MISMATCH,
        ),
        (OTHER_HASH, Kind.LOG_MISMATCH),
        ("DELETE FROM log_tile WHERE tenant_id = $1 AND level = 1", Kind.ROOT_MISMATCH),
        (OTHER_BODY, Kind.BODY_CHANGED),
        (
            "UPDATE checkpoint SET note = replace(note, '327', '326') WHERE tenant_id = $1",
            Kind.CHECKPOINT_SIGNATURE,
        ),
    ],
)
async def test_each_change_past_the_house_is_found(yard: Yard, statement: str, kind: Kind) -> None:
    await yard.tamper(statement)
    report = await yard.report()
    assert not report.intact
    assert kind in {finding.kind for finding in report.findings}


async def test_an_old_copy_is_found_by_the_witness_until_its_loss_is_recorded(yard: Yard) -> None:
    backup = await take_backup(yard.database, yard.tenant)
    await yard.write(50)
    await restore(yard.database, yard.tenant, backup)
    report = await yard.report()
    assert [finding.kind for finding in report.findings] == [Kind.ROLLED_BACK]

    epochs = Epochs(yard.database.worker, yard.store, ChainTree(), yard.witness)
    await epochs.open(yard.tenant, actor=Actor(ActorKind.PERSON, new_id()), now=utc_now())
    await yard.write(5)
    report = await yard.report()
    assert (report.intact, report.findings) == (True, ())
    assert report.signed == 333
