"""What only adds to an order: it moves nothing, and may come at any time."""

from typing import assert_never

from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AnyAddition,
    AnyAdditionEvent,
    RemindOrder,
    SignOrder,
)
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.reminders import remind
from gongdan.rooms.workorders.domain.signatures import sign
from gongdan.rooms.workorders.domain.state import OrderState


def add(
    state: OrderState, command: AnyAddition, facts: OrderFacts
) -> Accepted[AnyAdditionEvent] | Refused:
    """Decide on something that adds to the order."""
    match command:
        case RemindOrder():
            return remind(state, command, facts)
        case SignOrder():
            return sign(state, command, facts)
        case _:
            assert_never(command)
