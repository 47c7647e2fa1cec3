"""The door of rosters: what is set, what is needed, what is asked for, and what came of it."""

from datetime import date, datetime
from typing import Final, Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.engines.rostering.checking import Violation
from gongdan.engines.rostering.model import Duty, Period, Roster

EVERYWHERE: Final = ""
"""The place of orders and people that no place of the settings takes in."""
ANYBODY: Final = ""
"""The skill of orders that ask for none."""


class ShiftKind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of shift: its name here ("": as it comes, by its id), when it begins, how long (h)."""

    id: str
    name: str
    begins: int
    hours: int


class RosterRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits that a roster never breaks, and how much fairness and wishes weigh (0 to 3).

    Hours of rest between two shifts; most hours a day and a week; most days in a row.
    """

    rest: int = 11
    day_hours: int = 10
    week_hours: int = 40
    days_in_row: int = 6
    fairness: int = 2
    wishes: int = 2


USUAL_KINDS: Final = (
    ShiftKind("early", "", 7, 8),
    ShiftKind("late", "", 14, 8),
    ShiftKind("night", "", 22, 8),
)


class RosterSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a tenant rosters. `version` 0: nobody has said anything.

    `places` are units that are planned apart (none: the house is one place). `hours_each` is the
    work of one order with its way, `busy` the part of the time on duty that is planned for orders.
    """

    kinds: tuple[ShiftKind, ...] = USUAL_KINDS
    rules: RosterRules = RosterRules()
    places: tuple[UUID, ...] = ()
    hours_each: float = 1.5
    busy: float = 0.8
    version: int = 0


class DemandCorrection(Struct, frozen=True, kw_only=True):
    """How many people are needed in some hours of the week, by a planner's word.

    `days`: 1 is Monday; hours from `begins` up to `ends` (1 to 24). A later one counts.
    """

    id: UUID
    place: str
    skill: str
    days: tuple[int, ...]
    begins: int
    ends: int
    people: int
    made_at: datetime


class CorrectDemand(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say how many people are needed in some hours of the week."""

    place: str = EVERYWHERE
    skill: str = ANYBODY
    days: tuple[int, ...]
    begins: int
    ends: int
    people: int


class ShiftWish(Struct, frozen=True, kw_only=True):
    """What somebody would like on a day: a kind of shift, or ("") to be off."""

    id: UUID
    user: UUID
    day: date
    kind: str


class MakeWish(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say what one would like on a day; what one said before of it is forgotten."""

    day: date
    kind: str = ""


class DraftRoster(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Have a roster made for a team (a unit with all below; null: everybody), for 1 to 4 weeks."""

    unit: UUID | None = None
    first: date
    weeks: int
    seconds: int = 10


class ChangeDuty(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Give somebody another shift on a day ("": a day off).

    Without `place` and `skill` it is the work that he can do and that is short of most people
    then. `keep`: it stays as it is when it is solved again.
    """

    person: str
    day: int
    kind: str = ""
    place: str | None = None
    skill: str | None = None
    keep: bool = True


class LockDay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Keep what somebody has on a day when it is solved again, or no more."""

    person: str
    day: int
    locked: bool


RosterState: TypeAlias = Literal["draft", "published", "superseded"]
SearchState: TypeAlias = Literal["waiting", "searching", "done", "failed"]


class Held(Struct, frozen=True, order=True):
    """Somebody's day that a planner keeps as it is."""

    person: str
    day: int


class KeptRoster(Struct, frozen=True, kw_only=True):
    """A roster as it is kept. People of the period are accounts, places are units.

    `period` is what was asked for when it was solved last (null: not yet); `wrong` what the
    checker found. `repairs` is the published roster that this draft mends.
    """

    id: UUID
    unit: UUID | None
    unit_path: str
    first: date
    days: int
    state: RosterState
    search: SearchState
    seconds: int
    version: int = 1
    begun_at: datetime | None = None
    period: Period | None = None
    found: Roster | None = None
    locked: tuple[Held, ...] = ()
    wrong: tuple[Violation, ...] = ()
    repairs: UUID | None = None
    made_at: datetime
    published_at: datetime | None = None

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Who works when."""
        return self.found.duties if self.found else ()

    def plans(self, person: str) -> bool:
        """Tell whether somebody is among the people of this roster."""
        people = self.period.people if self.period else ()
        return any(each.id == person for each in people)
