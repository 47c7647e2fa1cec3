"""An order of the past put through another definition: what was done then is decided anew.

Whoever did it then may do it here: people and rights are not asked again. Personal values stay
sealed: that one was given is known, and not what it says.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

import msgspec

from gongdan.engines.flow.model import FlowDefinition, FlowState, Stage, Token
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.calendars.contract import Calendar
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AnyAct,
    AnyOrderEvent,
    AnyStep,
    ArchiveOrder,
    CompleteWork,
    OrderDetails,
    OrderReminded,
    OrderReported,
    OrderStatus,
    RejectOrder,
    ReportOrder,
    ResubmitOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.decide import decide
from gongdan.rooms.workorders.domain.facts import FormFault, OrderFacts
from gongdan.rooms.workorders.domain.fold import evolve
from gongdan.rooms.workorders.domain.report import report
from gongdan.rooms.workorders.domain.timers import Clockwork, needs_clock, timed
from gongdan.rooms.workorders.handlers.committing import Decision
from gongdan.rooms.workorders.handlers.facts import facts_of
from gongdan.rooms.workorders.handlers.past_acts import REASON, command_of
from gongdan.rooms.workorders.handlers.sealing import left_unsealed
from gongdan.rooms.workorders.ports import RunningDefinition
from gongdan.rooms.workorders.store import ORDERS

_OF_STAGE: Final[Mapping[Stage, type[AnyStep]]] = MappingProxyType(
    {
        Stage.REPORT: ResubmitOrder,
        Stage.ACCEPT: AcceptOrder,
        Stage.EXECUTE: CompleteWork,
        Stage.VERIFY: VerifyOrder,
        Stage.ARCHIVE: ArchiveOrder,
    }
)


class FollowedOrder:
    """One order of the past, going another definition's way; `drawn` replaces its flow."""

    def __init__(
        self, definition: RunningDefinition, calendar: Calendar, drawn: FlowDefinition
    ) -> None:
        self._definition = msgspec.structs.replace(definition, flow=drawn)
        self._calendar = calendar
        self._state = ORDERS.initial

    @property
    def flow(self) -> FlowState:
        """Where it stands in its flow."""
        return self._state.flow

    @property
    def status(self) -> OrderStatus:
        """Open, suspended, archived or cancelled."""
        return self._state.status

    def begin(
        self, details: OrderDetails, reporter: UUID | None, at: datetime, excused: Collection[str]
    ) -> Decision:
        """Report what was reported then; faults of the form that are `excused` do not count."""
        command = ReportOrder(
            title=details.title or REASON,
            description=details.description,
            urgency=details.urgency,
            impact=details.impact,
            place=details.place,
            tags=details.tags,
            due_at=details.due_at,
            fields=self._asked_at_first(details.fields),
        )
        facts = self._facts(command, at, excused, held=details.sealed)
        facts = msgspec.structs.replace(
            facts,
            actor=reporter,
            number="0",
            definition=self._definition.pin,
            data=details.fields,
            sealed=details.sealed,
            subject=details.subject,
        )
        return self._folded(report(command, facts), at)

    def faults_at_first(self, details: OrderDetails) -> frozenset[str]:
        """Return what the form of the report does not accept, as `pointer: rule`."""
        command = ReportOrder(title=REASON, fields=self._asked_at_first(details.fields))
        faults = left_unsealed(command, self._definition, ORDERS.initial, held=details.sealed)
        return _said(faults.faults)

    def follow(self, event: AnyOrderEvent, at: datetime) -> Decision | None:
        """Do what was done then; None for what leaves the flow alone, and is taken as it was."""
        match event:
            case OrderReported(details=details, reporter=reporter):
                return self.begin(details, reporter, at, ())
            case OrderReminded():
                return None
            case _ if not event.moves:
                self._state = evolve(self._state, event)
                return None
            case _:
                command = command_of(event)
        if command is None:
            return None
        sealed = getattr(event, "sealed", {})
        facts = self._facts(command, at, (), held=sealed)
        doer = getattr(event, "to", None)
        facts = msgspec.structs.replace(
            facts, sealed=sealed, actor=doer if isinstance(doer, UUID) else None
        )
        return self._folded(decide(self._state, command, facts), at)

    def faults(self, node: str, outcome: str) -> frozenset[str]:
        """Return what a step's form would not accept of what the order says of itself."""
        command = self._step(node, outcome)
        if command is None:
            return frozenset()
        return _said(left_unsealed(command, self._definition, self._state).faults)

    def complete(
        self, node: str, outcome: str, at: datetime, *, excused: Collection[str], only_try: bool
    ) -> Decision | None:
        """Complete an open step with what the order says of itself; None: it is not open."""
        command = self._step(node, outcome)
        if command is None:
            return None
        decided = decide(self._state, command, self._facts(command, at, excused))
        return decided if only_try else self._folded(decided, at)

    def send_back(self, node: str, to: str, at: datetime) -> Decision:
        """Reject an open step to a visited one."""
        command = RejectOrder(to=to, node=node, reason=REASON)
        return self._folded(decide(self._state, command, self._facts(command, at, ())), at)

    def _step(self, node: str, outcome: str) -> AnyStep | None:
        token = self._token(node)
        if token is None or token.stage not in _OF_STAGE:
            return None
        drawn = self._definition.flow.nodes.get(node)
        form = self._definition.forms.get(drawn.form) if drawn else None
        data = _asked(form.schema if form else {}, self._state.details.fields)
        needs_reason = bool(drawn and outcome in drawn.outcomes)
        reason = REASON if needs_reason else ""
        return _OF_STAGE[token.stage](node=node, outcome=outcome, data=data, reason=reason)

    def _token(self, node: str) -> Token | None:
        return next((each for each in self._state.flow.open_steps if each.node == node), None)

    def _asked_at_first(self, fields: Mapping[str, object]) -> dict[str, object]:
        opening = next((each for each in self._definition.flow.nodes.values() if each.opens), None)
        form = self._definition.forms.get(opening.form) if opening else None
        return _asked(form.schema if form else {}, fields)

    def _facts(
        self,
        command: ReportOrder | AnyAct,
        at: datetime,
        excused: Collection[str],
        *,
        held: Collection[str] = (),
    ) -> OrderFacts:
        sealing = left_unsealed(command, self._definition, self._state, held=held)
        faults = tuple(each for each in sealing.faults if _word(each) not in excused)
        named = [getattr(command, name, None) for name in ("assignee", "to")]
        people = [*named, *getattr(command, "people", ())]
        token = self._token(getattr(command, "node", ""))
        return msgspec.structs.replace(
            facts_of(None, self._definition, sealing),
            form_faults=faults,
            own=(token.owner,) if token and token.owner else token.candidates if token else (),
            known_people=frozenset(each for each in people if isinstance(each, UUID)),
            now=at,
            version=1,
        )

    def _folded(self, decided: Accepted[AnyOrderEvent] | Refused, at: datetime) -> Decision:
        if isinstance(decided, Refused):
            return decided
        state, events = self._state, []
        for each in decided.events:
            clock = Clockwork(at, self._calendar)
            event = timed(state, each, clock) if needs_clock(state, each) else each
            if isinstance(event, Refused):
                return event
            state = evolve(state, event)
            events.append(event)
        self._state = state
        return Accepted(tuple(events))


def _asked(schema: Mapping[str, object], fields: Mapping[str, object]) -> dict[str, object]:
    names = schema.get("properties", {})
    known = names if isinstance(names, dict) else {}
    return {name: value for name, value in fields.items() if name in known}


def _said(faults: Collection[FormFault]) -> frozenset[str]:
    return frozenset(map(_word, faults))


def _word(fault: FormFault) -> str:
    return f"{fault.pointer}: {fault.problem}"
