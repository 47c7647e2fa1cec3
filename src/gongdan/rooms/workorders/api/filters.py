"""The list's query parameters, read into a filter; unknown ones are refused, not ignored."""

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
        wanted = OrderFilter(
            stage=raw.stage,
            status=raw.status,
            type=raw.type,
            assignee=_person(raw.assignee, principal),
            reporter=_person(raw.reporter, principal),
            urgency=raw.urgency,
            asset=raw.asset,
            fields=fields,
            sort=raw.sort,
            limit=raw.limit,
            cursor=raw.cursor,
        )
    except (msgspec.ValidationError, ValueError) as fault:
        return _malformed(str(fault))
    return _fault(raw) or ListQuestion(wanted, raw.q.strip(), raw.unit)


def _fault(raw: _Raw) -> Refused | None:
    if raw.stage is not None and raw.stage not in set(STAGES):
        return _malformed(f"stage: one of {', '.join(STAGES)}")
    if raw.status is not None and raw.status not in set(OrderStatus):
        return _malformed(f"status: one of {', '.join(OrderStatus)}")
    if not 1 <= raw.limit <= MAX_LIMIT:
        return _malformed(f"limit: 1 to {MAX_LIMIT}")
    if raw.urgency is not None and not 1 <= raw.urgency <= 4:
        return _malformed("urgency: 1 to 4")
    return None


def _unclean(query: Iterable[tuple[str, str]]) -> Refused | None:
    for count, (name, value) in enumerate(query, 1):
        if count > MOST_PARTS:
            return _malformed(f"at most {MOST_PARTS} parts")
        for text in (name, value):
            if isinstance(clean_line(text, limit=LONGEST_WORDS), TextFault):
                return _malformed(f"{name[:40]!r}: at most {LONGEST_WORDS} plain characters")
    return None


def _person(text: str | None, principal: Principal) -> UUID | None:
    if text is None:
        return None
    # an API client is nobody: `me` finds nothing, and not everything
    return principal.user or UUID(int=0) if text == "me" else UUID(text)


def _malformed(problem: str) -> Refused:
    return Refused("query_malformed", RefusalKind.MALFORMED, {"problem": problem})


SORTS: tuple[str, ...] = get_args(Sort)
"""The orders in which the list can be read."""
