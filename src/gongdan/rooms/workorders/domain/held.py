"""One piece of evidence as an order's state keeps it."""

from typing import assert_never
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.workorders.contract import AnyProofEvent, CheckedIn, EvidenceAdded


class Held(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that proves a step, or (`kind` location) a check-in at it.

    `kind` is one of those that a definition's demands name; whoever lets another act count as
    evidence (a signature under a statement) adds its own entry here.
    """

    kind: str
    node: str
    label: str = ""
    file: UUID | None = None
    digest: str = ""
    media_type: str = ""
    size: int = 0
    width: int = 0
    height: int = 0
    milliseconds: int = 0
    distance: int | None = None
    away: bool = False


def held_of(event: AnyProofEvent) -> Held:
    """Return what stays of an event."""
    match event:
        case EvidenceAdded():
            return Held(
                kind=event.kind,
                node=event.node,
                label=event.label,
                file=event.file,
                digest=event.digest,
                media_type=event.media_type,
                size=event.size,
                width=event.width,
                height=event.height,
                milliseconds=event.milliseconds,
            )
        case CheckedIn():
            return Held(kind="location", node=event.node, away=event.away, distance=event.distance)
        case _:
            assert_never(event)
