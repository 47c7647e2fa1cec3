"""What the rows of a table are to become finds who takes them: one engine, several targets."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from gongdan.rooms.imports.contract import ImportRun
from gongdan.rooms.imports.handlers.entry_rows import EntryRows
from gongdan.rooms.imports.handlers.means import Means
from gongdan.rooms.imports.handlers.order_rows import OrderRows
from gongdan.rooms.imports.ports import Sheet, SheetRow
from gongdan.rooms.imports.store import Batch


class RowTaker(Protocol):
    """Takes the rows of one table, in the order of `rows`, which is always the same."""

    rows: Sequence[SheetRow]

    async def catch_up(self, seen: int) -> None:
        """Know again what the first `seen` rows came to, where another worker took them."""
        ...

    async def take(self, rows: Sequence[SheetRow], batch: Batch) -> None:
        """Check some rows, or bring them in, as the run says; what came of them goes to `batch`."""
        ...


def taker_of(means: Means, tenant: UUID, run: ImportRun, sheet: Sheet) -> RowTaker:
    """Return who takes the rows of a run."""
    taker = OrderRows if run.target == "orders" else EntryRows
    return taker(means, tenant, run, sheet)
