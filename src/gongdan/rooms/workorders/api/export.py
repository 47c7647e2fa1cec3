"""`GET /orders/export`: the list as CSV or XLSX, sent as it is read."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Annotated, Any

from litestar import Request, get
from litestar.datastructures import MultiDict
from litestar.params import HeaderParameter
from litestar.response import Stream

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.clock import utc_now
from gongdan.kernel.database import Database
from gongdan.kernel.http import Given, RefusedError, granted, needs
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.sheets import Sheet
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.api.filters import read_question, within_unit
from gongdan.rooms.workorders.api.list_operation import ExportOperation
from gongdan.rooms.workorders.ports import Directory, TypeNames
from gongdan.rooms.workorders.views.export import Export
from gongdan.rooms.workorders.views.order_files import SeenFiles

Sheets = Mapping[str, Callable[[], Sheet]]
"""How a table is written, by format."""


@get(
    "/orders/export",
    opt=needs("order.export"),
    summary="Export the orders that you may read, as a table",
    operation_class=ExportOperation,
    media_type="text/csv",
    tags=("orders",),
)
async def export_orders(  # noqa: PLR0913 - what a request carries
    *,
    request: Request[Any, Any, Any],
    principal: Given[Principal],
    database: Given[Database],
    directory: Given[Directory],
    order_files: Given[SeenFiles],
    type_names: Given[TypeNames],
    trail: Given[AuditTrail],
    sheets: Given[Sheets],
    accepted: Annotated[str, HeaderParameter(name="Accept-Language")] = "",
) -> Stream:
    """Take the list's own query, and `format` csv or xlsx; at most 200,000 rows.

    What the list masks is masked, contacts are left out, a text that a spreadsheet would run
    as a formula stands behind an apostrophe. Who exports what is recorded.
    """
    query = [
        (name, value) for name, value in request.query_params.multi_items() if name != "format"
    ]
    format_ = request.query_params.get("format", "csv")
    if format_ not in sheets:
        facts: dict[str, str | int | list[str]] = {"name": "format"}
        raise RefusedError(Refused("query_malformed", RefusalKind.MALFORMED, facts, "/format"))
    question = granted(read_question(MultiDict(query), principal))
    wanted = await within_unit(question, principal, directory)
    export = Export(
        database,
        directory,
        principal,
        wanted,
        files=order_files,
        types=type_names,
        words=question.words,
        locale="zh" if (accepted or principal.locale).startswith("zh") else "en",
        now=utc_now(),
    )
    if (no := await export.check()) is not None:
        raise RefusedError(no)
    names = sorted({name[:40] for name, _value in query})
    await _record(trail, principal, "order.export", {"format": format_, "filters": names})
    sheet = sheets[format_]()
    return Stream(
        _written(export, sheet, trail, principal),
        media_type=sheet.media_type,
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="orders.{sheet.suffix}"',
        },
    )


async def _written(
    export: Export, sheet: Sheet, trail: AuditTrail, principal: Principal
) -> AsyncIterator[bytes]:
    yield sheet.begin() + sheet.rows(await export.head())
    async for batch in export.batches():
        if piece := sheet.rows(batch):
            yield piece
    yield sheet.end()
    await _record(trail, principal, "order.exported", {"rows": export.count})


async def _record(
    trail: AuditTrail,
    principal: Principal,
    act: str,
    facts: dict[str, str | int | list[str]],
) -> None:
    deed = Deed(tenant=principal.tenant, actor=principal.actor, act=act, facts=facts)
    await trail.record(deed)
