"""Checkpoints: the log's size and root, signed, stored, and told to the witness."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from gongdan.kernel.database import Database, Writer
from gongdan.kernel.log.tree import Tree, stored_consistency, stored_root
from gongdan.kernel.log.witness import (
    Checkpoint,
    Notary,
    Witness,
    WitnessAwayError,
    WitnessRefusedError,
)

# one signer a tenant at a time, so that the witness hears sizes in their order
_ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('checkpoint ' || $1::uuid::text, 0))"
_HEAD = "SELECT epoch, size, signed FROM log_head WHERE tenant_id = $1"
_STORE = """
INSERT INTO checkpoint (tenant_id, epoch, size, note) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
"""
_SIGNED = "UPDATE log_head SET signed = $3 WHERE tenant_id = $1 AND epoch = $2 AND signed < $3"


class Checkpointer:
    """Signs what the sequencer placed; runs as the role `worker`."""

    def __init__(self, database: Database, tree: Tree, notary: Notary, witness: Witness) -> None:
        self._database = database
        self._tree = tree
        self._notary = notary
        self._witness = witness

    async def waiting(self) -> tuple[UUID, ...]:
        """Return the tenants whose log grew since its newest checkpoint."""
        async with self._database.untenanted() as connection:
            rows = await connection.fetch("SELECT * FROM tenants_to_sign_v1()")
        return tuple(row[0] for row in rows)

    async def sign(self, tenant: UUID) -> Checkpoint | None:
        """Sign the log as it stands; None: nothing new, or another one signs just now.

        Raises `WitnessRefusedError` where the database is not what the witness knows, and
        `WitnessAwayError` where it can't be asked. The witness hears of it before the log
        counts as signed: one that was away hears it later.
        """
        async with self._database.writing(tenant) as writer:
            if not await writer.fetchval(_ALONE, tenant):
                return None
            head = await writer.fetchrow(_HEAD, tenant)
            if head is None or head["size"] <= head["signed"]:
                return None
            checkpoint = await self._made(writer, tenant, head["epoch"], head["size"])
            await self._tell(writer, checkpoint)
            await writer.execute(_STORE, tenant, checkpoint.epoch, checkpoint.size, checkpoint.note)
            await writer.execute(_SIGNED, tenant, checkpoint.epoch, checkpoint.size)
            return checkpoint

    async def compare(self, tenant: UUID) -> None:
        """Compare the log with what the witness knows, before anything is added to it.

        Raises `WitnessRefusedError` where the log is shorter, other, or of an unknown epoch.
        """
        with _asking():
            known = await self._witness.latest(tenant)
        if known is None:
            return
        async with self._database.reading(tenant) as reader:
            head = await reader.fetchrow(_HEAD, tenant)
            epoch, size = (head["epoch"], head["size"]) if head else (1, 0)
            if epoch != known.epoch or size < known.size:
                raise WitnessRefusedError(
                    f"the witness knows epoch {known.epoch} with {known.size} entries,"
                    f" the database has epoch {epoch} with {size}"
                )
            root = await stored_root(
                reader, self._tree, tenant, epoch=epoch, size=size, at=known.size
            )
        if root != known.root:
            raise WitnessRefusedError(
                f"the first {known.size} entries are not those that the witness knows"
            )

    async def _made(self, writer: Writer, tenant: UUID, epoch: int, size: int) -> Checkpoint:
        root = await stored_root(writer, self._tree, tenant, epoch=epoch, size=size)
        note = self._notary.sign(tenant, epoch, size, root)
        return Checkpoint(tenant=tenant, epoch=epoch, size=size, root=root, note=note)

    async def _tell(self, writer: Writer, checkpoint: Checkpoint) -> None:
        tenant, epoch, size = checkpoint.tenant, checkpoint.epoch, checkpoint.size
        with _asking():
            known = await self._witness.latest(tenant)
        proof: tuple[bytes, ...] = ()
        if known is not None and known.epoch == epoch and 0 < known.size < size:
            proof = await stored_consistency(
                writer, self._tree, tenant, epoch=epoch, old=known.size, new=size
            )
        with _asking():
            await self._witness.accept(checkpoint, proof)


@contextmanager
def _asking() -> Iterator[None]:
    """Tell a witness that is away from a database that is: only the latter concerns all."""
    try:
        yield
    except OSError as fault:
        raise WitnessAwayError(f"the witness is away: {type(fault).__name__}") from fault
