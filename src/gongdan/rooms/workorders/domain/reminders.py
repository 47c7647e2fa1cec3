"""催单: somebody waits, and says so; not more often than is of use."""

from datetime import timedelta

from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import OrderReminded, OrderStatus, RemindOrder
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.refusals import OrderCode, refuse
from gongdan.rooms.workorders.domain.state import OrderState

REMIND_EVERY = timedelta(minutes=30)
"""For so long one reminder is enough, whoever sends it."""


def remind(
    state: OrderState, command: RemindOrder, facts: OrderFacts
) -> Accepted[OrderReminded] | Refused:
    """Remind who holds an open order; a second time only after a while."""
    if state.status is not OrderStatus.OPEN:
        return refuse(OrderCode.NOT_OPEN, number=state.number)
    if facts.now is None:
        raise ValueError("a reminder needs the time")
    last = state.reminded_at
    if last is not None and facts.now < last + REMIND_EVERY:
        left = last + REMIND_EVERY - facts.now
        again = (last + REMIND_EVERY).isoformat(timespec="seconds")
        minutes = -(-left // timedelta(minutes=1))
        return refuse(OrderCode.REMINDED_JUST_NOW, minutes=minutes, again=again)
    node = state.step.node if state.step else ""
    return Accepted((OrderReminded(node=node, at=facts.now, note=command.note),))
