"""API keys as their owners see them: everything but the token."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.paging import START, Cursor, cut
from gongdan.rooms.identity.contract import Action, Principal, decide_access
from gongdan.rooms.identity.store.api_keys import ApiKey, find_api_keys
from gongdan.rooms.identity.store.users import load_user_names


class KeyView(Struct, frozen=True, kw_only=True):
    """An API key; `revoked_at` is null while it stands (or has run out)."""

    id: UUID
    owner: UUID
    owner_name: str
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


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
        owners = [key.owner_id for key in found]
        names = await load_user_names(reader, principal.tenant, owners)
    items, following = cut(found, limit, lambda key: Cursor("", key.id))
    return KeyPage([key_view(key, names.get(key.owner_id, "")) for key in items], following)


async def get_key(database: Database, principal: Principal, key: ApiKey) -> KeyView:
    """Return a key with its owner's name."""
    async with database.reading(principal.tenant) as reader:
        names = await load_user_names(reader, principal.tenant, [key.owner_id])
    return key_view(key, names.get(key.owner_id, ""))


def key_view(key: ApiKey, owner: str) -> KeyView:
    """Show a key under its owner's name."""
    return KeyView(
        id=key.id,
        owner=key.owner_id,
        owner_name=owner,
        name=key.name,
        scopes=list(key.scopes),
        created_at=key.created_at,
        expires_at=key.expires_at,
        revoked_at=key.revoked_at,
        last_used_at=key.last_used_at,
    )
