"""The published log of a tenant: checkpoint, tiles, entries, proofs, for those who check it."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from gongdan.adapters.chain_tree import leaf_data
from gongdan.bootstrap.proofs import Proofs
from gongdan.engines.chain import tiles
from gongdan.engines.chain.checkpoint import parse
from gongdan.engines.chain.proof import read_bundle
from gongdan.kernel.database import Database
from gongdan.kernel.log.published import (
    LogLength,
    SignedEpoch,
    SignedLog,
    checkpoint_note,
    leaves_between,
    log_length,
    newest_checkpoint,
    signed_epochs,
    stored_tile,
)
from gongdan.kernel.messages import RefusalKind, Refused

_LOOKS, _PAUSE = 8, 0.4  # about three seconds: a checkpoint is signed each second


class LogDesk:
    """Reads what is under the newest checkpoint; `database` is the app's."""

    def __init__(self, database: Database, proofs: Proofs) -> None:
        self._database = database
        self._proofs = proofs

    async def checkpoint(self, tenant: UUID) -> SignedLog | None:
        """Return the newest checkpoint."""
        async with self._database.reading(tenant) as reader:
            return await newest_checkpoint(reader, tenant)

    async def epochs(self, tenant: UUID) -> tuple[LogLength, Sequence[SignedEpoch]]:
        """Return how long the log is, and its signed epochs, newest first."""
        async with self._database.reading(tenant) as reader:
            length = await log_length(reader, tenant)
            return length, await signed_epochs(reader, tenant, length.epoch)

    async def note_at(self, tenant: UUID, epoch: int, size: int) -> str | None:
        """Return the signed note of exactly that size, None where there is none."""
        async with self._database.reading(tenant) as reader:
            return await checkpoint_note(reader, tenant, epoch, size)

    async def tile(self, tenant: UUID, level: int, index: int, width: int) -> bytes | None:
        """Return `width` hashes of a tile, None where the signed tree has not so many."""
        async with self._database.reading(tenant) as reader:
            signed = await newest_checkpoint(reader, tenant)
            if signed is None or width > (signed.size >> 8 * level) - tiles.WIDTH * index:
                return None
            hashes = await stored_tile(reader, tenant, signed.epoch, level=level, index=index)
        return hashes[: width * tiles.HASH] if len(hashes) >= width * tiles.HASH else None

    async def entries(self, tenant: UUID, index: int, width: int) -> bytes | None:
        """Return the headers of `width` entries from 256 * `index` on, each after its length."""
        first = index * tiles.WIDTH
        async with self._database.reading(tenant) as reader:
            signed = await newest_checkpoint(reader, tenant)
            if signed is None or first + width > signed.size:
                return None
            leaves = await leaves_between(reader, tenant, first, first + width)
        return tiles.encode_bundle(map(leaf_data, leaves))

    async def proof(self, tenant: UUID, order: UUID) -> bytes | Refused:
        """Return the bundle of an order once its newest event is under a checkpoint.

        Waits for the next checkpoint; `proof_not_yet_signed` where none comes.
        """
        for look in range(_LOOKS):
            if look:
                await asyncio.sleep(_PAUSE)
            bundle = await self._proofs.bundle(tenant, order)
            if bundle is not None and _is_whole(bundle):
                return bundle
        return Refused("proof_not_yet_signed", RefusalKind.CONFLICT)


def _is_whole(data: bytes) -> bool:
    """Tell whether the newest event stands under the signature as well."""
    bundle = read_bundle(data)
    position = bundle.placed[-1].position
    return position is not None and position < parse(bundle.note).size
