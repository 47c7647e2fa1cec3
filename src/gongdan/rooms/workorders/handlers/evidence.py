"""Evidence and check-ins: additive, so the newest state is always good enough."""

from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.clock import Clock
from gongdan.kernel.decider import load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import NewId, Ref, new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.files.contract import Attachments, StoredFile
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import Place, Sealed, SubjectDestroyedError, Vault
from gongdan.rooms.workorders.contract import KIND, AddEvidence, AnyProof, CheckIn
from gongdan.rooms.workorders.domain.evidence import ProofFacts, is_personal, not_now, prove
from gongdan.rooms.workorders.domain.refusals import OrderCode, refuse
from gongdan.rooms.workorders.domain.rights import allowed
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.committing import Committing, Decision, Target
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.ports import Sites
from gongdan.rooms.workorders.store import ORDERS

PROOF_ACT_OF: dict[type[AnyProof], str] = {AddEvidence: "evidence", CheckIn: "check_in"}
"""The action (`order.<act>`) that each command needs."""

TRIES = 8
"""How often an addition is tried again after somebody was faster."""


class EvidenceHandlers:
    """Adds what proves a step, each from its request to its commit."""

    def __init__(
        self,
        *,
        store: EventStore,
        vault: Vault,
        files: Attachments,
        sites: Sites,
        clock: Clock,
        ids: NewId = new_id,
    ) -> None:
        self._store = store
        self._vault = vault
        self._files = files
        self._sites = sites
        self._ids = ids
        self._committing = Committing(store, clock, ids)

    async def add(
        self, principal: Principal, order: UUID, command: AnyProof, sent: Sent
    ) -> OrderDone | Refused:
        """Add it, after whoever adds to the order at this moment."""
        done: OrderDone | Refused = refuse(OrderCode.STALE)
        for _ in range(TRIES):
            done = await self._once(principal, order, command, sent)
            if not (isinstance(done, Refused) and done.kind is RefusalKind.STALE):
                break
        if isinstance(done, Refused) and isinstance(command, AddEvidence):
            await self._give_back(principal, order, command)
        return done

    async def _once(
        self, principal: Principal, order: UUID, command: AnyProof, sent: Sent
    ) -> OrderDone | Refused:
        target = Target(principal.tenant, order, self._ids(), principal.actor)
        before = await load(self._store, ORDERS, principal.tenant, order)
        no = _out_of_reach(principal, command, before.state) or not_now(before.state, command)
        decided = no or await self._decided(principal, target, before.state, command)
        return await self._committing.commit(target, before, decided, sent)

    async def _decided(
        self, principal: Principal, target: Target, state: OrderState, command: AnyProof
    ) -> Decision:
        if isinstance(command, CheckIn):
            degrees = {"latitude": command.latitude, "longitude": command.longitude}
            spoken = {name: str(value) for name, value in degrees.items()}
            facts = await self._sealed(principal, target, spoken)
            site = await self._site(target.tenant, state)
            return prove(state, command, replace(facts, site=site))
        file = await self._attached(principal, target, state, command)
        if isinstance(file, Refused):
            return file
        claims = {"latitude": file.claims.latitude, "longitude": file.claims.longitude}
        spoken = {name: value for name, value in claims.items() if value}
        facts = await self._sealed(principal, target, spoken)
        return prove(state, command, replace(facts, file=file))

    async def _attached(
        self, principal: Principal, target: Target, state: OrderState, command: AddEvidence
    ) -> StoredFile | Refused:
        subject = state.details.subject if is_personal(command) else None
        holder = Ref(KIND, target.order)
        return await self._files.attach(
            target.tenant, principal.actor, command.file, holder, subject=subject
        )

    async def _give_back(self, principal: Principal, order: UUID, command: AddEvidence) -> None:
        """Release a file that is no evidence after all; one that was before stays."""
        now = await load(self._store, ORDERS, principal.tenant, order)
        if all(held.file != command.file for held in now.state.evidence):
            await self._files.release(principal.tenant, command.file, Ref(KIND, order))

    async def _sealed(
        self, principal: Principal, target: Target, spoken: dict[str, str]
    ) -> ProofFacts:
        """Seal where somebody says to have been, for that person; an erased one has no place."""
        if principal.user is None or not spoken:
            return ProofFacts()
        place, sealed = Place(target.order, target.event), dict[str, Sealed]()
        try:
            sealed = await self._vault.seal(target.tenant, principal.user, place, spoken)
        except SubjectDestroyedError:
            return ProofFacts()
        return ProofFacts(sealed=sealed, subject=principal.user)

    async def _site(self, tenant: UUID, state: OrderState) -> tuple[Decimal, Decimal] | None:
        details = state.details
        if details.latitude and details.longitude:
            return Decimal(details.latitude), Decimal(details.longitude)
        return await self._sites.of_asset(tenant, details.asset) if details.asset else None


def _out_of_reach(principal: Principal, command: AnyProof, state: OrderState) -> Refused | None:
    if not (state.exists and allowed(principal, "read", state)):
        return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)
    act = PROOF_ACT_OF[type(command)]
    if not allowed(principal, act, state):
        facts: dict[str, str | int | list[str]] = {"act": act, "number": state.number}
        return Refused(OrderCode.NOT_ALLOWED, RefusalKind.FORBIDDEN, facts)
    return None
