"""The scene of the five-step loop: who acts, what is looked up, and orders at each stage."""

from typing import TypeAlias
from uuid import UUID

import msgspec

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.kernel.messages import Accepted, Refused
from gongdan.kernel.testing import Decided, Given, Scene
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AmendOrder,
    AnyAct,
    AnyOrderEvent,
    ArchiveOrder,
    CompleteWork,
    DefinitionPin,
    ReportOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.decide import decide
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.report import report
from gongdan.rooms.workorders.domain.state import OrderState, word_of
from gongdan.rooms.workorders.store import ORDERS
from tests.rooms.workorders.yard import DONE, five_step

WANG, LI, ZHAO, SUN = (UUID(int=n) for n in (0xA, 0xB, 0xC, 0xD))
"""Wang reports, Li and Zhao are technicians, Sun dispatches."""

FIVE = five_step()
FACTS = OrderFacts(
    flow=FIVE.flow,
    evaluate=FIVE.evaluate,
    resolve=resolve_rule,
    actor=SUN,
    known_people=frozenset({WANG, LI, ZHAO, SUN}),
    definition=DefinitionPin("five_step", 1),
    number="WO-2026-000001",
)
TITLE = "3号水泵振动异常"

Wanted: TypeAlias = AnyAct | AmendOrder
Orders: TypeAlias = Scene[OrderState, Wanted, AnyOrderEvent]
History: TypeAlias = Given[OrderState, Wanted, AnyOrderEvent]
Outcome: TypeAlias = Decided[OrderState, Wanted, AnyOrderEvent]


def without_moves(event: AnyOrderEvent) -> AnyOrderEvent:
    """An event as people know it; the engine's moves are tested with the engine."""
    return msgspec.structs.replace(event, moves=())


def orders(facts: OrderFacts = FACTS, **changed: object) -> Orders:
    """Orders, decided upon with these facts."""
    told = msgspec.structs.replace(facts, **changed)

    def decided(state: OrderState, command: Wanted) -> Accepted[AnyOrderEvent] | Refused:
        data = getattr(command, "data", None) or getattr(command, "fields", None) or {}
        own = told if "data" in changed else msgspec.structs.replace(told, data=data)
        return decide(state, command, own)

    return Scene(ORDERS, decided, without_moves)


def acting(person: UUID, *roles: str) -> Orders:
    """Orders, acted on by somebody who stands in for nobody."""
    words = (word_of(person), *(f"role:{role}" for role in roles))
    return orders(words=words, actor=person)


def on(history: History, scene: Orders) -> History:
    """The same history, under other facts."""
    return scene.given(*history.events)


def begun(
    command: ReportOrder | None = None, **changed: object
) -> Accepted[AnyOrderEvent] | Refused:
    wanted = command or ReportOrder(title=TITLE, urgency=2, impact=2)
    told = {"actor": WANG, "data": wanted.fields, **changed}
    return report(wanted, msgspec.structs.replace(FACTS, **told))


def _history() -> dict[str, History]:
    first = begun()
    assert isinstance(first, Accepted)
    at = {"accept": orders().given(*first.events)}
    at["execute"] = at["accept"].when(AcceptOrder(assignee=LI)).after
    at["verify"] = at["execute"].when(CompleteWork(data=DONE)).after
    at["archive"] = at["verify"].when(VerifyOrder(outcome="passed")).after
    at["archived"] = at["archive"].when(ArchiveOrder()).after
    return at


AT = _history()
"""One order, as it stands at each stage; `archived` is its end."""
