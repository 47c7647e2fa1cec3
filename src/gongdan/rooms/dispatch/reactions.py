"""What dispatch does when it hears of orders: it looks for hands, and learns how they end."""

from uuid import UUID

import msgspec

from gongdan.kernel.log.entries import LogEvent
from gongdan.kernel.messages import ActorKind
from gongdan.kernel.outbox.reaction import Reaction, command_of
from gongdan.rooms.dispatch.handlers.assigning import Assigning
from gongdan.rooms.dispatch.handlers.learning import Learning
from gongdan.rooms.dispatch.handlers.likeness import Likeness
from gongdan.rooms.workorders.contract import KIND

_SAYS = frozenset({"OrderReported", "OrderAmended", "OrderImported"})
_WAITS = frozenset({"OrderReported", "OrderResubmitted", "OrderAccepted"})
_ENDS = frozenset({"OrderArchived", "OrderCancelled"})
_HANDS = frozenset({"OrderAccepted", "OrderAssigned"})
ARRIVED = "dispatch.arrived"


class _Text(msgspec.Struct, frozen=True):
    title: str = ""
    description: str = ""


class _Said(msgspec.Struct, frozen=True):
    details: _Text


class _Words(msgspec.Struct, frozen=True):
    data: _Said


class _Hand(msgspec.Struct, frozen=True):
    assignee: UUID | None = None
    to: UUID | None = None


class _Who(msgspec.Struct, frozen=True):
    kind: str


class _Body(msgspec.Struct, frozen=True):
    actor: _Who
    data: _Hand


_body = msgspec.json.Decoder(_Body)
_words = msgspec.json.Decoder(_Words)


def dispatch_reactions(
    assigning: Assigning, learning: Learning, likeness: Likeness
) -> tuple[Reaction, ...]:
    """Return what dispatch hears of the work orders."""

    async def when_an_order_waits_look_for_hands(event: LogEvent) -> None:
        await assigning.arrived(event.tenant, event.stored.stream, command_of(event, ARRIVED))

    async def when_an_order_says_something_keep_its_gist(event: LogEvent) -> None:
        said = _words.decode(event.stored.body).data.details
        text = f"{said.title}\n{said.description}"
        await likeness.put(event.tenant, event.stored.stream, text)

    async def when_an_order_ended_learn_of_it(event: LogEvent) -> None:
        await learning.ended(event.tenant, event.stored.stream)

    async def when_a_person_gave_an_order_score_the_pilot(event: LogEvent) -> None:
        told = _body.decode(event.stored.body)
        to = told.data.to or told.data.assignee
        if to is not None and told.actor.kind == ActorKind.PERSON:
            await learning.handed(event.tenant, event.stored.stream, to)

    return (
        Reaction(
            name="dispatch.gist",
            kind=KIND,
            hear=when_an_order_says_something_keep_its_gist,
            types=_SAYS,
        ),
        Reaction(name=ARRIVED, kind=KIND, hear=when_an_order_waits_look_for_hands, types=_WAITS),
        Reaction(
            name="dispatch.ended", kind=KIND, hear=when_an_order_ended_learn_of_it, types=_ENDS
        ),
        Reaction(
            name="dispatch.handed",
            kind=KIND,
            hear=when_a_person_gave_an_order_score_the_pilot,
            types=_HANDS,
        ),
    )
