"""One call of a service: judged, proven, sent, and noted, but never with what was said."""

import time
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.engines.flow.model import Request
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId
from gongdan.rooms.integration.contract import ClientAuth, Connector, ConnectorCall
from gongdan.rooms.integration.domain.connectors import (
    Wire,
    auth_headers,
    secret_fits,
    token_urls,
    wire_of,
)
from gongdan.rooms.integration.domain.host_list import HOST_NOT_LISTED, lets_go
from gongdan.rooms.integration.ports import Caller, Heard, SecretKeeper
from gongdan.rooms.integration.store import connectors, host_list

_PASSING = frozenset(
    {
        "timed_out",
        "connection_failed",
        "connection_broke",
        "name_unknown",
        "request_failed",
        "rate_reached",
        "token_refused",
        "connector_switched_off",
    }
)
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_EARLY = 30.0
"""Seconds before its end at which a token is no longer used."""


class Wish(Struct, frozen=True, kw_only=True):
    """What is asked of a connector, for which order and node (none: a test)."""

    id: UUID
    request: Request
    inputs: Mapping[str, object]
    order: UUID | None = None
    node: str = ""
    attempt: int = 1


class Ended(Struct, frozen=True):
    """How a call ended; `passing`: it may come right by itself."""

    call: ConnectorCall
    body: bytes

    @property
    def passing(self) -> bool:
        return self.call.error in _PASSING or self.call.status in _BUSY


class _Token(Struct):
    access_token: str
    expires_in: float = 60.0


def secret_context(connector: UUID) -> bytes:
    """What a wrapped secret is bound to: it can't be used for another connector."""
    return b"connector secret" + connector.bytes


class Calling:
    """Makes calls by connectors; tokens of the far side are kept until they end."""

    def __init__(
        self,
        database: Database,
        keeper: SecretKeeper,
        caller: Caller,
        *,
        clock: Clock,
        ids: NewId,
    ) -> None:
        self._database = database
        self._keeper = keeper
        self._caller = caller
        self._clock = clock
        self._ids = ids
        self._tokens: dict[tuple[UUID, UUID, int], tuple[str, float]] = {}

    async def call(self, tenant: UUID, connector: Connector, wish: Wish) -> Ended:
        """Call once, and note how it ended."""
        wire = wire_of(connector.base_url, connector.paths, wish.request, wish.inputs)
        if isinstance(wire, str):
            heard = Heard(None, 0, wire)
        else:
            heard = await self._sent(tenant, connector, wire, wish)
        call = ConnectorCall(
            id=self._ids(),
            order=wish.order,
            node=wish.node,
            method=wish.request.method,
            path=wish.request.path,  # as it was drawn: values of an order stay out of the log
            attempt=wish.attempt,
            status=heard.status,
            milliseconds=heard.milliseconds,
            error=heard.error,
            at=self._clock(),
        )
        async with self._database.writing(tenant) as writer:
            await connectors.note(writer, tenant, connector.id, call)
        return Ended(call, heard.body)

    async def _sent(self, tenant: UUID, connector: Connector, wire: Wire, wish: Wish) -> Heard:
        async with self._database.reading(tenant) as reader:
            lately = await connectors.calls_lately(reader, tenant, connector.id)
            wrapped = await connectors.load_secret(reader, tenant, connector.id)
            hosts = (await host_list.load(reader, tenant)).hosts
        if not connector.active:
            return Heard(None, 0, "connector_switched_off")
        # each address that would be called; redirects, which could lead elsewhere, are not followed
        if not all(lets_go(hosts, url) for url in (wire.target, *token_urls(connector.auth))):
            return Heard(None, 0, HOST_NOT_LISTED)
        if lately >= connector.per_minute:
            return Heard(None, 0, "rate_reached")
        secret = ""
        if wrapped is not None:
            context = secret_context(connector.id)
            secret = (await self._keeper.unwrap(tenant, wrapped, context=context)).decode()
        proof = await self._proof(tenant, connector, secret)
        if isinstance(proof, Heard):
            return proof
        headers = {
            **proof,
            "accept": "application/json",
            "user-agent": "Gongdan-Connector/1",
            "idempotency-key": str(wish.id),
            **({"content-type": "application/json"} if wire.body else {}),
        }
        return await self._caller.call(
            wire.method,
            wire.target,
            headers,
            wire.body,
            seconds=connector.seconds,
        )

    async def _proof(
        self, tenant: UUID, connector: Connector, secret: str
    ) -> dict[str, str] | Heard:
        auth = connector.auth
        if not isinstance(auth, ClientAuth):
            return auth_headers(auth, secret)
        at = (tenant, connector.id, connector.version)
        token, until = self._tokens.get(at, ("", 0.0))
        if time.monotonic() < until:
            return {"authorization": f"Bearer {token}"}
        asked = {
            "grant_type": "client_credentials",
            **({"scope": auth.scope} if auth.scope else {}),
        }
        body = urlencode(asked).encode()
        basic = b64encode(f"{auth.client_id}:{secret}".encode()).decode()
        headers = {
            "authorization": f"Basic {basic}",
            "content-type": "application/x-www-form-urlencoded",
            "accept": "application/json",
        }
        heard = await self._caller.call(
            "POST",
            auth.token_url,
            headers,
            body,
            seconds=connector.seconds,
        )
        found = _token(heard)
        if found is None:
            error = heard.error if heard.status is None else "token_refused"
            return Heard(heard.status, heard.milliseconds, error)
        if len(self._tokens) > 1_000:
            self._tokens.clear()
        self._tokens[at] = found.access_token, time.monotonic() + found.expires_in - _EARLY
        return {"authorization": f"Bearer {found.access_token}"}


def _token(heard: Heard) -> _Token | None:
    if heard.error or heard.status is None:
        return None
    try:
        found = msgspec.json.decode(heard.body, type=_Token)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if secret_fits(found.access_token) else None
