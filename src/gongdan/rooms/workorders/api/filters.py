"""The list's query parameters, read into a filter; unknown ones are refused, not ignored."""

import re
from collections.abc import Iterable
from typing import get_args
from uuid import UUID

import msgspec
from litestar.datastructures import MultiDict
from msgspec import Struct

from gongdan.engines.flow.model import STAGES
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import OrderStatus
from gongdan.rooms.workorders.views.query import MAX_LIMIT, OrderFilter, Sort

FIELD_PREFIX = "field."
LONGEST_WORDS = 200
MOST_PARTS = 20
_NAMED = re.compile(r"`(?:\$\.)?([\w.]{1,40})`$")


class ListQuestion(Struct, frozen=True):
    """What is asked of the list: the filter, the words to find, and the unit to resolve."""

    wanted: OrderFilter
    words: str = ""
    unit: UUID | None = None


class _Raw(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    stage: str | None = None
    status: str | None = None
    type: str | None = None
    assignee: str | None = None
    reporter: str | None = None
    unit: UUID | None = None
    urgency: int | None = None
    asset: UUID | None = None
    q: str = ""
    sort: Sort = "updated"
    limit: int = 50
    cursor: str = ""


def read_question(query: MultiDict[str], principal: Principal) -> ListQuestion | Refused:
    """Return the question that a query string asks; `me` stands for who asks."""
    if (unclean := _unclean(query.multi_items())) is not None:
        return unclean
    plain = {name: value for name, value in query.items() if not name.startswith(FIELD_PREFIX)}
    fields = {
        name.removeprefix(FIELD_PREFIX): value
        for name, value in query.items()
        if name.startswith(FIELD_PREFIX)
    }
    try:
        raw = msgspec.convert(plain, _Raw, strict=False)
    except msgspec.ValidationError as fault:
        named = _NAMED.search(str(fault))
        return _malformed(named[1] if named else "")
    assignee, reporter = _person(raw.assignee, principal), _person(raw.reporter, principal)
    if isinstance(assignee, ValueError) or isinstance(reporter, ValueError):
        return _malformed("assignee" if isinstance(assignee, ValueError) else "reporter")
    wanted = OrderFilter(
        stage=raw.stage,
        status=raw.status,
        type=raw.type,
        assignee=assignee,
        reporter=reporter,
        urgency=raw.urgency,
        asset=raw.asset,
        fields=fields,
        sort=raw.sort,
        limit=raw.limit,
        cursor=raw.cursor,
    )
    return _fault(raw) or ListQuestion(wanted, raw.q.strip(), raw.unit)


def _fault(raw: _Raw) -> Refused | None:
    if raw.stage is not None and raw.stage not in set(STAGES):
        return _malformed("stage")
    if raw.status is not None and raw.status not in set(OrderStatus):
        return _malformed("status")
    if not 1 <= raw.limit <= MAX_LIMIT:
        return _malformed("limit")
    if raw.urgency is not None and not 1 <= raw.urgency <= 4:
        return _malformed("urgency")
    return None


def _unclean(query: Iterable[tuple[str, str]]) -> Refused | None:
    for count, (name, value) in enumerate(query, 1):
        if count > MOST_PARTS:
            return _malformed(name)
        for text in (name, value):
            if isinstance(clean_line(text, limit=LONGEST_WORDS), TextFault):
                return _malformed(name)
    return None


def _person(text: str | None, principal: Principal) -> UUID | ValueError | None:
    """Return whom a part of the query names; a text that is no id comes back as the error."""
    match text:
        case None:
            return None
        case "me":
            # an API client is nobody: `me` finds nothing, and not everything
            return principal.user or UUID(int=0)
        case _:
            try:
                return UUID(text)
            except ValueError as fault:
                return fault


def _malformed(name: str) -> Refused:
    """Return the refusal of one part of the query; `name` is shown as it was sent, cut short."""
    facts: dict[str, str | int | list[str]] = {"name": name[:40]}
    return Refused("query_malformed", RefusalKind.MALFORMED, facts, f"/{name[:40]}")


SORTS: tuple[str, ...] = get_args(Sort)
"""The orders in which the list can be read."""
