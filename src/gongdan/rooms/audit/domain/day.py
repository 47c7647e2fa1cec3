"""A day of one actor's deeds is one stream: short chains, and no row that everybody locks."""

from datetime import datetime
from uuid import UUID, uuid5

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.messages import Actor
from gongdan.rooms.audit.contract import ActRecorded

FOLD_VERSION = 1


class Day(Struct, frozen=True):
    """What is kept of a day: how many deeds, and how many of them were not done."""

    deeds: int = 0
    not_done: int = 0


def stream_of(tenant: UUID, actor: Actor, now: datetime) -> UUID:
    """Return the stream of an actor's deeds on the (UTC) day: the same on each process."""
    who = str(actor.id) if actor.id else actor.name
    return uuid5(tenant, f"audit|{actor.kind}|{who}|{now.date().isoformat()}")


def evolve(day: Day, event: ActRecorded) -> Day:
    """Count one deed more."""
    missed = 0 if event.outcome == "done" else 1
    return replace(day, deeds=day.deeds + 1, not_done=day.not_done + missed)
