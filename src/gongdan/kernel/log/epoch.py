"""After a restore: compare the database with the witness, and open a new epoch of the log.

A backup is older than the log. What came after it is lost, and its positions will be given
again; readers must be able to tell the two histories apart. So the log goes on under a new
epoch whose first record names what the old one had. Nothing is hidden and nothing is patched.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from gongdan.kernel.canonical import canonical
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.decider import Act, Decider, commit, load
from gongdan.kernel.eventstore.codec import Codec
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import derived_id
from gongdan.kernel.log.tree import Tree, stored_root
from gongdan.kernel.log.witness import Checkpoint, EpochOpened, Witness
from gongdan.kernel.messages import Accepted, Actor, Event

_FOUND = "INSERT INTO log_head (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING"
_HEAD = "SELECT epoch, size FROM log_head WHERE tenant_id = $1 FOR UPDATE"
_KEEP_TILES = """
INSERT INTO log_tile (tenant_id, epoch, level, index, hashes)
SELECT tenant_id, $3, level, index, hashes FROM log_tile WHERE tenant_id = $1 AND epoch = $2
"""
_OPEN = "UPDATE log_head SET epoch = $2, signed = 0 WHERE tenant_id = $1"


class LogEpochOpened(Event, frozen=True, kw_only=True):
    """The log goes on under `epoch`; the fields are those of `EpochOpened` (roots in hex)."""

    epoch: int
    previous: int
    trusted_size: int
    trusted_root: str
    database_size: int
    lost_until: int
    lost_root: str


def _count(epochs: int, _event: LogEpochOpened) -> int:
    return epochs + 1


EPOCHS: Decider[int, LogEpochOpened] = Decider(
    kind="log",
    fold_version=1,
    initial=0,
    state_type=int,
    codec=Codec((LogEpochOpened,)),
    evolve=_count,
)
"""The stream of a tenant's epochs: its state is how many were opened."""


def epochs_stream(tenant: UUID) -> UUID:
    """Return the id of the stream in which a tenant's epochs are recorded."""
    return derived_id(b"log epochs" + tenant.bytes)


class Epochs:
    """Opens epochs; `database` is the worker's."""

    def __init__(self, database: Database, store: EventStore, tree: Tree, witness: Witness) -> None:
        self._database = database
        self._store = store
        self._tree = tree
        self._witness = witness

    async def open(self, tenant: UUID, *, actor: Actor, now: datetime) -> EpochOpened | None:
        """Open a new epoch where the database is not what the witness knows; None: it is.

        May be run again after a crash. Run it before anything is sequenced (`Followers` stops
        at such a log): what was placed since the restore would belong to no epoch.
        """
        history = await self._witness.history(tenant)
        if not history:
            return None
        opened = await self._begin(history)
        if opened is None:
            return None
        await _record(self._store, opened, actor, now)
        await self._witness.open_epoch(opened)
        return opened

    async def _begin(self, history: Sequence[Checkpoint]) -> EpochOpened | None:
        known = history[0]
        tenant, wanted = known.tenant, known.epoch + 1
        async with self._database.writing(tenant) as writer:
            await writer.execute(_FOUND, tenant)
            epoch, size = tuple(await writer.fetchrow(_HEAD, tenant))
            trusted = await self._agreed(writer, history, epoch, size)
            if epoch == known.epoch and trusted.size == known.size:
                return None
            if epoch != wanted:
                await writer.execute(_KEEP_TILES, tenant, epoch, wanted)
                await writer.execute(_OPEN, tenant, wanted)
        return EpochOpened(
            tenant=tenant,
            epoch=wanted,
            previous=known.epoch,
            trusted_size=trusted.size,
            trusted_root=trusted.root,
            database_size=size,
            lost_until=known.size,
            lost_root=known.root,
        )

    async def _agreed(
        self, writer: Writer, history: Sequence[Checkpoint], epoch: int, size: int
    ) -> Checkpoint:
        """Return the newest checkpoint with which the stored log of `size` entries begins."""
        tenant = history[0].tenant
        for known in history:
            if known.size > size:
                continue
            root = await stored_root(
                writer, self._tree, tenant, epoch=epoch, size=size, at=known.size
            )
            if root == known.root:
                return known
        empty = self._tree.root(0, _no_tile)
        return Checkpoint(tenant=tenant, epoch=history[0].epoch, size=0, root=empty, note="")


def _no_tile(_level: int, _index: int) -> bytes:
    return b""


async def _record(store: EventStore, opened: EpochOpened, actor: Actor, now: datetime) -> None:
    stream = epochs_stream(opened.tenant)
    event = LogEpochOpened(
        epoch=opened.epoch,
        previous=opened.previous,
        trusted_size=opened.trusted_size,
        trusted_root=opened.trusted_root.hex(),
        database_size=opened.database_size,
        lost_until=opened.lost_until,
        lost_root=opened.lost_root.hex(),
    )
    # the same epoch is recorded once, however often its opening had to be run
    command = derived_id(opened.tenant.bytes + canonical(event))
    before = await load(store, EPOCHS, opened.tenant, stream)
    await commit(
        store,
        EPOCHS,
        before,
        Accepted((event,)),
        act=Act(actor=actor, now=now, command_id=command),
        tenant=opened.tenant,
        stream=stream,
    )
