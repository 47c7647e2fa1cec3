"""`/imports`: a table of another system, checked, then brought in by the worker."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Stream
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.kernel.paging import page_of
from gongdan.kernel.sheets import CsvSheet
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.imports.contract import ImportPlan, ImportRun, RowFault, Target
from gongdan.rooms.imports.handlers.desk import ImportDesk, KnownRow


class BeginImport(Struct, frozen=True, forbid_unknown_fields=True):
    """Which finished upload is the table (XLSX or CSV), and what its rows are to become."""

    file: UUID
    target: Target = "orders"


class ImportShown(Struct, frozen=True, kw_only=True):
    """An import: its file's name ("" once it is gone), its columns, its plan, how far it came.

    `state`: draft, checking, checked, running, done or failed. A check counts as `made` and
    `changed` what a run would make and change; `known` is there already and stays as it is.
    """

    id: UUID
    target: str
    name: str
    columns: list[str]
    plan: ImportPlan
    state: str
    rows: int
    seen: int
    made: int
    changed: int
    known: int
    refused: int
    fault: str
    begun_at: datetime
    changed_at: datetime


class ImportList(Struct, frozen=True):
    """One's imports, newest first."""

    items: list[ImportShown]


class ImportSample(Struct, frozen=True):
    """The first rows of the table, cell by cell."""

    rows: list[list[str]]


class FaultList(Struct, frozen=True):
    """What is wrong in which row and column; `next` is the row after which more follows."""

    items: list[RowFault]
    next: int | None


class MatchShown(Struct, frozen=True):
    """A row that is an entry which is there already: by what it was known, and its outcome.

    `outcome`: `kept` (left as it is), `same` (nothing differs), `changed`.
    """

    line: int
    entry: UUID
    code: str
    name: str
    known_by: str
    outcome: str


class MatchList(Struct, frozen=True):
    """Rows that are there already; `next` is the row after which more follows."""

    items: list[MatchShown]
    next: int | None


After = Annotated[int, Meta(ge=0, le=10_000_000)]


class ImportController(Controller):
    """One's own imports."""

    path = "/imports"
    tags = ("imports",)

    @post("/", opt=needs(Action.ORDER_IMPORT), summary="Begin an import from an uploaded table")
    async def begin(
        self, data: JSONBody[BeginImport], principal: Given[Principal], imports: Given[ImportDesk]
    ) -> Response[ImportShown]:
        """Read the table's columns, and guess what they are; nothing comes in yet."""
        begun = granted(await imports.begin(principal, data.file, data.target))
        return await _answer(imports, principal, begun, 201)

    @get("/", opt=needs(Action.ORDER_IMPORT), summary="List your imports")
    async def newest(self, principal: Given[Principal], imports: Given[ImportDesk]) -> ImportList:
        """Return the newest twenty; an import is forgotten a day after it rested."""
        runs = await imports.newest(principal)
        return ImportList([await _shown(imports, principal, run) for run in runs])

    @get("/{run:uuid}", opt=needs(Action.ORDER_IMPORT), summary="Show an import")
    async def show(
        self, run: FromPath[UUID], principal: Given[Principal], imports: Given[ImportDesk]
    ) -> ImportShown:
        """Return how far it came."""
        return await _shown(imports, principal, granted(await imports.get(principal, run)))

    @get("/{run:uuid}/sample", opt=needs(Action.ORDER_IMPORT), summary="Show a table's first rows")
    async def sample(
        self, run: FromPath[UUID], principal: Given[Principal], imports: Given[ImportDesk]
    ) -> ImportSample:
        """Return what stands in the columns, to tell which is which; what is personal is masked."""
        rows = granted(await imports.sample(principal, run))
        return ImportSample([list(row) for row in rows])

    @post(
        "/{run:uuid}/check",
        opt=needs(Action.ORDER_IMPORT),
        status_code=202,
        summary="Check every row under a plan",
    )
    async def check(
        self,
        run: FromPath[UUID],
        data: JSONBody[ImportPlan],
        principal: Given[Principal],
        imports: Given[ImportDesk],
    ) -> Response[ImportShown]:
        """Have the worker look at every row; nothing is stored of them."""
        checked = granted(await imports.check(principal, run, data))
        return await _answer(imports, principal, checked, 202)

    @post(
        "/{run:uuid}/run",
        opt=needs(Action.ORDER_IMPORT),
        status_code=202,
        summary="Bring the rows in",
    )
    async def run(
        self, run: FromPath[UUID], principal: Given[Principal], imports: Given[ImportDesk]
    ) -> Response[ImportShown]:
        """Have the worker bring them in, by the plan that was checked; safe to ask again."""
        running = granted(await imports.run(principal, run))
        return await _answer(imports, principal, running, 202)

    @get("/{run:uuid}/faults", opt=needs(Action.ORDER_IMPORT), summary="List what is wrong")
    async def faults(
        self,
        run: FromPath[UUID],
        principal: Given[Principal],
        imports: Given[ImportDesk],
        after: FromQuery[After] = 0,
        limit: FromQuery[int] = 50,
    ) -> FaultList:
        """Return row, column and a code, in the order of the rows."""
        most = page_of(limit)
        found = granted(await imports.faults(principal, run, after=after, limit=most + 1))
        items = list(found[:most])
        return FaultList(items, items[-1].line if len(found) > most else None)

    @get(
        "/{run:uuid}/matches",
        opt=needs(Action.ORDER_IMPORT),
        summary="List the rows that are there already",
    )
    async def matches(
        self,
        run: FromPath[UUID],
        principal: Given[Principal],
        imports: Given[ImportDesk],
        after: FromQuery[After] = 0,
        limit: FromQuery[int] = 50,
    ) -> MatchList:
        """Return which entry of the register each of them is; none for a table of orders."""
        most = page_of(limit)
        found = granted(await imports.known_rows(principal, run, after=after, limit=most + 1))
        items = [_matched(each) for each in found[:most]]
        return MatchList(items, items[-1].line if len(found) > most else None)

    @get(
        "/{run:uuid}/refused",
        opt=needs(Action.ORDER_IMPORT),
        summary="Take the refused rows",
        media_type="text/csv",
    )
    async def refused(
        self, run: FromPath[UUID], principal: Given[Principal], imports: Given[ImportDesk]
    ) -> Stream:
        """Return the refused rows as they came, with what is wrong, to be mended and sent again."""
        taken = granted(await imports.refused_rows(principal, run))
        sheet = CsvSheet()

        async def pieces() -> AsyncIterator[bytes]:
            yield sheet.begin() + sheet.rows([(*taken.columns, "row", "problems")])
            for cells, faults in taken.rows:
                wrong = "; ".join(f"{each.column or '*'}: {each.code}" for each in faults)
                yield sheet.rows([(*cells, str(faults[0].line), wrong)])
            yield sheet.end()

        headers = {
            "Content-Disposition": 'attachment; filename="refused-rows.csv"',
            "Cache-Control": "no-store",
        }
        return Stream(pieces(), media_type=sheet.media_type, headers=headers)


async def _shown(imports: ImportDesk, principal: Principal, run: ImportRun) -> ImportShown:
    return ImportShown(
        id=run.id,
        target=run.target,
        name=await imports.name_of(principal, run),
        columns=list(run.columns),
        plan=run.plan,
        state=run.state,
        rows=run.rows,
        seen=run.seen,
        made=run.made,
        changed=run.changed,
        known=run.known,
        refused=run.refused,
        fault=run.fault,
        begun_at=run.begun_at,
        changed_at=run.changed_at,
    )


def _matched(row: KnownRow) -> MatchShown:
    match, label = row.match, row.label
    return MatchShown(match.line, match.entry, label.code, label.name, match.by, match.outcome)


async def _answer(
    imports: ImportDesk, principal: Principal, run: ImportRun, status: int
) -> Response[ImportShown]:
    return Response(await _shown(imports, principal, run), status_code=status)
