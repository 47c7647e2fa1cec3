"""What others may know of people: who does the work, in which unit, with which skills."""

from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from gongdan.rooms.people.contract.work import Absence, Places, RosteredDay, Work


class Person(Struct, frozen=True, kw_only=True):
    """A person as a reader may see them; one's own entry is always seen in full.

    `personal` says how the phone number is shown: full, masked or hidden (null). Null in full
    view: none was given, or the person was erased. `user` is the account they sign in with.
    """

    id: UUID
    user: UUID | None
    name: str
    unit: UUID | None
    skills: list[str]
    working: Work
    phone: str | None
    personal: str
    active: bool
    version: int


class Technician(Struct, frozen=True, kw_only=True):
    """A person as those who give out work need them: nothing personal but the name."""

    id: UUID
    user: UUID | None
    name: str
    unit: UUID | None
    unit_path: str
    skills: tuple[str, ...]
    active: bool


class CrewMember(Struct, frozen=True, kw_only=True):
    """Somebody with an account as dispatch needs them; places only where they gave them.

    `name` is for reasons in words, and goes no further than the page that shows them. `rostered`
    are the days of published rosters from yesterday on. `person` is the entry in the register.
    """

    user: UUID
    name: str
    unit_path: str
    skills: tuple[str, ...]
    working: Work
    away: tuple[Absence, ...]
    places: Places
    active: bool
    rostered: tuple[RosteredDay, ...] = ()
    person: UUID | None = None


class CreatePerson(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Register a person; a user account belongs to one person at most."""

    name: str
    user: UUID | None = None
    unit: UUID | None = None
    skills: list[str] = []
    working: Work | None = None
    phone: str | None = None


class ChangePerson(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Change what is named here and nothing else; null takes away, `active` false retires."""

    name: str | UnsetType = UNSET
    user: UUID | UnsetType | None = UNSET
    unit: UUID | UnsetType | None = UNSET
    skills: list[str] | UnsetType = UNSET
    working: Work | UnsetType = UNSET
    phone: str | UnsetType | None = UNSET
    active: bool | UnsetType = UNSET
