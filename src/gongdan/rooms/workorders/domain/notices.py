"""Which notifications of a definition an event of an order sets off."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from gongdan.engines.flow.model import (
    FlowDefinition,
    FlowEnded,
    FlowEvent,
    StepReminded,
    TimerExpired,
    TokenPlaced,
    TokenTaken,
)
from gongdan.rooms.lowcode.contract import Notice
from gongdan.rooms.workorders.contract import AnyOrderEvent, OrderCancelled


class Happened(Struct, frozen=True):
    """What a notification can be about: which step, how it came out, whose it is."""

    when: str
    node: str = ""
    outcome: str = ""
    holders: tuple[str, ...] = ()


def happened(event: AnyOrderEvent, flow: FlowDefinition) -> tuple[Happened, ...]:
    """Return what an event has brought about."""
    ended = (Happened("ended"),) if isinstance(event, OrderCancelled) else ()
    return (*(each for move in event.moves for each in _of(move, flow)), *ended)


def _of(move: FlowEvent, flow: FlowDefinition) -> Iterator[Happened]:
    match move:
        case TokenPlaced(node=node, waits=False):
            words = (word for word in (move.owner, *move.candidates) if word)
            yield Happened("opened", node, holders=tuple(words))
        case TokenTaken(node=node, outcome=outcome) if outcome:
            yield Happened("outcome", node, outcome)
        case StepReminded(node=node):
            yield Happened("reminded", node)
        case TimerExpired(node=key):
            border = flow.nodes.get(key)
            if border is not None and border.attached_to:
                yield Happened("overdue", border.attached_to)
        case FlowEnded():
            yield Happened("ended")
        case _:
            return


def due(
    what: Happened, notices: Mapping[str, Notice], reminders: int
) -> Iterator[tuple[str, Notice]]:
    """Return the notifications that are about what has happened, by key."""
    for key, notice in notices.items():
        meant = notice.when == what.when and notice.node in {"", what.node}
        early = what.when == "reminded" and reminders < notice.times
        if meant and not early and notice.outcome in {"", what.outcome}:
            yield key, notice
