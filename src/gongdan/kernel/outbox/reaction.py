"""A reaction: what one room does when it hears an event of another."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import derived_id
from gongdan.kernel.log.entries import LogEvent


class Reaction(Struct, frozen=True, kw_only=True):
    """`hear(event)` is called for events of streams of `kind`, of these `types` (none: all).

    It may be called again for an event that it has heard (a crash, a retry), so what it does
    must be safe to repeat: a command that it sends carries `command_of(event, name)`, which a
    stream accepts once. Raising means "not done": it is tried again, later and in order.
    `name` is kept in the database; a renamed reaction may hear waiting events again.
    """

    name: str
    kind: str
    hear: Callable[[LogEvent], Awaitable[None]]
    types: frozenset[str] = frozenset()

    def concerns(self, event: LogEvent) -> bool:
        """Tell whether this reaction wants to hear the event."""
        return event.kind == self.kind and (not self.types or event.stored.type in self.types)


def command_of(event: LogEvent, name: str) -> UUID:
    """Return the id of the command by which reaction `name` answers `event`: always the same."""
    return derived_id(event.stored.event_id.bytes + name.encode())
