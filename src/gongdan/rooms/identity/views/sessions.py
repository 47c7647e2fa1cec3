"""Sessions: one's own, a user's, and for administrators everybody's."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database, Reader
from gongdan.kernel.messages import Refused
from gongdan.kernel.paging import Cursor, cut
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Action, Principal, decide_access
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.store.sessions import Session, find_sessions, load_sessions
from gongdan.rooms.identity.store.users import load_user, load_user_names
from gongdan.rooms.identity.views.users import Named

LAST: Final = UUID(int=(1 << 128) - 1)
"""Above every id: where a list that begins with the newest begins."""


class SessionView(Struct, frozen=True, kw_only=True):
    """A session; `last_seen_at` is right to some minutes, `current` is the one that asks."""

    id: UUID
    agent: str
    created_at: datetime
    expires_at: datetime
    last_seen_at: datetime | None
    current: bool


class Sessions(Struct, frozen=True):
    """Sessions that stand, newest first."""

    items: list[SessionView]


class SomebodysSession(Struct, frozen=True, kw_only=True):
    """A session and whose it is."""

    user: Named
    session: SessionView


class SessionPage(Struct, frozen=True):
    """A page of everybody's sessions, newest first, and the cursor of the following page."""

    items: list[SomebodysSession]
    next: str | None


async def my_sessions(database: Database, principal: Principal, now: datetime) -> Sessions:
    """Return the sessions of whoever asks."""
    if principal.user is None:
        return Sessions([])
    async with database.reading(principal.tenant) as reader:
        found = await load_sessions(reader, principal.tenant, principal.user, now)
    return Sessions([_view(session, principal) for session in found])


async def sessions_of(
    database: Database, principal: Principal, user: UUID, now: datetime
) -> Sessions | Refused:
    """Return the sessions of a user whom the principal may change."""
    async with database.reading(principal.tenant) as reader:
        found = await load_user(reader, principal.tenant, user)
        row = {"id": user, "unit_path": found.unit_path or None} if found else {}
        reach = decide_access(principal, Action.USER_CHANGE, "user")
        if found is None or not holds(reach, row):
            return refuse(Refusal.USER_NOT_FOUND)
        sessions = await load_sessions(reader, principal.tenant, user, now)
    return Sessions([_view(session, principal) for session in sessions])


async def everybodys_sessions(
    database: Database, principal: Principal, now: datetime, *, limit: int, before: UUID
) -> SessionPage:
    """Return a page of the sessions of those whom the principal may change."""
    seen = decide_access(principal, Action.USER_CHANGE, "user")
    async with database.reading(principal.tenant) as reader:
        found = await find_sessions(
            reader, principal.tenant, now, seen=seen, before=before, limit=limit + 1
        )
        names = await _names(reader, principal.tenant, found)
    items, following = cut(found, limit, lambda session: Cursor("", session.id))
    return SessionPage(
        [
            SomebodysSession(
                user=Named(session.user_id, names.get(session.user_id, "")),
                session=_view(session, principal),
            )
            for session in items
        ],
        following,
    )


async def _names(reader: Reader, tenant: UUID, sessions: list[Session]) -> dict[UUID, str]:
    return await load_user_names(reader, tenant, [session.user_id for session in sessions])


def _view(session: Session, principal: Principal) -> SessionView:
    return SessionView(
        id=session.id,
        agent=session.agent,
        created_at=session.created_at,
        expires_at=session.expires_at,
        last_seen_at=session.last_seen_at,
        current=session.id == principal.session,
    )
