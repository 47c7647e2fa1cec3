"""Saved views: everybody keeps his own; who may share lets others see them."""

import re
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, Ref, new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.identity.contract import Principal, may
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed
from gongdan.rooms.workorders.store.kept_views import (
    MOST_VIEWS,
    KeptView,
    add_view,
    change_view,
    delete_view,
    keep_view_order,
    load_views,
    owns_view,
)

LONGEST_NAME = 80
_CIRCLE = re.compile(r"|all|role:[a-z0-9-]{1,80}")


class ViewWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A view as somebody wants it; `shared` is "", "all" or "role:<key>"."""

    name: str
    query: str
    shared: str = ""


class KeptViews:
    """The saved views of people."""

    def __init__(self, database: Database, trail: AuditTrail, ids: NewId = new_id) -> None:
        self._database = database
        self._trail = trail
        self._ids = ids

    async def all(self, principal: Principal) -> tuple[KeptView, ...]:
        """Return the views that somebody sees, in his own order."""
        if principal.user is None:
            return ()
        async with self._database.reading(principal.tenant) as reader:
            return await load_views(reader, principal.tenant, principal.user, _circles(principal))

    async def add(self, principal: Principal, wanted: ViewWanted) -> KeptView | Refused:
        """Keep a new view."""
        view = _clean(principal, self._ids(), wanted, version=1)
        if isinstance(view, Refused):
            return view
        if principal.user is None:
            return Refused(OrderCode.VIEW_UNKNOWN, RefusalKind.FORBIDDEN)
        if len(await self.all(principal)) >= MOST_VIEWS:
            return malformed(OrderCode.TOO_MANY, "", most=MOST_VIEWS)
        async with self._database.writing(principal.tenant) as writer:
            await add_view(writer, principal.tenant, principal.user, view)
            if view.shared:
                await self._trail.record(_deed(principal, "view.share", view), within=writer)
        return view

    async def change(
        self, principal: Principal, view_id: UUID, wanted: ViewWanted, version: int
    ) -> KeptView | Refused:
        """Keep an own view as it is wanted now."""
        view = _clean(principal, view_id, wanted, version=version)
        if isinstance(view, Refused):
            return view
        user = principal.user or UUID(int=0)
        async with self._database.writing(principal.tenant) as writer:
            if not await change_view(writer, principal.tenant, user, view):
                own = await owns_view(writer, principal.tenant, user, view_id)
                kind = RefusalKind.STALE if own else RefusalKind.NOT_FOUND
                return Refused(OrderCode.VIEW_UNKNOWN, kind)
            if view.shared:
                await self._trail.record(_deed(principal, "view.share", view), within=writer)
        return msgspec.structs.replace(view, version=version + 1)

    async def delete(self, principal: Principal, view: UUID, *, gone: bool) -> Refused | None:
        """Take an own view away, or bring it back."""
        user = principal.user or UUID(int=0)
        async with self._database.writing(principal.tenant) as writer:
            if not await delete_view(writer, principal.tenant, user, view, gone=gone):
                return Refused(OrderCode.VIEW_UNKNOWN, RefusalKind.NOT_FOUND)
        return None

    async def arrange(
        self, principal: Principal, views: tuple[UUID, ...], default: UUID | None
    ) -> tuple[KeptView, ...]:
        """Keep in which order somebody wants the views that he sees, and which opens first."""
        if principal.user is not None:
            seen = {view.id for view in await self.all(principal)}
            own = [view for view in dict.fromkeys(views) if view in seen]
            async with self._database.writing(principal.tenant) as writer:
                await keep_view_order(
                    writer, principal.tenant, principal.user, views=own, default=default
                )
        return await self.all(principal)


def _circles(principal: Principal) -> tuple[str, ...]:
    """Return the words of those with whom a view may be shared so that this one sees it."""
    return ("all", *(f"role:{role}" for role in principal.roles))


def _clean(
    principal: Principal, view: UUID, wanted: ViewWanted, *, version: int
) -> KeptView | Refused:
    name = clean_line(wanted.name, limit=LONGEST_NAME)
    if isinstance(name, TextFault) or not name:
        fault = name.value if isinstance(name, TextFault) else "empty"
        return malformed(OrderCode.TEXT_UNUSABLE, "/name", fault=fault, limit=LONGEST_NAME)
    if not _CIRCLE.fullmatch(wanted.shared):
        return malformed(OrderCode.VIEW_SHARED_ODDLY, "/shared")
    if wanted.shared and not may(principal, "view.share"):
        return Refused(OrderCode.NOT_ALLOWED, RefusalKind.FORBIDDEN, {"act": "share"}, "/shared")
    return KeptView(
        id=view,
        name=name,
        query=wanted.query,
        shared=wanted.shared,
        mine=True,
        default=False,
        version=version,
    )


def _deed(principal: Principal, act: str, view: KeptView) -> Deed:
    return Deed(
        tenant=principal.tenant,
        actor=principal.actor,
        act=act,
        object=Ref("view", view.id),
        facts={"shared": view.shared},
    )
