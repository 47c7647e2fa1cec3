"""How somebody works: how well, where, when, with what, and how much at once."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

USUAL_LEVEL: Final = 3
"""The level of a skill of which nobody has said how well it is held (1 to 5)."""
USUAL_CAPACITY: Final = 8
"""Open orders that somebody may have at once, where nobody has said otherwise."""


class SkillLevel(Struct, frozen=True, forbid_unknown_fields=True):
    """How well a skill is held, 1 (learning) to 5 (teaches it); `until` is its certificate's
    last day. Null: it needs none, or one that does not run out.
    """

    skill: str
    level: int
    until: date | None


class Shift(Struct, frozen=True, forbid_unknown_fields=True):
    """On these days (1 is Monday) from `begins` to `ends`, minutes after that day's midnight.

    An end past 1,440 lies in the next day: a night shift is one shift.
    """

    days: tuple[int, ...]
    begins: int
    ends: int


class RosteredDay(Struct, frozen=True):
    """What a published roster says of one day: from when to when, as a shift; null: a day off."""

    day: date
    begins: int | None
    ends: int | None


class Work(Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody works. No `territories` (units, with all below): everywhere. No `shifts`:
    whenever they are not away. `capacity` 0: nothing is given to them.
    """

    levels: tuple[SkillLevel, ...]
    territories: tuple[UUID, ...]
    shifts: tuple[Shift, ...]
    tools: tuple[str, ...]
    vehicle: str
    capacity: int


USUAL: Final = Work((), (), (), (), "", USUAL_CAPACITY)


class Absence(Struct, frozen=True, kw_only=True):
    """When somebody is away; `ends` null: nobody knows yet. Why is nobody's business here.

    `sudden`: it was not planned, so what they have in hand needs somebody else.
    """

    id: UUID
    begins: datetime
    ends: datetime | None
    sudden: bool


class RecordAbsence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say that somebody is away, from now on where no beginning is given."""

    begins: datetime | None = None
    ends: datetime | None = None
    sudden: bool = False


class Spot(Struct, frozen=True, forbid_unknown_fields=True):
    """A place in WGS-84 degrees."""

    latitude: float
    longitude: float


class Places(Struct, frozen=True):
    """Where somebody starts from, and where they said last that they are (`seen_at`).

    Both are given by themselves only, and taken back at any time: giving is the consent.
    """

    home: Spot | None
    here: Spot | None
    seen_at: datetime | None


class GivePlaces(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say where one starts from and where one is; null takes back."""

    home: Spot | None = None
    here: Spot | None = None


class Contest(Struct, frozen=True, kw_only=True):
    """What somebody says is wrong about them, and what was answered (`open` until then)."""

    id: UUID
    person: UUID
    about: str
    said: str
    made_at: datetime
    outcome: str
    answer: str
    answered_at: datetime | None


class MakeContest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say that something that is stored about oneself is wrong."""

    about: str
    said: str


class AnswerContest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Answer: it was `corrected`, or is `kept` for a reason that is told."""

    outcome: str
    answer: str
