"""What models do when they hear of orders: those on trial speak of each new one, in silence."""

import msgspec

from gongdan.kernel.log.entries import LogEvent
from gongdan.kernel.outbox.reaction import Reaction
from gongdan.rooms.models.handlers.speaking import Speaking
from gongdan.rooms.workorders.contract import KIND

_REPORTED = frozenset({"OrderReported"})


class _Text(msgspec.Struct, frozen=True):
    title: str = ""
    description: str = ""


class _Said(msgspec.Struct, frozen=True):
    details: _Text


class _Body(msgspec.Struct, frozen=True):
    data: _Said


_body = msgspec.json.Decoder(_Body)


def model_reactions(speaking: Speaking) -> tuple[Reaction, ...]:
    """Return what models hear of the work orders."""

    async def when_an_order_is_reported_let_models_speak(event: LogEvent) -> None:
        said = _body.decode(event.stored.body).data.details
        text = f"{said.title}\n{said.description}"
        await speaking.of_order(event.tenant, event.stored.stream, text)

    return (
        Reaction(
            name="models.reported",
            kind=KIND,
            hear=when_an_order_is_reported_let_models_speak,
            types=_REPORTED,
        ),
    )
