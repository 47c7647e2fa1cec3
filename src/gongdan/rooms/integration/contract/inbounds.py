"""What others may know of inbounds: which door is open to whom, and what came in by it."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

INBOUND = "inbound"
"""The kind of thing that access policies and the audit trail know."""

Pointer: TypeAlias = Annotated[str, Meta(max_length=300)]
"""A JSON pointer (RFC 6901) into the body that comes in."""

Words: TypeAlias = Annotated[str, Meta(max_length=200)]


class Take(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value of an order: where in the body it stands, and what it is where nothing is there.

    `to` is a part of the report (`title`, `urgency`, `contact_phone` ...) or `fields.<key>`.
    `words` say what a word of the caller's means here (`critical` is `1`); without them a value
    is taken as it came.
    """

    to: Annotated[str, Meta(max_length=60)]
    at: Pointer = ""
    otherwise: Annotated[str, Meta(max_length=500)] = ""
    words: Annotated[dict[Words, Words], Meta(max_length=50)] = {}


class Starts(Struct, frozen=True, tag_field="kind", tag="start", forbid_unknown_fields=True):
    """Each delivery is a new order of this definition."""

    definition: Annotated[str, Meta(max_length=60)]
    takes: tuple[Take, ...] = ()


class Advances(Struct, frozen=True, tag_field="kind", tag="advance", forbid_unknown_fields=True):
    """Each delivery is the message `message` for an order that waits for it.

    The order is the one of the number that stands `at`, or the one whose `field` has that value.
    """

    message: Annotated[str, Meta(max_length=80)]
    at: Pointer
    field: Annotated[str, Meta(max_length=60)] = ""
    takes: tuple[Take, ...] = ()


Purpose: TypeAlias = Starts | Advances
Proof: TypeAlias = Literal["signature", "bearer"]
"""How a caller proves itself: Standard Webhooks 1.0 over the body, or a bearer token."""

Tolerance: TypeAlias = Annotated[int, Meta(ge=30, le=3_600)]
PerMinute: TypeAlias = Annotated[int, Meta(ge=1, le=6_000)]
Bytes: TypeAlias = Annotated[int, Meta(ge=256, le=524_288)]


class Inbound(Struct, frozen=True, kw_only=True):
    """An inbound as it is shown; callers post to `path`.

    `key_at` is where in the body a delivery's own key stands, for callers that send none in a
    header. `tolerance` is by how many seconds the stamp of a signature may be off; `secrets`
    counts those that are valid at the moment (two while a new one takes over).
    """

    id: UUID
    key: str
    name: str
    path: str
    does: Purpose
    proof: Proof
    key_at: str
    tolerance: int
    per_minute: int
    most_bytes: int
    active: bool
    secrets: int
    created_by: UUID | None
    created_at: datetime
    version: int


class CreateInbound(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Open a door for a caller outside; `key` is by what timelines name it."""

    key: str
    name: str
    does: Purpose
    proof: Proof = "signature"
    key_at: Pointer = ""
    tolerance: Tolerance = 300
    per_minute: PerMinute = 60
    most_bytes: Bytes = 65_536


class ChangeInbound(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Change what is named and nothing else; how callers prove themselves stays."""

    name: str | UnsetType = UNSET
    does: Purpose | UnsetType = UNSET
    key_at: Pointer | UnsetType = UNSET
    tolerance: Tolerance | UnsetType = UNSET
    per_minute: PerMinute | UnsetType = UNSET
    most_bytes: Bytes | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class InboundWithSecret(Struct, frozen=True, kw_only=True):
    """An inbound and its newest secret: shown this once and never again."""

    inbound: Inbound
    secret: str


class TryInbound(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sample body, to see what would be made of it; nothing is made."""

    body: Annotated[str, Meta(max_length=200_000)]


Outcome: TypeAlias = Literal["started", "advanced", "repeated", "refused"]


class Arrival(Struct, frozen=True, kw_only=True):
    """One delivery as the log keeps it: how it ended and why; nothing of what was said.

    `key` is the beginning of a hash of the delivery's own key. Of a refused body `shape` tells
    which places it had, and of which kind, so that the mapping can be mended.
    """

    id: UUID
    at: datetime
    outcome: Outcome
    code: str
    field: str
    facts: dict[str, str | int | list[str]]
    key: str
    size: int
    order: UUID | None
    number: str
    shape: tuple[str, ...]


class Took(Struct, frozen=True, kw_only=True):
    """What a delivery did: the order that it made or led on, or the one that it made before."""

    delivery: UUID
    outcome: Outcome
    order: UUID
    number: str
