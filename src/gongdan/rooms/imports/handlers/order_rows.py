"""Rows that become orders, by the one way that all imports take."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import fold
from gongdan.rooms.imports.contract import ImportRun, ImportState, RowFault
from gongdan.rooms.imports.domain.orders import order_of
from gongdan.rooms.imports.domain.rows import RowReader, Wish
from gongdan.rooms.imports.handlers.means import Means
from gongdan.rooms.imports.ports import Sheet, SheetRow
from gongdan.rooms.imports.store import Batch
from gongdan.rooms.workorders.contract import ImportOrder

_AT_ONCE = 8
_KNOWN_BEFORE = "order_imported_before"


class OrderRows:
    """Fulfils `taking.RowTaker` for orders."""

    def __init__(self, means: Means, tenant: UUID, run: ImportRun, sheet: Sheet) -> None:
        self._means = means
        self._tenant = tenant
        self._run = run
        self._reader = RowReader(run.plan, sheet.columns, run.digest)
        self.rows: Sequence[SheetRow] = sheet.rows

    async def catch_up(self, seen: int) -> None:
        """Remember nothing: each order stands for itself, and is known by its key."""

    async def take(self, rows: Sequence[SheetRow], batch: Batch) -> None:
        """Do what some rows ask for, several at once; what came in before is left alone."""
        wishes = _read(self._reader, rows, batch)
        asked, tenant = self._means.registers, self._tenant
        known = await self._means.intake.known(tenant, [wish.key for wish in wishes])
        assets = await asked.assets(tenant, {each.asset for each in wishes} - {""})
        customers = await asked.customers(tenant, {each.customer for each in wishes} - {""})
        batch.known += sum(wish.key in known for wish in wishes)
        waiting = iter([wish for wish in wishes if wish.key not in known])

        async def some() -> None:
            for wish in waiting:
                asset = assets.get(fold(wish.asset))
                customer = customers.get(fold(wish.customer))
                unknown = _unknown(self._run, wish, asset=asset, customer=customer)
                if unknown is not None:
                    batch.faults.append(unknown)
                    continue
                command = order_of(self._run.plan, wish, asset=asset, customer=customer)
                await self._one(wish.line, command, batch)

        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(some())

    async def _one(self, line: int, command: ImportOrder, batch: Batch) -> None:
        intake = self._means.intake
        checking = self._run.state is ImportState.CHECKING
        no = await (intake.rehearse if checking else intake.take_in)(self._tenant, command)
        if no is None:
            batch.made += 1
        elif no.code == _KNOWN_BEFORE:
            batch.known += 1
        else:
            batch.faults.append(RowFault(line, _column_of(self._run, no), no.code))


def _read(reader: RowReader, rows: Sequence[SheetRow], batch: Batch) -> list[Wish]:
    """Return what the good rows ask for; what is wrong with the others goes to the batch."""
    wishes: list[Wish] = []
    for row in rows:
        read = (
            [RowFault(row.line, "", row.fault)] if row.fault else reader.read(row.line, row.cells)
        )
        if isinstance(read, Wish):
            wishes.append(read)
        else:
            batch.faults += read
    return wishes


def _unknown(
    run: ImportRun, wish: Wish, *, asset: UUID | None, customer: UUID | None
) -> RowFault | None:
    """Return which code of a row stands for nothing."""
    columns = run.plan.columns
    if wish.asset and asset is None:
        return RowFault(wish.line, columns["asset"], "asset_unknown")
    if wish.customer and customer is None:
        return RowFault(wish.line, columns["customer"], "customer_unknown")
    return None


def _column_of(run: ImportRun, no: Refused) -> str:
    """Return the column behind the part of an order that was refused, "" where none is."""
    part = no.field.strip("/").replace("contact/", "contact_").partition("/")[0]
    return next((column for name, column in run.plan.columns.items() if name == part), "")
