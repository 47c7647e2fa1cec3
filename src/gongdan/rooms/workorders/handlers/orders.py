"""From a request to the store: load, ask for the right, gather facts, decide, commit."""

from uuid import UUID

import msgspec

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.kernel.clock import Clock
from gongdan.kernel.decider import Versioned, load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import NewId, new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Principal, Scope, decide_access, may
from gongdan.rooms.privacy.contract import Place, Vault
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AmendOrder,
    AnyAct,
    ArchiveOrder,
    AssignOrder,
    CancelOrder,
    ClaimOrder,
    CompleteWork,
    ImportOrder,
    RejectOrder,
    ReopenOrder,
    ReportOrder,
    ResubmitOrder,
    ResumeOrder,
    ReturnOrder,
    SuspendOrder,
    TransferOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.decide import decide
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.imported import take_in
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed
from gongdan.rooms.workorders.domain.report import report
from gongdan.rooms.workorders.domain.row import attributes_of
from gongdan.rooms.workorders.domain.state import OrderState, word_of
from gongdan.rooms.workorders.handlers.committing import Committing
from gongdan.rooms.workorders.handlers.sealing import Sealer, Sealing
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.ports import Definitions, Directory, Numbers, RunningDefinition
from gongdan.rooms.workorders.store import ORDERS

_WIDE = {Scope.UNIT, Scope.ALL}
_NEW = Versioned(ORDERS.initial, 0)

ACT_OF: dict[type[AnyAct | AmendOrder], str] = {
    AmendOrder: "amend",
    ResubmitOrder: "report",
    AcceptOrder: "accept",
    CompleteWork: "complete",
    VerifyOrder: "verify",
    ArchiveOrder: "archive",
    AssignOrder: "assign",
    ClaimOrder: "claim",
    TransferOrder: "transfer",
    RejectOrder: "reject",
    ReturnOrder: "return",
    SuspendOrder: "suspend",
    ResumeOrder: "resume",
    CancelOrder: "cancel",
    ReopenOrder: "reopen",
}
"""The action (`order.<act>`) that each command needs; handing in again is reporting."""


class OrderHandlers:
    """The commands of the work orders, each from its request to its commit."""

    def __init__(  # noqa: PLR0913 - the ports of the room, each named
        self,
        *,
        store: EventStore,
        vault: Vault,
        definitions: Definitions,
        directory: Directory,
        numbers: Numbers,
        clock: Clock,
        ids: NewId = new_id,
    ) -> None:
        self._store = store
        self._sealer = Sealer(vault)
        self._definitions = definitions
        self._directory = directory
        self._numbers = numbers
        self._clock = clock
        self._ids = ids
        self._committing = Committing(store, clock, ids)

    async def report(
        self, principal: Principal, command: ReportOrder, sent: Sent
    ) -> OrderDone | Refused:
        """Take a new order in."""
        tenant = principal.tenant
        if not may(principal, "order.report"):
            return _forbidden("report")
        definition = await self._definitions.newest(tenant, command.type)
        if definition is None:
            return malformed(OrderCode.DEFINITION_UNKNOWN, "/type", type=command.type)
        order, event_id = self._ids(), self._ids()
        sealing = await self._sealer.seal(
            Place(order, event_id),
            command,
            definition,
            ORDERS.initial,
            tenant=tenant,
            fallback=principal.user,
        )
        facts = msgspec.structs.replace(
            await self._facts(principal, definition, sealing),
            words=_words(principal),
            number=await self._number(tenant, definition),
            definition=definition.pin,
            unit_path=await self._unit_path(principal, command.unit),
        )
        return await self._committing.commit(
            _NEW,
            report(command, facts),
            sent,
            tenant=tenant,
            order=order,
            actor=principal.actor,
            event_ids=(event_id,),
        )

    async def act(
        self, principal: Principal, order: UUID, command: AnyAct | AmendOrder, sent: Sent
    ) -> OrderDone | Refused:
        """Do one act on an order."""
        tenant, act = principal.tenant, ACT_OF[type(command)]
        before = await self.readable(principal, order)
        if isinstance(before, Refused):
            return before
        if not self._allowed(principal, act, before.state):
            return _forbidden(act, number=before.state.number, node=_node(before.state))
        if sent.expected is not None and sent.expected != before.version:
            facts_of_no = {"seen": sent.expected, "version": before.version}
            stale = Refused(OrderCode.STALE, RefusalKind.STALE, {**facts_of_no})
            return await self._committing.refused(tenant, stale, sent)
        definition = await self._definitions.pinned(tenant, before.state.definition)
        event_id = self._ids()
        sealing = await self._sealer.seal(
            Place(order, event_id),
            command,
            definition,
            before.state,
            tenant=tenant,
            fallback=principal.user,
        )
        facts = msgspec.structs.replace(
            await self._facts(principal, definition, sealing, command),
            words=() if self._stands_in(principal, act, before.state) else _words(principal),
        )
        return await self._committing.commit(
            before,
            decide(before.state, command, facts),
            sent,
            tenant=tenant,
            order=order,
            actor=principal.actor,
            event_ids=(event_id,),
        )

    async def take_in(self, principal: Principal, command: ImportOrder) -> OrderDone | Refused:
        """Bring an order in from another system (once: its external id is unique)."""
        definition = await self._definitions.newest(principal.tenant, command.type)
        if definition is None:
            return malformed(OrderCode.DEFINITION_UNKNOWN, "/type", type=command.type)
        facts = msgspec.structs.replace(
            await self._facts(principal, definition, Sealing()),
            definition=definition.pin,
            number=await self._number(principal.tenant, definition),
        )
        return await self._committing.commit(
            _NEW,
            take_in(command, facts),
            Sent(),
            tenant=principal.tenant,
            order=self._ids(),
            actor=principal.actor,
        )

    async def readable(self, principal: Principal, order: UUID) -> Versioned[OrderState] | Refused:
        """Return an order that the principal may read; any other does not exist for him."""
        found = await load(self._store, ORDERS, principal.tenant, order)
        if found.version and self._allowed(principal, "read", found.state):
            return found
        return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)

    def _allowed(self, principal: Principal, act: str, state: OrderState) -> bool:
        return holds(decide_access(principal, f"order.{act}", "order"), attributes_of(state))

    def _stands_in(self, principal: Principal, act: str, state: OrderState) -> bool:
        wide = tuple(grant for grant in principal.grants if grant.scope in _WIDE)
        return self._allowed(msgspec.structs.replace(principal, grants=wide), act, state)

    async def _facts(
        self,
        principal: Principal,
        definition: RunningDefinition,
        sealing: Sealing,
        command: AnyAct | AmendOrder | None = None,
    ) -> OrderFacts:
        named = [getattr(command, name, None) for name in ("assignee", "to")]
        people = {person for person in named if isinstance(person, UUID)}
        return OrderFacts(
            flow=definition.flow,
            evaluate=definition.evaluate,
            resolve=resolve_rule,
            actor=principal.user,
            form_faults=sealing.faults,
            known_people=await self._directory.active_users(principal.tenant, people)
            if people
            else frozenset(),
            subject=sealing.subject,
            sealed=sealing.sealed,
            data=sealing.data,
        )

    async def _unit_path(self, principal: Principal, unit: UUID | None) -> str:
        if unit is None:
            return principal.unit_path
        units = await self._directory.units(principal.tenant, (unit,))
        return units[unit].path if unit in units else ""

    async def _number(self, tenant: UUID, definition: RunningDefinition) -> str:
        year = self._clock().year
        number = await self._numbers.next(tenant, f"{definition.pin.key}:{year}")
        return definition.numbering.format(year=year, n=number)


def _words(principal: Principal) -> tuple[str, ...]:
    person = (word_of(principal.user),) if principal.user else ()
    return (*person, *(f"role:{role}" for role in principal.roles))


def _node(state: OrderState) -> str:
    return state.step.node if state.step else ""


def _forbidden(act: str, **facts: str) -> Refused:
    return Refused(OrderCode.NOT_ALLOWED, RefusalKind.FORBIDDEN, {"act": act, **facts})
