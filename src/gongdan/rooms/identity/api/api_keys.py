"""API keys over HTTP: a key's token is shown once, when it is issued."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.kernel.paging import page_of, read_cursor
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.handlers.api_keys import IssueKey, issue_key, revoke_key
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.views.api_keys import KeyPage, KeyView, get_key, list_keys


class NewKeyBody(Struct, frozen=True, forbid_unknown_fields=True):
    """A key that acts as oneself, on these actions only, until then (at most 366 days)."""

    name: str
    scopes: list[str]
    expires_at: Annotated[datetime, Meta(tz=True)]


class KeyOpened(Struct, frozen=True):
    """The new key, and its token: shown here and never again."""

    key: KeyView
    token: str


class ApiKeyController(Controller):
    """API keys."""

    path = "/api-keys"
    tags = ("identity",)

    @get("/", opt=needs(Action.APIKEY_READ), summary="List API keys")
    async def page(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        limit: FromQuery[int] = 50,
        cursor: FromQuery[str] = "",
    ) -> KeyPage:
        after = granted(read_cursor(cursor))
        return await list_keys(identity.database, principal, limit=page_of(limit), after=after)

    @post("/", opt=needs(Action.APIKEY_ISSUE), summary="Issue an API key to oneself")
    async def issue(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        data: JSONBody[NewKeyBody],
    ) -> Response[KeyOpened]:
        command = IssueKey(data.name, tuple(data.scopes), data.expires_at)
        issued = granted(await issue_key(identity, principal, command))
        shown = await get_key(identity.database, principal, issued.key)
        answer = KeyOpened(shown, issued.token)
        return Response(answer, status_code=201, headers={"Cache-Control": "no-store"})

    @delete("/{key_id:uuid}", opt=needs(Action.APIKEY_REVOKE), summary="Revoke an API key")
    async def revoke(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        key_id: FromPath[UUID],
    ) -> None:
        granted(await revoke_key(identity, principal, key_id))
