"""A migration of many orders: what a look at it finds, how far it came, what came of each order."""

from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Actor

MIGRATION = "migration"
"""The kind under which the audit trail names a migration of many orders."""

Phase: TypeAlias = Literal["over", "back"]
Way: TypeAlias = Literal["pause", "resume", "cancel", "back"]
"""What can be done with a migration that has begun."""


class MigrationState(StrEnum):
    """How a migration stands: a worker is at it, it rests, it was broken off, it is through."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class Ending(StrEnum):
    """What came of one order of a migration."""

    WAITING = "waiting"
    MOVED = "moved"
    NEEDS_MAP = "needs_map"
    BLOCKED = "blocked"
    ENDED = "ended"  # it ended, or went elsewhere, before its turn came
    BACK = "back"
    STAYED = "stayed"  # the way back was closed: it has moved on since


class Migration(Struct, frozen=True, kw_only=True):
    """One migration of the running orders of a version; `actor` began it."""

    id: UUID
    key: str
    from_version: int
    to_version: int
    node_map: dict[str, str]
    reason: str
    actor: Actor
    phase: Phase
    state: MigrationState
    begun_at: datetime
    changed_at: datetime


class Example(Struct, frozen=True):
    """An order to look at."""

    id: UUID
    number: str


class NodeOrders(Struct, frozen=True, kw_only=True):
    """How many orders stand on a node, and which node that is in the other version ("": none)."""

    node: str
    to: str
    orders: int


class Hindrance(Struct, frozen=True, kw_only=True):
    """Why some orders would stay: a code, the node, where it would lead, how many, and some."""

    code: str
    node: str
    to: str
    orders: int
    examples: tuple[Example, ...]


class FormChange(Struct, frozen=True):
    """A field that a step of the new version demands, and the old one did not."""

    node: str
    field: str


class MigrationCheck(Struct, frozen=True, kw_only=True):
    """What a migration would do: nothing was changed.

    `missing` are nodes that somebody has to map; `fields_gone` keep their values in the history
    of the orders; `timers_anew` counts the orders some of whose timers would begin anew.
    """

    key: str
    from_version: int
    to_version: int
    total: int
    safe: int
    needs_map: int
    blocked: int
    timers_anew: int
    nodes: tuple[NodeOrders, ...]
    missing: tuple[Hindrance, ...]
    hindrances: tuple[Hindrance, ...]
    fields_gone: tuple[str, ...]
    demanded: tuple[FormChange, ...]


class MigrationRow(Struct, frozen=True, kw_only=True):
    """What came of one order."""

    order: UUID
    number: str
    ending: Ending
    code: str
    node: str
