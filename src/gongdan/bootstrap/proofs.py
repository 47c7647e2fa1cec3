"""The proof bundle of one order, made from what is stored: for the command line and the web."""

from uuid import UUID

from gongdan.adapters.file_notary import FileNotary
from gongdan.adapters.postgres.proof_rows import (
    newest_note,
    order_numbered,
    placed_events,
    tiles_for,
)
from gongdan.engines.chain.proof import make_bundle
from gongdan.engines.chain.tiles import ReadTile, reader
from gongdan.kernel.database import Database


class Proofs:
    """Makes bundles; `database` is the app's."""

    def __init__(self, database: Database, notary: FileNotary) -> None:
        self._database = database
        self._public = notary.public_key

    async def order_called(self, tenant: UUID, name: str) -> UUID | None:
        """Return the order of a number, or the one whose id is written out."""
        async with self._database.reading(tenant) as rows:
            found = await order_numbered(rows, tenant, name.strip().upper())
        return found or _written_out(name)

    async def bundle(self, tenant: UUID, order: UUID) -> bytes | None:
        """Return the bundle; None for an order that is not there, or in a log not signed yet."""
        async with self._database.reading(tenant) as rows:
            signed = await newest_note(rows, tenant)
            placed = await placed_events(rows, tenant, order)
            if signed is None or not placed:
                return None
            note, epoch = signed

            def bundled(read_tile: ReadTile) -> bytes:
                return make_bundle(placed, note=note, public=self._public, read=reader(read_tile))

            return bundled(await tiles_for(rows, tenant, epoch, bundled))


def _written_out(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
