"""The worker of imports: checks and runs them row by row, and goes on where it was cut off.

A batch of rows is done, then noted in one transaction. A worker that dies between the two does
the batch again: its orders are known by their keys by then, so none is made twice, and only the
counts tell them as known.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.database import Database
from gongdan.kernel.messages import Refused
from gongdan.kernel.retry import OnFault, pass_over
from gongdan.kernel.turns import Turns
from gongdan.rooms.imports import store
from gongdan.rooms.imports.contract import ImportRun, ImportState, RowFault
from gongdan.rooms.imports.domain.orders import order_of
from gongdan.rooms.imports.domain.rows import RowReader, Wish
from gongdan.rooms.imports.handlers import ImportDesk, Means
from gongdan.rooms.imports.ports import Sheet, SheetRow
from gongdan.rooms.workorders.contract import ImportOrder

BATCH = 200
KEPT = timedelta(hours=24)
"""For so long the file of an import stays after anything happened with it."""

_AT_ONCE = 8
_LEASE = timedelta(seconds=60)
_KNOWN_BEFORE = "order_imported_before"


class Importing:
    """Works on imports; `owner` names this worker, uniquely; `worker` sees whose turn it is."""

    def __init__(
        self, means: Means, worker: Database, owner: str, *, on_fault: OnFault = pass_over
    ) -> None:
        self._means = means
        self._owner = owner
        self._turns = Turns(worker, store.due, self._work, doing="import", on_fault=on_fault)
        self._desk = ImportDesk(means)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is cut off goes on with the next worker."""
        await self._turns.run(stop)

    async def drain(self) -> int:
        """Do everything that waits; return how many imports that was."""
        return await self._turns.drain()

    async def _work(self, tenant: UUID, run: UUID, stop: asyncio.Event) -> None:
        turn = store.Turn(tenant, run, self._owner)
        async with self._means.database.writing(turn.tenant) as writer:
            if not await store.lease(writer, turn, _LEASE):
                return
            found = await store.load(writer, turn.tenant, turn.run)
        if found is None:
            return
        sheet = await self._desk.table(turn.tenant, found.file, found.media_type)
        if isinstance(sheet, Refused):
            await self._end(turn, replace(found, state=ImportState.FAILED, fault=sheet.code))
            return
        try:
            whole = await self._through(turn, found, sheet, stop)
        finally:
            await self._let_go(turn)
        if whole:
            checking = found.state is ImportState.CHECKING
            ended = ImportState.CHECKED if checking else ImportState.DONE
            await self._end(turn, replace(found, state=ended))

    async def _through(
        self, turn: store.Turn, run: ImportRun, sheet: Sheet, stop: asyncio.Event
    ) -> bool:
        """Go through the rows that were not seen yet; False where that was cut short."""
        reader = RowReader(run.plan, sheet.columns, run.digest)
        checking = run.state is ImportState.CHECKING
        for begin in range(run.seen, len(sheet.rows), BATCH):
            if stop.is_set() or (not checking and self._means.intake.read_only()):
                return False
            rows = sheet.rows[begin : begin + BATCH]
            batch = store.Batch(seen=begin + len(rows))
            await self._wished(turn.tenant, run, _read(reader, rows, batch), batch)
            async with self._means.database.writing(turn.tenant) as writer:
                if not await store.lease(writer, turn, _LEASE):
                    return False
                now = self._means.clock()
                await store.advance(writer, turn.tenant, run.id, batch, at=now)
        return True

    async def _wished(
        self, tenant: UUID, run: ImportRun, wishes: Sequence[Wish], batch: store.Batch
    ) -> None:
        """Do what some rows ask for, several at once; what came in before is left alone."""
        asked = self._means.registers
        known = await self._means.intake.known(tenant, [wish.key for wish in wishes])
        assets = await asked.assets(tenant, {each.asset for each in wishes} - {""})
        customers = await asked.customers(tenant, {each.customer for each in wishes} - {""})
        batch.known += sum(wish.key in known for wish in wishes)
        waiting = iter([wish for wish in wishes if wish.key not in known])

        async def some() -> None:
            for wish in waiting:
                asset = assets.get(wish.asset.casefold())
                customer = customers.get(wish.customer.casefold())
                unknown = _unknown(run, wish, asset=asset, customer=customer)
                if unknown is not None:
                    batch.faults.append(unknown)
                    continue
                command = order_of(run.plan, wish, asset=asset, customer=customer)
                await self._one(tenant, run, wish.line, command, batch=batch)

        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(some())

    async def _one(
        self, tenant: UUID, run: ImportRun, line: int, command: ImportOrder, *, batch: store.Batch
    ) -> None:
        intake = self._means.intake
        act = intake.rehearse if run.state is ImportState.CHECKING else intake.take_in
        no = await act(tenant, command)
        if no is None:
            batch.made += 1
        elif no.code == _KNOWN_BEFORE:
            batch.known += 1
        else:
            batch.faults.append(RowFault(line, _column_of(run, no), no.code))

    async def _let_go(self, turn: store.Turn) -> None:
        async with self._means.database.writing(turn.tenant) as writer:
            await store.lease(writer, turn, timedelta(0))

    async def _end(self, turn: store.Turn, run: ImportRun) -> None:
        ended = replace(run, changed_at=self._means.clock())
        async with self._means.database.writing(turn.tenant) as writer:
            await store.end(writer, turn.tenant, ended)


def _read(reader: RowReader, rows: Sequence[SheetRow], batch: store.Batch) -> list[Wish]:
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


async def sweep(means: Means, tenant: UUID) -> int:
    """Forget imports that rested for a day, and give their files up; what they made stays."""
    then = means.clock() - KEPT
    async with means.database.reading(tenant) as reader:
        rested = await store.rested_before(reader, tenant, then)
    for run in rested:
        await means.sources.give_up(tenant, run.file, run.id)
        async with means.database.writing(tenant) as writer:
            await store.forget(writer, tenant, run.id)
    return len(rested)
