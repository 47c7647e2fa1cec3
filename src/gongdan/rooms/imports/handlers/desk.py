"""Imports as people use them: begun from an uploaded file, checked, run, looked at."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.audit import Deed
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Principal, decide_access
from gongdan.rooms.imports import store
from gongdan.rooms.imports.contract import (
    KIND,
    ImportPlan,
    ImportRun,
    ImportState,
    RowFault,
    RowMatch,
    Target,
)
from gongdan.rooms.imports.domain.guess import guessed
from gongdan.rooms.imports.domain.plans import plan_fault
from gongdan.rooms.imports.domain.previews import previewed
from gongdan.rooms.imports.domain.refusals import ImportCode, refuse
from gongdan.rooms.imports.handlers.means import RIGHTS, Means
from gongdan.rooms.imports.ports import (
    EntryLabel,
    Sheet,
    SheetTooLargeError,
    SheetUnreadableError,
)

SAMPLE = 3
"""Rows that are shown beside the columns, so that one sees what stands in them."""

NEWEST = 20


class RefusedRows(Struct, frozen=True):
    """The table's columns, and its refused rows as they came, each with what is wrong."""

    columns: tuple[str, ...]
    rows: list[tuple[tuple[str, ...], list[RowFault]]]


class KnownRow(Struct, frozen=True):
    """A row that is an entry which is there already, and how that entry is called."""

    match: RowMatch
    label: EntryLabel


class ImportDesk:
    """One's own imports; somebody else's are as if they were not there."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._database = means.database

    async def begin(self, principal: Principal, file: UUID, target: Target) -> ImportRun | Refused:
        """Take an uploaded table, and guess which column is what."""
        means, tenant = self._means, principal.tenant
        if principal.user is None:
            return Refused("not_allowed", RefusalKind.FORBIDDEN)
        if not _may(principal, target):
            return refuse(ImportCode.OUT_OF_REACH)
        run = means.ids()
        source = await means.sources.take(principal, file, run)
        if isinstance(source, Refused):
            return source
        sheet = await self.table(tenant, source.file, source.media_type)
        if isinstance(sheet, Refused):
            await means.sources.give_up(tenant, file, run)
            return sheet
        now = means.clock()
        begun = ImportRun(
            id=run,
            user=principal.user,
            target=target,
            file=source.file,
            media_type=source.media_type,
            digest=source.digest,
            columns=sheet.columns,
            plan=ImportPlan(columns=guessed(sheet.columns, target)),
            state=ImportState.DRAFT,
            rows=len(sheet.rows),
            begun_at=now,
            changed_at=now,
        )
        async with self._database.writing(tenant) as writer:
            await store.begin(writer, tenant, begun)
        return begun

    async def newest(self, principal: Principal) -> Sequence[ImportRun]:
        """Return one's newest imports."""
        async with self._database.reading(principal.tenant) as reader:
            user = principal.user or UUID(int=0)
            return await store.newest(reader, principal.tenant, user, NEWEST)

    async def get(self, principal: Principal, run: UUID) -> ImportRun | Refused:
        """Return one import."""
        async with self._database.reading(principal.tenant) as reader:
            found = await store.load(reader, principal.tenant, run)
        if found is None or found.user != principal.user:
            return refuse(ImportCode.NOT_FOUND)
        return found

    async def name_of(self, principal: Principal, run: ImportRun) -> str:
        """Return how the file was called."""
        return await self._means.sources.name_of(principal, run.file)

    async def sample(self, principal: Principal, run: UUID) -> list[tuple[str, ...]] | Refused:
        """Return the first rows of the table, what is personal of them masked."""
        found = await self.get(principal, run)
        if isinstance(found, Refused):
            return found
        sheet = await self.table(principal.tenant, found.file, found.media_type)
        if isinstance(sheet, Refused):
            return sheet
        return [previewed(found.plan, sheet.columns, row.cells) for row in sheet.rows[:SAMPLE]]

    async def check(self, principal: Principal, run: UUID, plan: ImportPlan) -> ImportRun | Refused:
        """Have every row looked at under a plan; nothing is stored of them."""
        found = await self.get(principal, run)
        if isinstance(found, Refused):
            return found
        no = plan_fault(plan, found.target, found.columns)
        return no or await self._queued(principal, found, plan, ImportState.CHECKING)

    async def run(self, principal: Principal, run: UUID) -> ImportRun | Refused:
        """Have the rows brought in, by the plan that was checked."""
        found = await self.get(principal, run)
        if isinstance(found, Refused):
            return found
        if found.state in (ImportState.DRAFT, ImportState.CHECKING):
            return refuse(ImportCode.UNCHECKED)
        return await self._queued(principal, found, found.plan, ImportState.RUNNING)

    async def faults(
        self, principal: Principal, run: UUID, *, after: int, limit: int
    ) -> Sequence[RowFault] | Refused:
        """Return what is wrong in which row, from the row after `after` on."""
        found = await self.get(principal, run)
        if isinstance(found, Refused):
            return found
        async with self._database.reading(principal.tenant) as reader:
            return await store.faults(reader, principal.tenant, run, after=after, limit=limit)

    async def known_rows(
        self, principal: Principal, run: UUID, *, after: int, limit: int
    ) -> Sequence[KnownRow] | Refused:
        """Return which rows are entries that are there already, from the row after `after` on."""
        found = await self.get(principal, run)
        if isinstance(found, Refused):
            return found
        if found.target == "orders":
            return []
        async with self._database.reading(principal.tenant) as reader:
            rows = await store.matches(reader, principal.tenant, run, after=after, limit=limit)
        entries = self._means.entries[found.target]
        labels = await entries.labels(principal.tenant, {row.entry for row in rows})
        return [KnownRow(row, labels.get(row.entry, EntryLabel("", ""))) for row in rows]

    async def refused_rows(self, principal: Principal, run: UUID) -> RefusedRows | Refused:
        """Return the rows that were refused."""
        found = await self.get(principal, run)
        if isinstance(found, Refused):
            return found
        sheet = await self.table(principal.tenant, found.file, found.media_type)
        if isinstance(sheet, Refused):
            return sheet
        async with self._database.reading(principal.tenant) as reader:
            faults = await store.faults(reader, principal.tenant, run)
        of_line: dict[int, list[RowFault]] = {}
        for fault in faults:
            of_line.setdefault(fault.line, []).append(fault)
        rows = [(row.cells, of_line[row.line]) for row in sheet.rows if row.line in of_line]
        return RefusedRows(sheet.columns, rows)

    async def table(self, tenant: UUID, file: UUID, media_type: str) -> Sheet | Refused:
        """Return the table in a file, read beside the requests."""
        data = await self._means.sources.read(tenant, file)
        if data is None:
            return refuse(ImportCode.FILE_GONE)
        try:
            return await asyncio.to_thread(self._means.sheets.read, data, media_type)
        except SheetUnreadableError as fault:
            return refuse(ImportCode.TABLE_UNREADABLE, field="/file", why=str(fault))
        except SheetTooLargeError as fault:
            return refuse(ImportCode.TABLE_TOO_LARGE, field="/file", limit=str(fault))

    async def _queued(
        self, principal: Principal, run: ImportRun, plan: ImportPlan, state: ImportState
    ) -> ImportRun | Refused:
        if not _may(principal, run.target):
            return refuse(ImportCode.OUT_OF_REACH)
        tenant, now = principal.tenant, self._means.clock()
        queued = replace(run, plan=plan, state=state, changed_at=now)
        async with self._database.writing(tenant) as writer:
            if not await store.queue(writer, tenant, queued):
                return refuse(ImportCode.BUSY)
            if state is ImportState.RUNNING:
                deed = Deed(
                    tenant=tenant,
                    actor=principal.actor,
                    act=f"{RIGHTS[run.target][1]}.import",
                    object=Ref(KIND, run.id),
                    facts={"rows": run.rows},
                )
                await self._means.trail.record(deed, writer)
        return await self.get(principal, run.id)


def _may(principal: Principal, target: Target) -> bool:
    """Tell whether the principal may bring such a table in: on all rows, not only on some."""
    action, kind = RIGHTS[target]
    return target == "orders" or holds(decide_access(principal, action, kind), {})
