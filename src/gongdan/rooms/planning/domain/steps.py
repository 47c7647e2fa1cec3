"""What people did to a draft, step by step: done, taken back, done again."""

from typing import Final
from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.messages import Refused
from gongdan.rooms.planning.contract import Arrangement, Body, LockStop
from gongdan.rooms.planning.domain.refusals import Refusal, refused

MOST: Final = 50
"""So many steps can be taken back."""


def with_step(body: Body, holds: Arrangement) -> Body:
    """Return the body with one step more; what was taken back before is gone."""
    steps = (*body.steps[: body.at + 1], holds)[-MOST - 1 :]
    return replace(body, steps=steps, at=len(steps) - 1)


def undone(body: Body) -> Body | Refused:
    """Return the body one step back."""
    return replace(body, at=body.at - 1) if body.at else refused(Refusal.NOTHING_TO_UNDO)


def redone(body: Body) -> Body | Refused:
    """Return the body one step forth again."""
    there = body.at + 1 < len(body.steps)
    return replace(body, at=body.at + 1) if there else refused(Refusal.NOTHING_TO_REDO)


def locked(holds: Arrangement, order: UUID, number: str, lock: LockStop) -> Arrangement | Refused:
    """Return the arrangement with an order locked where it is, or let go."""
    planned = any(order in route for route in holds.routes.values())
    if lock.locked and not planned:
        return refused(Refusal.NOT_PLANNED, order=number)
    others = tuple(each for each in holds.locked if each != order)
    return replace(holds, locked=(*others, order) if lock.locked else others)
