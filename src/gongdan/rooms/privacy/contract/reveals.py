"""Revealing: personal values in clear, for a reason, told to the audit trail."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, Refused

REVEAL = "personal.reveal"
"""The action that a principal needs to see a masked value in clear; its act in the trail."""

SHOWN_FOR = timedelta(minutes=15)
"""For so long a page may show what was revealed; nobody is granted anything by it."""

PRESETS = ("call", "visit", "identify", "correct", "request")
"""Reasons that need no typing: to call, to go there, to know whom one speaks with, to correct
an entry, at the person's own request. Anything else is said in words."""


class Asker(Protocol):
    """Who asks, as far as this room looks: identity's `Principal` is one."""

    @property
    def tenant(self) -> UUID: ...

    @property
    def actor(self) -> Actor: ...


A = TypeVar("A", bound=Asker)
A_contra = TypeVar("A_contra", bound=Asker, contravariant=True)


class Reveal(Struct, frozen=True, forbid_unknown_fields=True):
    """Show these fields of a thing in clear. `reason` is a preset, or words of one's own."""

    object: Ref
    fields: tuple[str, ...]
    reason: str


class Revealed(Struct, frozen=True):
    """The values in clear; `until` says when a page hides them again."""

    object: Ref
    values: dict[str, str]
    until: datetime


class Clear(Struct, frozen=True):
    """What a room opened: the values, and which of the fields asked for belong to the erased."""

    values: Mapping[str, str]
    erased: tuple[str, ...] = ()


class Revealable(Protocol[A_contra]):
    """What each room that shows masked values registers, for one kind of thing.

    `clear` opens the fields if the asker may read the thing and `REVEAL` reaches it; a refusal
    otherwise: the room's own not-found, or `reveal_out_of_reach`. Names that the thing has not
    are left out.
    """

    async def clear(
        self, asker: A_contra, thing: UUID, fields: Sequence[str]
    ) -> Clear | Refused: ...
