"""An order that is nowhere stored: decided and folded as a real one is, for who tries a draft.

No number is taken, nothing is sealed (personal values are checked, then dropped), no timer is
set anywhere: an instant passes when whoever rehearses says so.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import msgspec

from gongdan.engines.flow.model import (
    Assignment,
    Context,
    Evidence,
    FlowDefinition,
    FlowState,
    Rule,
    Stage,
    Value,
)
from gongdan.kernel.decider import Versioned
from gongdan.kernel.ids import derived_id
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.calendars.contract import Calendar, working_days
from gongdan.rooms.files.contract import FileKind, StoredFile
from gongdan.rooms.identity.contract import Principal, may
from gongdan.rooms.workorders.contract import (
    AddEvidence,
    AnyAct,
    AnyOrderEvent,
    CheckIn,
    DeliverMessage,
    EndCall,
    EndChild,
    EvidenceKind,
    FireTimer,
    Json,
    OrderStatus,
    RemindOrder,
    ReportOrder,
    TimerRuns,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.clean import cleaned
from gongdan.rooms.workorders.domain.decide import decide
from gongdan.rooms.workorders.domain.evidence import ProofFacts, have, not_now, prove
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.fold import evolve
from gongdan.rooms.workorders.domain.numbers import number_of
from gongdan.rooms.workorders.domain.offered import OfferedAct
from gongdan.rooms.workorders.domain.report import report
from gongdan.rooms.workorders.domain.rights import acts_open_to, own_words, words_for
from gongdan.rooms.workorders.domain.timers import Clockwork, needs_clock, timed
from gongdan.rooms.workorders.domain.unanswered import RemindNow, TakeOutcome, due, rule_of
from gongdan.rooms.workorders.handlers.acts import ACT_OF
from gongdan.rooms.workorders.handlers.committing import Decision
from gongdan.rooms.workorders.handlers.facts import facts_of
from gongdan.rooms.workorders.handlers.reach import forbidden, out_of_reach
from gongdan.rooms.workorders.handlers.sealing import Sealing, left_unsealed
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.ports import RunningDefinition
from gongdan.rooms.workorders.store import ORDERS

_FILE_KINDS = {"photo": FileKind.IMAGE, "signature": FileKind.IMAGE, "video": FileKind.VIDEO}


class RehearsedOrder:
    """One order by a definition that need not be published; its people are made up.

    Each act answers with its events, which are folded at once, or with why it is refused.
    """

    def __init__(
        self,
        definition: RunningDefinition,
        calendar: Calendar,
        people: Collection[UUID],
        resolve: Callable[[Rule, Context], Assignment],
    ) -> None:
        self._nulls: set[str] = set()
        self._definition = msgspec.structs.replace(
            definition, evaluate=self._watched(definition.evaluate)
        )
        self._calendar = calendar
        self._people = frozenset(people)
        self._resolve = resolve
        self._asked: set[tuple[int, int]] = set()
        self._state = ORDERS.initial

    @property
    def flow(self) -> FlowState:
        """Where the order stands in its flow."""
        return self._state.flow

    @property
    def status(self) -> OrderStatus:
        """Open, suspended, archived or cancelled."""
        return self._state.status

    @property
    def stage(self) -> Stage:
        """The stage of the earliest open step."""
        return self._state.stage

    @property
    def number(self) -> str:
        """How its number would read."""
        return self._state.number

    @property
    def timers(self) -> tuple[TimerRuns, ...]:
        """The timers that run, and when each fires."""
        return self._state.timers

    @property
    def values(self) -> Context:
        """What conditions and rules may read of it."""
        return self._state.context

    def report(self, by: Principal, raw: ReportOrder, now: datetime) -> Decision:
        """Begin the order."""
        if not may(by, "order.report"):
            return forbidden("report")
        command = cleaned(raw)
        if isinstance(command, Refused):
            return command
        sealing = left_unsealed(command, self._definition, self._state)
        facts = msgspec.structs.replace(
            self._facts(by, sealing, now),
            number=number_of(self._definition.numbering, now.date(), 1),
            definition=self._definition.pin,
            unit_path=by.unit_path,
        )
        return self._folded(report(command, facts), now)

    def act(self, by: Principal, raw: AnyAct, now: datetime) -> Decision:
        """Do an act with the rights of a made-up person, exactly as a real one would."""
        act, command = ACT_OF[type(raw)], cleaned(raw)
        if isinstance(command, Refused):
            return command
        no = out_of_reach(by, act, Versioned(self._state, 1), Sent())
        if no is not None:
            return no
        sealing = left_unsealed(command, self._definition, self._state)
        facts = msgspec.structs.replace(
            self._facts(by, sealing, now),
            words=words_for(by, act, self._state),
            own=own_words(by),
        )
        return self._folded(decide(self._state, command, facts), now)

    def prove(
        self, by: Principal, kind: str, node: str, *, label: str = "", now: datetime
    ) -> Decision:
        """Act as if somebody had sent a piece of evidence, or had checked in on the spot."""
        command = _proof(kind, node, label, len(self._state.evidence))
        act = "check_in" if isinstance(command, CheckIn) else "evidence"
        no = out_of_reach(by, act, Versioned(self._state, 1), Sent()) or not_now(
            self._state, command
        )
        if no is not None:
            return no
        file = None if isinstance(command, CheckIn) else _made_up(command, now)
        return self._folded(prove(self._state, command, ProofFacts(file=file)), now)

    def fire(self, timer: int, now: datetime) -> Decision:
        """Let a timer's time come."""
        return self._by_the_house(FireTimer(timer=timer), now)

    def end_child(self, token: int, now: datetime, *, cancelled: bool) -> Decision:
        """Act as if a child order had ended, which a token waits for."""
        order = derived_id(f"rehearsed child {token}".encode())
        number = f"{self._state.number}-{token}"
        command = EndChild(token=token, order=order, number=number, cancelled=cancelled)
        return self._by_the_house(command, now)

    def answer(self, token: int, values: Mapping[str, Json], now: datetime) -> Decision:
        """Act as if a service had answered, and these values had been taken of it."""
        return self._by_the_house(EndCall(token=token, status=200, result=dict(values)), now)

    def fail(self, token: int, error: str, status: int, now: datetime) -> Decision:
        """Act as if a call had failed for good; without a way for errors nothing moves."""
        return self._by_the_house(EndCall(token=token, status=status, error=error), now)

    def deliver(self, message: str, data: Mapping[str, Json], now: datetime) -> Decision:
        """Act as if a message had come from outside."""
        return self._by_the_house(DeliverMessage(message=message, data=dict(data)), now)

    def silence(self, since: datetime, now: datetime) -> Decision | None:
        """Do what is due because nobody verifies since an instant; None where nothing is."""
        rule = rule_of(self._state, self._definition.flow)
        step = self._state.step
        if rule is None or step is None:
            return None
        days = working_days(self._calendar, since, now)
        match due(rule, days):
            case RemindNow(day) if (step.id, day) not in self._asked:
                self._asked.add((step.id, day))
                return self._by_the_house(RemindOrder(), now)
            case TakeOutcome(outcome, waited):
                command = VerifyOrder(node=step.node, outcome=outcome, reason="unanswered")
                return self._by_the_house(command, now, unanswered_days=waited)
            case _:
                return None

    def offered(self, by: Principal) -> tuple[OfferedAct, ...]:
        """Return what somebody may do with the order as it stands."""
        return acts_open_to(by, self._state, self._definition.flow)

    def demands(self, node: str) -> Iterable[tuple[Evidence, int]]:
        """Yield what a step demands as evidence, and how much of each is there."""
        found = self._definition.flow.nodes.get(node)
        for demand in found.evidence if found else ():
            yield demand, have(self._state, node, demand)

    def take_nulls(self) -> frozenset[str]:
        """Return the expressions that came out as null since this was asked last."""
        taken, self._nulls = frozenset(self._nulls), set()
        return taken

    @property
    def drawn(self) -> FlowDefinition:
        """The flow by which it runs."""
        return self._definition.flow

    def _watched(
        self, evaluate: Callable[[str, Context], Value]
    ) -> Callable[[str, Context], Value]:
        def watched(text: str, context: Context) -> Value:
            value = evaluate(text, context)
            if value is None:
                self._nulls.add(text)
            return value

        return watched

    def _by_the_house(self, command: AnyAct, now: datetime, unanswered_days: int = 0) -> Decision:
        facts = msgspec.structs.replace(
            self._facts(None, left_unsealed(command, self._definition, self._state), now),
            unanswered_days=unanswered_days,
        )
        return self._folded(decide(self._state, command, facts), now)

    def _facts(self, by: Principal | None, sealing: Sealing, now: datetime) -> OrderFacts:
        return msgspec.structs.replace(
            facts_of(by, self._definition, sealing),
            resolve=self._resolve,
            known_people=self._people,
            now=now,
            version=1,
        )

    def _folded(self, decided: Accepted[AnyOrderEvent] | Refused, now: datetime) -> Decision:
        """Fold what was decided, its timers reckoned as when it is stored."""
        if isinstance(decided, Refused):
            return decided
        state, events = self._state, []
        for each in decided.events:
            event = timed(state, each, self._clock(now)) if needs_clock(state, each) else each
            if isinstance(event, Refused):
                return event
            state = evolve(state, event)
            events.append(event)
        self._state = state
        return Accepted(tuple(events))

    def _clock(self, now: datetime) -> Clockwork:
        return Clockwork(now, self._calendar)


def _proof(kind: str, node: str, label: str, place: int) -> AddEvidence | CheckIn:
    if kind == "location":
        return CheckIn(latitude=Decimal(0), longitude=Decimal(0), node=node)
    file = derived_id(f"rehearsed file {place}".encode())
    return AddEvidence(file=file, kind=msgspec.convert(kind, EvidenceKind), node=node, label=label)


def _made_up(command: AddEvidence, now: datetime) -> StoredFile:
    kind = _FILE_KINDS.get(command.kind, FileKind.DOCUMENT)
    return StoredFile(
        id=command.file, kind=kind, media_type="", name="", size=0, digest="", finished_at=now
    )
