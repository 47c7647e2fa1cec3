"""The trail over HTTP. Routes take `principal` (who asks) and the room's own parts."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery, JSONBody
from litestar.response import Stream
from msgspec.structs import replace

from gongdan.kernel.http import Given, RefusedError, Words, granted, needs
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.paging import page_of
from gongdan.rooms.audit.contract import (
    AUDIT_EXPORT,
    AUDIT_READ,
    AuditEntry,
    AuditFilter,
    AuditPage,
    ExportTrail,
)
from gongdan.rooms.audit.domain.gist import gist_of
from gongdan.rooms.audit.domain.refusals import Refusal
from gongdan.rooms.audit.handlers import Exports
from gongdan.rooms.audit.views import Asker, TrailViews

_YEARS = range(1970, 9_000)
_MEDIA = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


async def about_things(
    *, object_kind: FromQuery[str] = "", object_id: FromQuery[UUID | None] = None
) -> AuditFilter:
    """Read from the query about what the deeds shall be: one thing, or all of a kind."""
    return _about(object_kind, object_id)


async def wanted_deeds(
    *,
    about: FromQuery[AuditFilter],
    actor: FromQuery[UUID | None] = None,
    act: FromQuery[str] = "",
    outcome: FromQuery[str] = "",
    since: FromQuery[datetime | None] = None,
    until: FromQuery[datetime | None] = None,
) -> AuditFilter:
    """Read from the query which deeds a page asks for."""
    return replace(
        about,
        actor=actor,
        act=act,
        outcome=outcome,
        since=_moment(since, "/since"),
        until=_moment(until, "/until"),
    )


Worded = Callable[[AuditEntry], AuditEntry]
"""Gives a deed the words of its refusal."""


async def in_words(*, words: Given[Words], spoken_in: Given[str]) -> Worded:
    """Return what says refusals in the reader's language."""

    def worded(entry: AuditEntry) -> AuditEntry:
        if not entry.code:
            return entry
        what, _then = words.said(Refused(entry.code), accepted=spoken_in, preferred=spoken_in)
        return replace(entry, said=gist_of(what))

    return worded


class AuditController(Controller):
    """Who did what, and who was refused what."""

    path = "/audit"
    tags = ("audit",)

    @get(
        "/",
        opt=needs(AUDIT_READ),
        summary="List sensitive and refused acts, newest first",
        dependencies={
            "about": Provide(about_things),
            "wanted": Provide(wanted_deeds),
            "worded": Provide(in_words),
        },
    )
    async def page(
        self,
        principal: Given[Asker],
        trail_views: Given[TrailViews[Asker]],
        worded: Given[Worded],
        wanted: Given[AuditFilter],
        limit: FromQuery[int] = 50,
        cursor: FromQuery[str] = "",
    ) -> AuditPage:
        page = granted(
            await trail_views.page(principal, wanted, limit=page_of(limit), cursor=cursor or None)
        )
        return replace(page, items=[worded(each) for each in page.items])

    @post(
        "/export",
        opt=needs(AUDIT_EXPORT),
        status_code=200,
        summary="Take the deeds under a filter out of the house",
        media_type="text/csv",
    )
    async def export(
        self,
        principal: Given[Asker],
        exports: Given[Exports[Asker]],
        data: JSONBody[ExportTrail],
    ) -> Stream:
        """Return a table or JSON lines, newest first; that it was taken is a deed itself."""
        parts = await exports.take(principal, _wanted(data), data.format)
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="audit.{data.format}"',
        }
        return Stream(parts, media_type=_MEDIA[data.format], headers=headers)


def _wanted(command: ExportTrail) -> AuditFilter:
    return replace(
        _about(command.object_kind, command.object_id),
        actor=command.actor,
        act=command.act,
        outcome=command.outcome,
        since=_moment(command.since, "/since"),
        until=_moment(command.until, "/until"),
    )


def _about(kind: str, thing: UUID | None) -> AuditFilter:
    return AuditFilter(object=Ref(kind, thing) if kind and thing else None, object_kind=kind)


def _moment(said: datetime | None, field: str) -> datetime | None:
    """Return a time that is a moment: without its offset it could be any of forty, and at the
    edge of the calendar another zone lies outside of it.
    """
    if said is not None and (said.tzinfo is None or said.year not in _YEARS):
        raise RefusedError(Refused(Refusal.TIME_WITHOUT_OFFSET, RefusalKind.MALFORMED, field=field))
    return said
