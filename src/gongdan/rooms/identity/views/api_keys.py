"""API keys as their owners see them: everything but the token."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.paging import START, Cursor, cut
from gongdan.rooms.identity.contract import Action, Principal, decide_access
from gongdan.rooms.identity.store.api_keys import ApiKey, find_api_keys


class KeyView(Struct, frozen=True, kw_only=True):
    """An API key; `revoked_at` is null while it stands (or has run out)."""

    id: UUID
    owner: UUID
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class KeyPage(Struct, frozen=True):
    """A page of keys, oldest first; `next` is the cursor of the following page, or null."""

    items: list[KeyView]
    next: str | None


async def list_keys(
    database: Database, principal: Principal, *, limit: int = 50, after: Cursor = START
) -> KeyPage:
    """Return a page of the keys that the principal may see."""
    seen = decide_access(principal, Action.APIKEY_READ, "apikey")
    async with database.reading(principal.tenant) as reader:
        found = await find_api_keys(
            reader, principal.tenant, seen=seen, after=after.id, limit=limit + 1
        )
    items, following = cut(found, limit, lambda key: Cursor("", key.id))
    return KeyPage([key_view(key) for key in items], following)


def key_view(key: ApiKey) -> KeyView:
    """Show a key."""
    return KeyView(
        id=key.id,
        owner=key.owner_id,
        name=key.name,
        scopes=list(key.scopes),
        created_at=key.created_at,
        expires_at=key.expires_at,
        revoked_at=key.revoked_at,
    )
