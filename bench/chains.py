"""Orders made by the rooms' own decisions, and linked by the chain's own arithmetic."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
from msgspec import Struct

from bench.asked import DESCRIPTION
from bench.stage import Place
from bench.wide import filled, lot
from gongdan.engines.chain.header import ZERO, Header, digest, link, microseconds
from gongdan.engines.flow.assignees import resolve_rule
from gongdan.kernel.eventstore.port import Pending
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Accepted, Actor, ActorKind
from gongdan.rooms.workorders.contract import AcceptOrder, AnyOrderEvent, ReportOrder
from gongdan.rooms.workorders.domain.decide import decide
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.fold import evolve
from gongdan.rooms.workorders.domain.report import report
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.ports import RunningDefinition
from gongdan.rooms.workorders.store import ORDERS

BEGUN = datetime(2026, 1, 5, tzinfo=UTC)
APART = timedelta(seconds=30)


class Linked(Struct, frozen=True):
    """An event in its chain, with the hash before it."""

    pending: Pending
    seq: int
    at: datetime
    before: bytes
    hash: bytes


class Made(Struct, frozen=True):
    """One order: its events and where they lead."""

    id: UUID
    number: str
    state: OrderState
    events: tuple[Linked, ...]


def make_orders(
    place: Place, definition: RunningDefinition, first: int, count: int
) -> Iterator[Made]:
    """Make orders; every second one has been accepted."""
    actor = Actor(ActorKind.PERSON, place.user)
    for number in range(first, first + count):
        yield _made(place, definition, actor, number)


def _made(place: Place, definition: RunningDefinition, actor: Actor, number: int) -> Made:
    name = definition.numbering.format(year=BEGUN.year, n=number + 1)
    facts = OrderFacts(
        flow=definition.flow,
        evaluate=definition.evaluate,
        resolve=resolve_rule,
        actor=place.user,
        data=filled(number),
        definition=definition.pin,
        number=name,
    )
    command = ReportOrder(
        type=definition.pin.key,
        title=f"Pump {number % 400} runs hot, {lot(number)} / 水泵异响",
        description=DESCRIPTION,
        place=f"Hall {number % 40}",
        urgency=number % 4 + 1,
    )
    events = [_accepted(report(command, facts))]
    state = evolve(OrderState(), events[0])
    if number % 2:
        accepting = msgspec.structs.replace(facts, data={})
        events.append(_accepted(decide(state, AcceptOrder(), accepting)))
        state = evolve(state, events[1])
    order = new_id()
    linked = tuple(_linked(place.tenant, order, actor, events, at=BEGUN + APART * number))
    return Made(order, name, state, linked)


def _accepted(decision: object) -> AnyOrderEvent:
    if not isinstance(decision, Accepted):
        raise TypeError(f"an order of the bench was refused: {decision}")
    event: AnyOrderEvent = decision.events[0]
    return event


def _linked(
    tenant: UUID, order: UUID, actor: Actor, events: list[AnyOrderEvent], *, at: datetime
) -> Iterator[Linked]:
    before = ZERO
    for seq, event in enumerate(events, 1):
        pending = ORDERS.codec.encode(new_id(), event, actor)
        when = at + timedelta(seconds=seq)
        header = Header(
            tenant, order, seq, pending.event_id, microseconds(when), digest(pending.body)
        )
        after = link(before, header)
        yield Linked(pending, seq, when, before, after)
        before = after
