"""What every handler of the portal works with; `bootstrap` puts it together once a process."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from math import ceil
from types import MappingProxyType
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.ids import NewId, Ref
from gongdan.kernel.messages import Refused
from gongdan.kernel.pace import Limit, Pace
from gongdan.kernel.retry import OnFault
from gongdan.kernel.tokens import Token, make_token
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.portal.contract import LINK_MARK, Link
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse
from gongdan.rooms.portal.ports import (
    ConsentBook,
    Credentials,
    Entropy,
    Messenger,
    OrderDoor,
    ProofState,
    TenantDoor,
)
from gongdan.rooms.portal.store.links import add_link

LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "visit of an address": Limit(20 / 600, 20),
        "visit of a tenant": Limit(600 / 3_600, 600),
        "report of an address": Limit(10 / 600, 10),
        "code of an address": Limit(5 / 600, 5),
        "code of a tenant": Limit(120 / 3_600, 120),
        "code of a number": Limit(3 / 3_600, 3),
        "try of an address": Limit(20 / 600, 20),
    }
)
"""How often strangers may ask, each by its own measure."""

Facts = dict[str, str | int | list[str]]


class Errands:
    """Work that goes on after the answer was given, so that its time tells nothing."""

    def __init__(self, on_fault: OnFault) -> None:
        self._on_fault = on_fault
        self._running: set[asyncio.Task[None]] = set()

    def run(self, doing: str, errand: Coroutine[Any, Any, None]) -> None:
        """Begin an errand; what goes wrong with it is told, and stops nothing."""
        task = asyncio.create_task(self._done(doing, errand))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def settled(self) -> None:
        """Wait until all errands that have begun are over."""
        await asyncio.gather(*self._running)

    async def _done(self, doing: str, errand: Coroutine[Any, Any, None]) -> None:
        try:
            await errand
        except Exception as fault:  # noqa: BLE001 - whatever it is, the asker was answered
            self._on_fault(doing, fault)


class Means(Struct, frozen=True, kw_only=True):
    """The database (as the app role), the trail, the ports, clock, ids and chance."""

    database: Database
    trail: AuditTrail
    clock: Clock
    ticks: Callable[[], float]
    ids: NewId
    entropy: Entropy
    tenants: TenantDoor
    credentials: Credentials
    orders: OrderDoor
    consents: ConsentBook
    proofs: ProofState
    messenger: Messenger
    errands: Errands
    paces: Pace
    public_url: str | None = None

    def pace(self, doing: str, who: object) -> Refused | None:
        """Return the refusal of somebody who asks too often."""
        wait = self.paces.take((doing, who), LIMITS[doing], self.ticks())
        return refuse(PortalCode.TOO_MANY, retry_after=ceil(wait)) if wait else None

    async def token(self, tenant: UUID, secret: bytes) -> Token:
        """Return the token of a link of this tenant."""
        slug = (await self.tenants.of(tenant)).slug
        return make_token(LINK_MARK, slug, secret)

    async def keep(self, writer: Writer, tenant: UUID, link: Link, token: Token) -> bool:
        """Keep a link with its credential; False where this very token was issued before."""
        if not await add_link(writer, tenant, link, token.hash):
            return False
        await self.credentials.add(writer, tenant, token.hash)
        return True

    async def told(
        self, writer: Writer, by: Principal, act: str, thing: Ref, *, facts: Facts | None = None
    ) -> None:
        """Record an act of a principal within its transaction; facts hold nothing personal."""
        deed = Deed(tenant=by.tenant, actor=by.actor, act=act, object=thing, facts=facts or {})
        await self.trail.record(deed, writer)
