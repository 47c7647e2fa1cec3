"""How an order's history is shown: structs as they stand in answers (each key is there)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.workorders.views.shown import Named


class TimelineActor(Struct, frozen=True):
    """Who did it: a person, client, rule, timer, device, import or model."""

    kind: str
    id: UUID | None
    name: str


class BasisShown(Struct, frozen=True):
    """On what an act rests: what proposed it (`dispatch@3`), and its reasons as codes."""

    source: str
    reasons: tuple[str, ...]


class TimelineEntry(Struct, frozen=True, kw_only=True):
    """One thing that happened; `at` is the server's time, `claimed_at` what somebody said.

    `command` is what was asked for, where it rests on a basis: its decision has the same id.
    """

    seq: int
    position: int | None
    type: str
    at: datetime
    claimed_at: datetime | None
    actor: TimelineActor
    stage: str
    node: str
    reason: str
    basis: BasisShown | None
    command: UUID | None
    facts: dict[str, object]
    told: tuple[Named, ...]
    origin: str
    hash: str


class Holding(Struct, frozen=True, kw_only=True):
    """Who had the order in hand for a while: from one event to another, in whole seconds.

    `kind`: person, pool (candidates of a role, `name` is its key), customer (it waits for who
    reported it), supplier, or nobody. `until` is null while it lasts; `seconds` then count to now.
    """

    kind: str
    id: UUID | None
    name: str
    stage: str
    from_seq: int
    since: datetime
    until_seq: int | None
    until: datetime | None
    seconds: int


class Timeline(Struct, frozen=True):
    """The history of an order, in the order of its events; `next` is the seq to go on after.

    `holders` tell the whole way up to the last of these events.
    """

    items: tuple[TimelineEntry, ...]
    holders: tuple[Holding, ...]
    next: int | None
