"""The list's query parameters, read into a filter; unknown ones are refused, not ignored."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

import msgspec
from litestar.datastructures import MultiDict
from msgspec import Struct

from gongdan.engines.flow.model import STAGES
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import OrderStatus
from gongdan.rooms.workorders.ports import Directory
from gongdan.rooms.workorders.views.query import MAX_LIMIT, Moment, OrderFilter, Sort, Span

FIELD_PREFIX = "field."
LONGEST_WORDS = 200
MOST_PARTS = 20
_YEARS = range(1970, 9_000)
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
    customer: UUID | None = None
    holder: str | None = None
    helper: str | None = None
    watcher: str | None = None
    parent: UUID | None = None
    impact: int | None = None
    priority: int | None = None
    place: str | None = None
    tag: str | None = None
    imported: Literal["true", ""] = ""
    due_after: datetime | None = None
    due_before: datetime | None = None
    reported_after: datetime | None = None
    reported_before: datetime | None = None
    updated_after: datetime | None = None
    updated_before: datetime | None = None
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
    people: dict[str, UUID | None] = {}
    for name in _PEOPLE:
        person = _person(getattr(raw, name), principal)
        if isinstance(person, ValueError):
            return _malformed(name)
        people[name] = person
    wanted = OrderFilter(
        **{name: getattr(raw, name) for name in _PLAIN},
        imported=bool(raw.imported),
        assignee=people["assignee"],
        reporter=people["reporter"],
        holder=people["holder"],
        helper=people["helper"],
        watcher=people["watcher"],
        spans=_spans(raw),
        fields=fields,
        sort=raw.sort,
        limit=raw.limit,
        cursor=raw.cursor,
    )
    return _fault(raw) or ListQuestion(wanted, raw.q.strip(), raw.unit)


_PEOPLE = ("assignee", "reporter", "holder", "helper", "watcher")
_PLAIN = (
    *("stage", "status", "type", "urgency", "asset", "customer", "parent"),
    *("impact", "priority", "place", "tag"),
)
_MOMENTS: tuple[Moment, ...] = get_args(Moment)


async def within_unit(
    question: ListQuestion, principal: Principal, directory: Directory
) -> OrderFilter:
    """Return the filter with the path of the unit that was asked for; of an unknown one, none."""
    if question.unit is None:
        return question.wanted
    units = await directory.units(principal.tenant, (question.unit,))
    path = units[question.unit].path if question.unit in units else "/?/"
    return msgspec.structs.replace(question.wanted, unit_path=path)


def _spans(raw: _Raw) -> tuple[Span, ...]:
    spans = (
        Span(each, getattr(raw, f"{each}_after"), getattr(raw, f"{each}_before"))
        for each in _MOMENTS
    )
    return tuple(span for span in spans if span.after or span.before)


def _fault(raw: _Raw) -> Refused | None:
    if raw.stage is not None and raw.stage not in set(STAGES):
        return _malformed("stage")
    if raw.status is not None and raw.status not in set(OrderStatus):
        return _malformed("status")
    if not 1 <= raw.limit <= MAX_LIMIT:
        return _malformed("limit")
    for name, most in (("urgency", 4), ("impact", 3), ("priority", 5)):
        number = getattr(raw, name)
        if number is not None and not 1 <= number <= most:
            return _malformed(name)
    for span in _spans(raw):
        for edge in ("after", "before"):
            at: datetime | None = getattr(span, edge)
            if at is not None and (at.tzinfo is None or at.year not in _YEARS):
                return _malformed(f"{span.of}_{edge}")
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
