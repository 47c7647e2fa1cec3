"""Inbounds as people ask for them; every change and every new secret is told to the audit trail."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from msgspec import UNSET, Struct
from msgspec.structs import asdict, replace

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.ids import NewId
from gongdan.kernel.messages import Refused
from gongdan.kernel.tokens import digest, spelt
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.integration.contract import (
    INBOUND,
    Arrival,
    ChangeInbound,
    CreateInbound,
    Inbound,
    InboundWithSecret,
    RotateSecret,
    Starts,
)
from gongdan.rooms.integration.domain.inbounds import FIELDS, inbound_fault
from gongdan.rooms.integration.domain.proofs import address_hash, secret_context
from gongdan.rooms.integration.domain.refusals import Refusal, malformed
from gongdan.rooms.integration.domain.signatures import SECRET_BYTES, secret_text
from gongdan.rooms.integration.handlers.keeping import Keeping, Told
from gongdan.rooms.integration.ports import Choices, Doors, InboundOrders, SecretKeeper
from gongdan.rooms.integration.store import inbounds

MOST = 100
"""Inbounds of one tenant."""

_KEEPING = Keeping(
    kind=INBOUND,
    read=Action.INBOUND_READ,
    not_found=Refusal.INBOUND_NOT_FOUND,
    out_of_reach=Refusal.INBOUND_OUT_OF_REACH,
    changed_meanwhile=Refusal.INBOUND_CHANGED_MEANWHILE,
)


class InboundMeans(Struct, frozen=True, kw_only=True):
    """What inbounds work with; `entropy(n)` gives n bytes that nobody can guess."""

    database: Database
    trail: AuditTrail
    keeper: SecretKeeper
    doors: Doors
    orders: InboundOrders
    clock: Clock
    ids: NewId
    entropy: Callable[[int], bytes]


class InboundDesk:
    """Reads and changes inbounds on behalf of a principal; all answers are values."""

    def __init__(self, means: InboundMeans) -> None:
        self._means = means
        self._database = means.database

    async def page(self, principal: Principal) -> list[Inbound]:
        """Return the inbounds that the principal may see, by key."""
        async with self._database.reading(principal.tenant) as reader:
            found = await inbounds.all_of(reader, principal.tenant)
        return _KEEPING.seen(principal, found)

    async def get(
        self, principal: Principal, inbound: UUID, action: Action = Action.INBOUND_READ
    ) -> Inbound | Refused:
        """Return one inbound."""
        async with self._database.reading(principal.tenant) as reader:
            found = await inbounds.load(reader, principal.tenant, inbound)
        return _KEEPING.reached(principal, action, found)

    async def choices(self, principal: Principal) -> Choices:
        """Return what an inbound of this tenant can do."""
        return await self._means.orders.choices(principal.tenant)

    async def arrivals(
        self, principal: Principal, inbound: UUID, limit: int
    ) -> list[Arrival] | Refused:
        """Return the last deliveries, newest first."""
        found = await self.get(principal, inbound)
        if isinstance(found, Refused):
            return found
        async with self._database.reading(principal.tenant) as reader:
            return await inbounds.arrivals_of(reader, principal.tenant, inbound, limit)

    async def create(
        self, principal: Principal, command: CreateInbound
    ) -> InboundWithSecret | Refused:
        """Open a new inbound; its secret is in this answer and nowhere else."""
        tenant, means = principal.tenant, self._means
        new = means.ids()
        made = Inbound(
            id=new,
            path=f"{inbounds.PATH}{new}",
            active=True,
            secrets=1,
            created_by=principal.user,
            created_at=means.clock(),
            version=1,
            **asdict(command),
        )
        if (no := inbound_fault(made) or await self._unknown(tenant, made)) is not None:
            return no
        if not _KEEPING.may(principal, Action.INBOUND_CHANGE, made):
            return _KEEPING.forbidden()
        async with self._database.writing(tenant) as writer:
            if len(await inbounds.all_of(writer, tenant)) >= MOST:
                return Refused(Refusal.INBOUND_TOO_MANY, facts={"limit": MOST})
            if not await inbounds.add(writer, tenant, made):
                return malformed(Refusal.INBOUND_KEY_TAKEN, "/key", key=made.key)
            await means.doors.open(writer, tenant, address_hash(new))
            secret = await self._new_secret(writer, tenant, made)
            await self._tell(writer, principal, "create", made)
        return InboundWithSecret(inbound=made, secret=secret)

    async def change(
        self, principal: Principal, inbound: UUID, command: ChangeInbound, *, seen: int
    ) -> Inbound | Refused:
        """Change an inbound of which version `seen` was read."""
        tenant = principal.tenant
        named = {name: value for name, value in asdict(command).items() if value is not UNSET}
        async with self._database.writing(tenant) as writer:
            before = await self._locked(writer, principal, inbound)
            if not isinstance(before, Refused):
                before = _KEEPING.unchanged(before, seen)
            if isinstance(before, Refused):
                return before
            after = replace(before, **named)
            if (no := inbound_fault(after) or await self._unknown(tenant, after)) is not None:
                return no
            await inbounds.save(writer, tenant, after)
            await self._tell(writer, principal, "change", before, fields=sorted(named))
        return replace(after, version=before.version + 1)

    async def remove(self, principal: Principal, inbound: UUID) -> Refused | None:
        """Close an inbound for good: its address stands for nothing any more."""
        tenant = principal.tenant
        async with self._database.writing(tenant) as writer:
            found = await self._locked(writer, principal, inbound)
            if isinstance(found, Refused):
                return found
            await self._means.doors.close(writer, tenant, address_hash(inbound))
            await inbounds.remove(writer, tenant, inbound)
            await self._tell(writer, principal, "delete", found)
        return None

    async def rotate(
        self, principal: Principal, inbound: UUID, command: RotateSecret
    ) -> InboundWithSecret | Refused:
        """Make a new secret; the one before is believed beside it for the overlap."""
        tenant, hours = principal.tenant, command.overlap_hours
        async with self._database.writing(tenant) as writer:
            found = await self._locked(writer, principal, inbound)
            if isinstance(found, Refused):
                return found
            await inbounds.end_secrets(writer, tenant, inbound, timedelta(hours=hours))
            secret = await self._new_secret(writer, tenant, found)
            await self._tell(writer, principal, "rotate", found, overlap_hours=hours)
            now = await inbounds.load(writer, tenant, inbound)
        return InboundWithSecret(inbound=now or found, secret=secret)

    async def _unknown(self, tenant: UUID, wanted: Inbound) -> Refused | None:
        """Return a refusal of a definition, or a field of it, that is not there."""
        does = wanted.does
        if not isinstance(does, Starts):
            return None
        choices = await self._means.orders.choices(tenant)
        found = next((each for each in choices.starts if each.key == does.definition), None)
        if found is None:
            key = does.definition
            return malformed(Refusal.INBOUND_DEFINITION_UNKNOWN, "/does/definition", type=key)
        known = {f"{FIELDS}{each.key}" for each in found.fields}
        for place, take in enumerate(does.takes):
            if take.to.startswith(FIELDS) and take.to not in known:
                where = f"/does/takes/{place}/to"
                return malformed(Refusal.INBOUND_TAKE_UNUSABLE, where, to=take.to)
        return None

    async def _locked(
        self, writer: Writer, principal: Principal, inbound: UUID
    ) -> Inbound | Refused:
        found = await inbounds.load(writer, principal.tenant, inbound, lock=True)
        return _KEEPING.reached(principal, Action.INBOUND_CHANGE, found)

    async def _new_secret(self, writer: Writer, tenant: UUID, inbound: Inbound) -> str:
        """Keep a new secret, and return how its caller says it; of a token only its hash stays."""
        means, chance = self._means, self._means.entropy(SECRET_BYTES)
        signs = inbound.proof == "signature"
        text = secret_text(chance) if signs else f"gdin_{spelt(chance)}"
        held = chance if signs else digest(text)
        wrapped = await means.keeper.wrap(tenant, held, context=secret_context(inbound.id))
        secret = inbounds.InboundSecret(inbound.id, means.ids(), wrapped)
        await inbounds.add_secret(writer, tenant, secret)
        return text

    async def _tell(
        self,
        writer: Writer,
        principal: Principal,
        act: str,
        inbound: Inbound,
        **facts: str | int | list[str],
    ) -> None:
        told = Told(self._means.trail, writer)
        await _KEEPING.tell(told, principal, act, inbound.id, key=inbound.key, **facts)
