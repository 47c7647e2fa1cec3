"""How a command was sent, and what came of it."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.eventstore.port import Idempotency
from gongdan.kernel.messages import Basis
from gongdan.rooms.workorders.domain.state import OrderState


class Sent(Struct, frozen=True, kw_only=True):
    """How a command was sent: over which version, under which keys against repetition.

    `status` is how success is answered (a repetition is answered alike). `unanswered_days`
    is told by the timer that verifies what nobody verified. `basis` goes into the event: on
    what the act rests, where something was proposed.
    """

    expected: int | None = None
    command_id: UUID | None = None
    idempotency: Idempotency | None = None
    status: int = 200
    unanswered_days: int = 0
    basis: Basis | None = None


class OrderDone(Struct, frozen=True):
    """The order after an act (or after the same act, sent before): what an answer is made of.

    `at` is the server's time of the act, None where it was done before.
    """

    order: UUID
    state: OrderState
    version: int
    status: int = 200
    replayed: bool = False
    at: datetime | None = None
