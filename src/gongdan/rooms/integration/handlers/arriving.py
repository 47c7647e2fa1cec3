"""What comes in from outside: proven, read, put into an order's words, done once, and noted.

Whoever calls is believed before anything of the body is read. What is refused is told to the
caller with its place in the body, and noted for the desk without a word of what was said.
"""

import time
from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.clean_json import read_json
from gongdan.kernel.eventstore.port import Idempotency
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.pace import Limit, Pace
from gongdan.rooms.integration.contract import Advances, Arrival, Inbound, Outcome, Took
from gongdan.rooms.integration.domain.clients import client_of
from gongdan.rooms.integration.domain.proofs import (
    address_hash,
    delivery_key,
    proof_fault,
    secret_context,
)
from gongdan.rooms.integration.domain.refusals import Refusal
from gongdan.rooms.integration.domain.taking import shape_of
from gongdan.rooms.integration.handlers.inbounds import InboundMeans
from gongdan.rooms.integration.handlers.understanding import Wanted, placed, understood
from gongdan.rooms.integration.ports import MadeOrder
from gongdan.rooms.integration.store import inbounds
from gongdan.rooms.workorders.contract import DeliverMessage, ReportOrder

_TOLD = frozenset(
    {"problems", "limit", "to", "header", "seconds", "message", "fault", "retry_after"}
)
"""What of a refusal is noted: nothing that may come from a body."""

_NOTED_UNPROVEN = Limit(rate=1 / 6, burst=10)
"""How many calls that prove nothing are noted: nobody floods the log who only knows the address."""


class Letter(Struct, frozen=True, kw_only=True):
    """A delivery as it came: its headers by lower-case names, and its bytes as they were signed."""

    inbound: UUID
    headers: Mapping[str, str]
    body: bytes


class _Delivery(Struct, frozen=True):
    """A letter at its inbound; its body and the hash of its own key, once they are read."""

    tenant: UUID
    inbound: Inbound
    letter: Letter
    body: object = None
    key: str = ""

    @property
    def once(self) -> Idempotency:
        """By what the delivery is known again."""
        who, route = f"client:{self.inbound.id}", f"POST /inbound/{self.inbound.id}"
        return Idempotency(who, route, self.key, sha256(self.letter.body).digest(), 200)


class Arriving:
    """Takes deliveries in."""

    def __init__(self, means: InboundMeans, pace: Pace | None = None) -> None:
        self._means = means
        self._pace = pace or Pace()

    async def take(self, letter: Letter) -> Took | Refused:
        """Do what a delivery asks for, once; whatever it is, the answer is a value."""
        tenant = await self._means.doors.behind(address_hash(letter.inbound))
        if tenant is None:
            return Refused(Refusal.INBOUND_NOT_FOUND, RefusalKind.NOT_FOUND)
        async with self._means.database.reading(tenant) as reader:
            inbound = await inbounds.load(reader, tenant, letter.inbound)
        if inbound is None:
            return Refused(Refusal.INBOUND_NOT_FOUND, RefusalKind.NOT_FOUND)
        came = _Delivery(tenant, inbound, letter)
        no = _too_large(came) or await self._unproven(came)
        if no is not None:
            if not self._wait(("unproven", inbound.id), _NOTED_UNPROVEN):
                await self._note(came, no)
            return no
        often = Limit(rate=inbound.per_minute / 60, burst=inbound.per_minute)
        if wait := self._wait(("proven", inbound.id), often):
            facts: dict[str, str | int | list[str]] = {"retry_after": int(wait) + 1}
            return Refused(Refusal.INBOUND_TOO_OFTEN, RefusalKind.TOO_MANY, facts)
        return await self._read(came)

    async def _unproven(self, came: _Delivery) -> Refused | None:
        tenant, inbound = came.tenant, came.inbound
        async with self._means.database.reading(tenant) as reader:
            wrapped = await inbounds.valid_secrets(reader, tenant, inbound.id)
        context, keeper = secret_context(inbound.id), self._means.keeper
        secrets = [await keeper.unwrap(tenant, key, context=context) for key in wrapped]
        now = self._means.clock().timestamp()
        letter = came.letter
        return proof_fault(inbound, letter.headers, letter.body, secrets=secrets, now=now)

    async def _read(self, came: _Delivery) -> Took | Refused:
        body = read_json(came.letter.body, exact=True)
        if isinstance(body, Refused):
            return await self._refused(came, body)
        came = replace(came, body=body)
        if not came.inbound.active:
            return await self._refused(came, Refused(Refusal.INBOUND_SWITCHED_OFF))
        key = delivery_key(came.inbound, came.letter.headers, body)
        if isinstance(key, Refused):
            return await self._refused(came, key)
        came = replace(came, key=key)
        made = await self._once(came)
        if isinstance(made, Refused):
            return await self._refused(came, made)
        return await self._took(came, made)

    async def _once(self, came: _Delivery) -> MadeOrder | Refused:
        orders = self._means.orders
        before = await orders.before(came.tenant, came.once)
        if isinstance(before, Refused):
            return Refused(Refusal.INBOUND_KEY_REUSED)
        if before is not None:
            return before
        wanted = await understood(orders, came.tenant, came.inbound, came.body)
        made = wanted if isinstance(wanted, Refused) else await self._done(came, wanted)
        return placed(came.inbound, made) if isinstance(made, Refused) else made

    async def _done(self, came: _Delivery, wanted: Wanted) -> MadeOrder | Refused:
        client, orders = client_of(came.tenant, came.inbound), self._means.orders
        match wanted:
            case Wanted(command=ReportOrder() as command):
                return await orders.report(client, command, came.once)
            case Wanted(command=DeliverMessage() as command, order=UUID() as order):
                return await orders.deliver(client, order, command, came.once)
            case _:
                raise ValueError("a message is for an order")

    def _wait(self, key: tuple[str, UUID], limit: Limit) -> float:
        return self._pace.take(key, limit, time.monotonic())

    async def _took(self, came: _Delivery, made: MadeOrder) -> Took:
        first: Outcome = "advanced" if isinstance(came.inbound.does, Advances) else "started"
        outcome: Outcome = "repeated" if made.repeated else first
        arrival = replace(self._arrival(came, outcome), order=made.id, number=made.number)
        await self._keep(came, arrival)
        return Took(delivery=arrival.id, outcome=outcome, order=made.id, number=made.number)

    async def _refused(self, came: _Delivery, no: Refused) -> Refused:
        await self._note(came, no)
        return no

    async def _note(self, came: _Delivery, no: Refused) -> None:
        told = replace(
            self._arrival(came, "refused"),
            code=str(no.code),
            field=no.field,
            facts={name: value for name, value in no.facts.items() if name in _TOLD},
            shape=shape_of(came.body) if came.body is not None else (),
        )
        await self._keep(came, told)

    def _arrival(self, came: _Delivery, outcome: Outcome) -> Arrival:
        return Arrival(
            id=self._means.ids(),
            at=self._means.clock(),
            outcome=outcome,
            code="",
            field="",
            facts={},
            key=came.key[:12],
            size=len(came.letter.body),
            order=None,
            number="",
            shape=(),
        )

    async def _keep(self, came: _Delivery, arrival: Arrival) -> None:
        async with self._means.database.writing(came.tenant) as writer:
            await inbounds.note(writer, came.tenant, came.inbound.id, arrival)


def _too_large(came: _Delivery) -> Refused | None:
    if len(came.letter.body) <= came.inbound.most_bytes:
        return None
    facts: dict[str, str | int | list[str]] = {"limit": came.inbound.most_bytes}
    return Refused(Refusal.INBOUND_BODY_TOO_LARGE, RefusalKind.TOO_LARGE, facts)
