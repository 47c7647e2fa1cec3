"""Whom an event gives a copy of the order, in the words of the flow."""

from gongdan.engines.flow.model import CopySent
from gongdan.rooms.workorders.contract import AnyOrderEvent


def copied(event: AnyOrderEvent) -> tuple[str, ...]:
    """Return the people and roles, each once."""
    words = (word for move in event.moves if isinstance(move, CopySent) for word in move.people)
    return tuple(dict.fromkeys(words))
