"""What comes to an order and no person does: its time, the end of others, an answer, word."""

from typing import TypeAlias
from uuid import UUID

from gongdan.rooms.workorders.contract.order import AdditiveCommand, Json


class FireTimer(AdditiveCommand, frozen=True, kw_only=True):
    """The time of a timer has come. The house says it to itself: it stands in no API."""

    timer: int


class EndChild(AdditiveCommand, frozen=True, kw_only=True):
    """A child order has ended, which the flow's `token` waits for. The house says it to itself."""

    token: int
    order: UUID
    number: str
    cancelled: bool
    data: dict[str, Json] = {}


class EndCall(AdditiveCommand, frozen=True, kw_only=True):
    """A service was called for the flow's `token`. The house says it to itself.

    `result` are the values taken of its answer; an `error` says in one word why there are none.
    """

    token: int
    status: int = 0
    milliseconds: int = 0
    error: str = ""
    result: dict[str, Json] = {}


class DeliverMessage(AdditiveCommand, frozen=True, kw_only=True):
    """A message has come that the order waits for; `data` fills the form of the step that waits.

    Whoever takes messages in says it (an inbound): no route of orders takes one.
    """

    message: str
    data: dict[str, Json] = {}


AnyFromOutside: TypeAlias = FireTimer | EndChild | EndCall | DeliverMessage
