"""The tree of organisation units: a path names a unit by the codes from the root to it."""

import re
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.domain.refusals import Refusal, refuse

DEEPEST = 12
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,38}")


class Unit(Struct, frozen=True):
    """A unit: `path` is `/plant/east/`; the code never changes, name and place may.

    An archived one is offered no more; its people and orders still bear it. `manager_id` is who
    heads it.
    """

    id: UUID
    parent_id: UUID | None
    code: str
    name: str
    path: str
    version: int = 1
    archived_at: datetime | None = None
    manager_id: UUID | None = None


def place_under(parent: Unit | None, code: str) -> str | Refused:
    """Return the path of a new unit below its parent (None: at the root)."""
    if not _CODE.fullmatch(code):
        return refuse(Refusal.UNIT_CODE_UNUSABLE, field="/code")
    path = f"{parent.path if parent else '/'}{code}/"
    if path.count("/") - 1 > DEEPEST:
        return refuse(Refusal.UNIT_TOO_DEEP, field="/parent", deepest=DEEPEST)
    return path


def place_elsewhere(unit: Unit, parent: Unit | None, deepest_below: int) -> str | Refused:
    """Return the path of a unit that moves below another parent (None: to the root).

    `deepest_below` is how many levels of units stand below it.
    """
    if parent is not None and parent.path.startswith(unit.path):
        return refuse(Refusal.UNIT_BELOW_ITSELF, field="/parent")
    path = f"{parent.path if parent else '/'}{unit.code}/"
    if path.count("/") - 1 + deepest_below > DEEPEST:
        return refuse(Refusal.UNIT_TOO_DEEP, field="/parent", deepest=DEEPEST)
    return path
