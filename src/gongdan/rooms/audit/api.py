"""The trail over HTTP. Routes take `principal` (who asks) and `database` (as the app role)."""

from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from litestar import Controller, get
from litestar.di import Provide
from litestar.params import FromQuery

from gongdan.kernel.database import Database
from gongdan.kernel.http import Given, RefusedError, granted, needs
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.paging import page_of
from gongdan.rooms.audit.contract import AUDIT_READ, AuditFilter, AuditPage
from gongdan.rooms.audit.domain.refusals import Refusal
from gongdan.rooms.audit.views import list_entries

_YEARS = range(1970, 9_000)


@runtime_checkable
class Asker(Protocol):
    """Of who asks, the trail needs to know the tenant; the route's action does the rest."""

    @property
    def tenant(self) -> UUID: ...


async def wanted_object(
    *, object_kind: FromQuery[str] = "", object_id: FromQuery[UUID | None] = None
) -> Ref | None:
    """Read from the query about which thing the deeds shall be: its kind and id together."""
    return Ref(object_kind, object_id) if object_kind and object_id else None


async def wanted_deeds(
    *,
    thing: FromQuery[Ref | None],
    actor: FromQuery[UUID | None] = None,
    act: FromQuery[str] = "",
    outcome: FromQuery[str] = "",
    since: FromQuery[datetime | None] = None,
    until: FromQuery[datetime | None] = None,
) -> AuditFilter:
    """Read from the query which deeds a page asks for."""
    return AuditFilter(
        actor=actor,
        act=act,
        object=thing,
        outcome=outcome,
        since=_moment(since, "/since"),
        until=_moment(until, "/until"),
    )


class AuditController(Controller):
    """Who did what, and who was refused what."""

    path = "/audit"
    tags = ("audit",)

    @get(
        "/",
        opt=needs(AUDIT_READ),
        summary="List sensitive and refused acts, newest first",
        dependencies={"thing": Provide(wanted_object), "wanted": Provide(wanted_deeds)},
    )
    async def page(
        self,
        principal: Given[Asker],
        database: Given[Database],
        wanted: Given[AuditFilter],
        limit: FromQuery[int] = 50,
        cursor: FromQuery[str] = "",
    ) -> AuditPage:
        return granted(
            await list_entries(
                database, principal.tenant, wanted, limit=page_of(limit), cursor=cursor or None
            )
        )


def _moment(said: datetime | None, field: str) -> datetime | None:
    """Return a time that is a moment: without its offset it could be any of forty, and at the
    edge of the calendar another zone lies outside of it.
    """
    if said is not None and (said.tzinfo is None or said.year not in _YEARS):
        raise RefusedError(Refused(Refusal.TIME_WITHOUT_OFFSET, RefusalKind.MALFORMED, field=field))
    return said
