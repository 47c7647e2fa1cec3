"""From a request to the store: load, ask for the right, gather facts, decide, commit."""

from typing import TypeVar
from uuid import UUID

import msgspec

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.decider import Versioned, load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import NewId, new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.files.contract import Attachments
from gongdan.rooms.identity.contract import Principal, may
from gongdan.rooms.privacy.contract import Place, Vault
from gongdan.rooms.workorders.contract import (
    AdditiveCommand,
    AmendOrder,
    AnyAct,
    ImportOrder,
    JumpOrder,
    ReportOrder,
)
from gongdan.rooms.workorders.domain.children import with_decimals
from gongdan.rooms.workorders.domain.clean import cleaned
from gongdan.rooms.workorders.domain.decide import decide
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.imported import take_in
from gongdan.rooms.workorders.domain.numbers import number_of, series_of
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed, refuse
from gongdan.rooms.workorders.domain.report import report
from gongdan.rooms.workorders.domain.rights import may_start, own_words, words_for
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.acts import ACT_OF
from gongdan.rooms.workorders.handlers.answered_files import AnsweredFiles
from gongdan.rooms.workorders.handlers.committing import Committing, Decision, Target
from gongdan.rooms.workorders.handlers.deeds import jumped
from gongdan.rooms.workorders.handlers.drawn import DrawnSignatures, to_sign
from gongdan.rooms.workorders.handlers.facts import facts_of, known_people, open_children
from gongdan.rooms.workorders.handlers.intended import signed_answers
from gongdan.rooms.workorders.handlers.reach import forbidden, out_of_reach
from gongdan.rooms.workorders.handlers.resolving import NoLines, resolver
from gongdan.rooms.workorders.handlers.sealing import Sealer, Sealing, left_unsealed
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.handlers.timekeeping import Timekeeping
from gongdan.rooms.workorders.ports import (
    Definitions,
    Directory,
    Numbers,
    ReportingLines,
    RunningDefinition,
    WorkCalendars,
)
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.asked import asked_of

N = TypeVar("N", bound=ReportOrder | ImportOrder)

_NEW = Versioned(ORDERS.initial, 0)
_TRIES = 5


class OrderHandlers:
    """The commands of the work orders, each from its request to its commit."""

    def __init__(  # noqa: PLR0913 - the ports of the room, each named
        self,
        *,
        store: EventStore,
        vault: Vault,
        definitions: Definitions,
        directory: Directory,
        files: Attachments,
        numbers: Numbers,
        clock: Clock,
        calendars: WorkCalendars,
        trail: AuditTrail,
        lines: ReportingLines | None = None,
        ids: NewId = new_id,
    ) -> None:
        self._store = store
        self._sealer = Sealer(vault)
        self._definitions = definitions
        self._directory = directory
        self._numbers = numbers
        self._clock = clock
        self._ids = ids
        self._trail = trail
        self._lines = lines or NoLines()
        self._drawn = DrawnSignatures(store, files)
        self._answered = AnsweredFiles(store, files, definitions)
        self.committing = Committing(store, clock, ids, Timekeeping(calendars, clock))

    async def report(
        self, principal: Principal, command: ReportOrder, sent: Sent
    ) -> OrderDone | Refused:
        """Take a new order in."""
        target = self._target(principal, self._ids())
        decided = await self.decide_report(principal, target, command)
        done = await self.committing.commit(target, _NEW, decided, sent)
        if isinstance(done, Refused):
            await self._answered.give_back(target, command)
        return done

    async def act(
        self,
        principal: Principal,
        order: UUID,
        command: AnyAct | AmendOrder,
        sent: Sent,
    ) -> OrderDone | Refused:
        """Do one act on an order; what only adds to it is tried again if somebody was faster."""
        done = await self._act(principal, order, command, sent)
        for _ in range(_TRIES if isinstance(command, AdditiveCommand) else 0):
            if not (isinstance(done, Refused) and done.kind is RefusalKind.STALE):
                break
            done = await self._act(principal, order, command, sent)
        if isinstance(done, Refused):
            await self._drawn.give_back(self._target(principal, order), command)
            await self._answered.give_back(self._target(principal, order), command)
        elif isinstance(command, JumpOrder) and not done.replayed:
            await self._trail.record(jumped(principal, done, command))
        return done

    async def _act(
        self, principal: Principal, order: UUID, command: AnyAct | AmendOrder, sent: Sent
    ) -> OrderDone | Refused:
        target = self._target(principal, order)
        before = await load(self._store, ORDERS, principal.tenant, order)
        no = out_of_reach(principal, ACT_OF[type(command)], before, sent)
        decided = no or await self._acted(principal, target, before, command, sent=sent)
        return await self.committing.commit(target, before, decided, sent)

    async def take_in(self, principal: Principal, command: ImportOrder) -> OrderDone | Refused:
        """Bring an order in from another system (once: its external id is unique)."""
        target = self._target(principal, self._ids())
        decided = await self._imported(principal, target, command)
        done = await self.committing.commit(target, _NEW, decided, Sent())
        if isinstance(done, Refused) and done.kind is RefusalKind.STALE:
            # a new stream is never stale: the store met the external id
            facts = {"source": command.source, "external_id": command.external_id}
            return refuse(OrderCode.IMPORTED_BEFORE, **facts)
        return done

    async def decide_report(
        self, principal: Principal, target: Target, raw: ReportOrder, *, reckoned: bool = False
    ) -> Decision:
        """Decide on a new order without storing it: its number is taken, and its words sealed.

        Answers that a flow has `reckoned` may be numbers where the field keeps decimals as text.
        """
        started = await self._started(principal, raw)
        if isinstance(started, Refused):
            return started
        command, definition = started
        if reckoned:
            command = with_decimals(command, definition.decimals)
        if not may_start(principal, definition.reporters):
            return Refused(OrderCode.TYPE_NOT_YOURS, RefusalKind.FORBIDDEN, {"type": command.type})
        path = await self._unit_path(principal, command.unit)
        if isinstance(path, Refused):
            return path
        sealing = await self._seal(principal, target, command, definition)
        if isinstance(sealing, Refused):
            return sealing
        facts = await self._numbered(principal, definition, sealing)
        return report(command, msgspec.structs.replace(facts, unit_path=path))

    async def rehearse(
        self, principal: Principal, raw: ReportOrder | ImportOrder
    ) -> Refused | None:
        """Return why an order would not come in, as far as that can be told without storing it."""
        started = await self._started(principal, raw)
        if isinstance(started, Refused):
            return started
        command, definition = started
        sealing = left_unsealed(command, definition, ORDERS.initial)
        facts = msgspec.structs.replace(
            facts_of(principal, definition, sealing),
            resolve=await resolver(self._lines, principal.tenant, definition, None),
            now=self._clock(),
        )
        decided: Decision
        match command:
            case ReportOrder():
                decided = report(command, facts)
            case ImportOrder():
                decided = take_in(command, facts)
        return decided if isinstance(decided, Refused) else None

    async def _imported(self, principal: Principal, target: Target, raw: ImportOrder) -> Decision:
        started = await self._started(principal, raw)
        if isinstance(started, Refused):
            return started
        command, definition = started
        sealing = await self._seal(principal, target, command, definition)
        if isinstance(sealing, Refused):
            return sealing
        return take_in(command, await self._numbered(principal, definition, sealing))

    async def _started(self, principal: Principal, raw: N) -> tuple[N, RunningDefinition] | Refused:
        """Return a new order's clean command, and the definition by which it will run."""
        follows_one = principal.bound is not None and principal.bound.order
        if follows_one or not may(principal, "order.report"):
            return forbidden("report")
        command = cleaned(raw)
        if isinstance(command, Refused):
            return command
        definition = await self._definitions.newest(principal.tenant, command.type)
        if definition is None:
            return malformed(OrderCode.DEFINITION_UNKNOWN, "/type", type=command.type)
        return command, definition

    async def _numbered(
        self, principal: Principal, definition: RunningDefinition, sealing: Sealing
    ) -> OrderFacts:
        """Return the facts for a new order: its number is taken here, and never given again."""
        now, pattern = self._clock(), definition.numbering
        day = now.date()
        count = await self._numbers.next(principal.tenant, series_of(pattern, day))
        facts = facts_of(principal, definition, sealing)
        return msgspec.structs.replace(
            facts,
            resolve=await resolver(self._lines, principal.tenant, definition, facts.actor),
            number=number_of(pattern, day, count),
            definition=definition.pin,
            now=now,
        )

    async def _acted(
        self,
        principal: Principal,
        target: Target,
        before: Versioned[OrderState],
        raw: AnyAct | AmendOrder,
        *,
        sent: Sent,
    ) -> Decision:
        command, state = cleaned(raw), before.state
        if isinstance(command, Refused):
            return command
        definition = await self._definitions.pinned(target.tenant, state.definition)
        sealing = await self._seal(principal, target, command, definition, state=state)
        if isinstance(sealing, Refused):
            return sealing
        answers = signed_answers(principal, command, state, definition)
        if isinstance(answers, Refused):
            return answers
        picture = await self._drawn.taken(target, command, state, subject=sealing.subject)
        facts = msgspec.structs.replace(
            facts_of(principal, definition, sealing),
            resolve=await resolver(self._lines, target.tenant, definition, state.reporter),
            words=words_for(principal, ACT_OF[type(command)], state),
            own=own_words(principal),
            known_people=await known_people(self._directory, target.tenant, command),
            now=self._clock(),
            version=before.version,
            picture=picture,
            statement=to_sign(target.order, before, definition, command, answers=answers),
            signed_answers=dict(answers),
            by_customer=principal.bound is not None,
            unanswered_days=sent.unanswered_days,
            open_children=await open_children(self._store, target.tenant, command, state),
        )
        return decide(state, command, facts)

    def _target(self, principal: Principal, order: UUID) -> Target:
        return Target(principal.tenant, order, self._ids(), principal.actor)

    async def _seal(
        self,
        principal: Principal,
        target: Target,
        command: ReportOrder | AmendOrder | ImportOrder | AnyAct,
        definition: RunningDefinition,
        *,
        state: OrderState = ORDERS.initial,
    ) -> Sealing | Refused:
        """Seal what is personal in a command that is about things that exist."""
        asset = getattr(command, "asset", None)
        known = await self._directory.assets(target.tenant, (asset,)) if asset else {}
        if asset and asset not in known:
            return malformed(OrderCode.ASSET_UNKNOWN, "/asset")
        place = Place(target.order, target.event)
        asked = asked_of(principal, definition)
        sealing = await self._sealer.seal(
            place, command, asked, state, tenant=target.tenant, fallback=principal.user
        )
        if isinstance(sealing, Refused):
            return sealing
        return await self._answered.fault(target, sealing, state) or sealing

    async def _unit_path(self, principal: Principal, unit: UUID | None) -> str | Refused:
        if unit is None:
            return principal.unit_path
        units = await self._directory.units(principal.tenant, (unit,))
        return units[unit].path if unit in units else malformed(OrderCode.UNIT_UNKNOWN, "/unit")
