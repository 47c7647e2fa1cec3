"""Issuing and revoking API keys."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Command, Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Action, Principal, decide_access
from gongdan.rooms.identity.domain.access import forbidden_on
from gongdan.rooms.identity.domain.api_keys import check_new_key
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.tokens import api_key_token
from gongdan.rooms.identity.domain.users import clean_name
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.store.api_keys import (
    ApiKey,
    add_api_key,
    load_api_key,
    revoke_api_key,
)
from gongdan.rooms.identity.store.tenants import load_tenant


class IssueKey(Command, frozen=True):
    """A key that acts as its owner (who issues it), on these actions only, until then."""

    name: str
    scopes: tuple[str, ...]
    expires_at: datetime


class KeyIssued(Struct, frozen=True):
    """The new key; its token is told here and never again."""

    key: ApiKey
    token: str


async def issue_key(means: Means, principal: Principal, command: IssueKey) -> KeyIssued | Refused:
    """Issue a key to oneself, within what one may do oneself."""
    name, owner, now = clean_name(command.name), principal.user, means.clock()
    if isinstance(name, Refused):
        return name
    if owner is None:
        return refuse(Refusal.NOT_ALLOWED, action=Action.APIKEY_ISSUE)
    fault = forbidden_on(principal, Action.APIKEY_ISSUE, "apikey", {"owner_id": owner})
    fault = fault or check_new_key(principal, command.scopes, command.expires_at, now)
    if fault is not None:
        return fault
    scopes = tuple(sorted(set(command.scopes)))
    key = ApiKey(
        id=means.ids(),
        owner_id=owner,
        name=name,
        scopes=scopes,
        created_at=now,
        expires_at=command.expires_at,
    )
    async with means.database.writing(principal.tenant) as writer:
        slug = (await load_tenant(writer, principal.tenant)).slug
        token = api_key_token(slug, means.entropy(32))
        await add_api_key(writer, principal.tenant, key, token.hash)
        facts = {"scopes": list(scopes)}
        await means.told(writer, principal, "apikey.issue", Ref("apikey", key.id), facts={**facts})
    return KeyIssued(key, token.text)


async def revoke_key(means: Means, principal: Principal, key: UUID) -> ApiKey | Refused:
    """Revoke a key at once and for good; what is revoked already stays so."""
    async with means.database.writing(principal.tenant) as writer:
        found = await load_api_key(writer, principal.tenant, key)
        row = {"owner_id": found.owner_id} if found else {}
        if found is None or not holds(decide_access(principal, Action.APIKEY_READ, "apikey"), row):
            return refuse(Refusal.KEY_NOT_FOUND)
        if (no := forbidden_on(principal, Action.APIKEY_REVOKE, "apikey", row)) is not None:
            return no
        now = means.clock()
        if not await revoke_api_key(writer, principal.tenant, found, now):
            return found
        await means.told(writer, principal, "apikey.revoke", Ref("apikey", key))
    return replace(found, revoked_at=now)
