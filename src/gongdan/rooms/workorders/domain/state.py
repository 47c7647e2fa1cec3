"""What is known of an order, folded from its events; no definition and no clock is needed."""

from datetime import datetime
from functools import cached_property
from uuid import UUID

from msgspec import Struct

from gongdan.engines.flow.model import STAGES, FlowState, Stage, Status, Token
from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract import (
    DefinitionPin,
    Json,
    OrderDetails,
    OrderStatus,
    TimerRuns,
)
from gongdan.rooms.workorders.domain.beside import Beside
from gongdan.rooms.workorders.domain.held import Held
from gongdan.rooms.workorders.domain.signature import Signature
from gongdan.rooms.workorders.domain.signed import Signed
from gongdan.rooms.workorders.domain.words import person_of, priority_of, word_of

__all__ = [
    "OrderState",
    "holder_of",
    "person_of",
    "priority_of",
    "word_of",
]

_STATUS = {
    Status.NEW: OrderStatus.OPEN,
    Status.RUNNING: OrderStatus.OPEN,
    Status.SUSPENDED: OrderStatus.SUSPENDED,
    Status.ENDED: OrderStatus.ARCHIVED,
    Status.TERMINATED: OrderStatus.CANCELLED,
}


class OrderState(Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True):
    """One order as it stands.

    `data` is what the steps' forms have gathered so far (the latest value of each name);
    `sealed` the personal part of it; `reason` that of the last suspension or ending;
    `left_at` the stage at which a cancelled order left the loop. `rating` is that of the last
    verification (0: not rated); `unanswered_days` as in `OrderVerified`. `timers` are those of
    the flow with their instants; `signed` tells who has signed where others are awaited;
    `stood_at` is the stage of the last step while none is open (it waits for a timer, or others).
    """

    number: str = ""
    definition: DefinitionPin = DefinitionPin("", 0)
    reporter: UUID | None = None
    assignee: UUID | None = None
    details: OrderDetails = OrderDetails()
    data: dict[str, Json] = {}
    sealed: dict[str, Sealed] = {}
    flow: FlowState = FlowState()
    reason: str = ""
    left_at: Stage = Stage.NONE
    source: str = ""
    external_id: str = ""
    evidence: tuple[Held, ...] = ()
    reminded_at: datetime | None = None
    reminders: int = 0
    rating: int = 0
    rating_note: str = ""
    unanswered_days: int = 0
    signatures: tuple[Signature, ...] = ()
    timers: tuple[TimerRuns, ...] = ()
    signed: tuple[Signed, ...] = ()
    stood_at: Stage = Stage.NONE
    beside: Beside = Beside()

    @property
    def exists(self) -> bool:
        """Tell whether the order was ever reported or imported."""
        return bool(self.number)

    @property
    def status(self) -> OrderStatus:
        """Open, suspended, archived, cancelled, or merged into another one."""
        if self.beside.merged_into is not None:
            return OrderStatus.MERGED
        return _STATUS[self.flow.status]

    @cached_property
    def stage(self) -> Stage:
        """The earliest stage that has an open step; where it stood or ended once none is open."""
        stages = {token.stage for token in self.flow.tokens}
        without = self.left_at or self.stood_at or Stage.ARCHIVE
        return next((stage for stage in STAGES if stage in stages), without)

    @cached_property
    def step(self) -> Token | None:
        """The open step of the earliest stage, or None where no step is open."""
        stage = self.stage
        return next((token for token in self.flow.open_steps if token.stage == stage), None)

    @property
    def holder(self) -> UUID | None:
        """The person who holds the open step, or None where it waits for a role."""
        return holder_of(self.step)

    @property
    def context(self) -> dict[str, object]:
        """What conditions and assignee rules may read: fields, form data, facts of the order."""
        return {**self.details.fields, **self.data, **self.own_context}

    @property
    def own_context(self) -> dict[str, object]:
        """What the order itself knows: no field of that name can say otherwise."""
        return {
            "urgency": self.details.urgency,
            "impact": self.details.impact,
            "priority": self.details.priority,
            "assignee": str(self.assignee) if self.assignee else None,
            "reporter": str(self.reporter) if self.reporter else None,
        }


def holder_of(step: Token | None) -> UUID | None:
    """Return the person who holds a step, or None where it waits for a role."""
    return person_of(step.owner) if step else None
