"""Names of people, places, skills and shifts, as they are now."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from gongdan.kernel.text import fold
from gongdan.rooms.people.contract import CrewMember
from gongdan.rooms.rosters.contract import RosterSettings
from gongdan.rooms.rosters.ports import Unit


class NamedKey(Struct, frozen=True):
    """A place or a skill: its id, and as people write it ("": everywhere, anybody)."""

    id: str
    name: str


class Names:
    """Names of people, places and skills, as they are now."""

    def __init__(
        self, crew: Iterable[CrewMember], units: Iterable[Unit], settings: RosterSettings
    ) -> None:
        crew = list(crew)
        self.people = {str(each.user): each.name for each in crew}
        self.skills: Mapping[str, str] = {fold(tag): tag for each in crew for tag in each.skills}
        self._units = {str(unit.id): unit.name for unit in units}
        self.planned = [str(each) for each in settings.places]
        self.kinds = {kind.id: kind for kind in settings.kinds}

    def person(self, who: str) -> str:
        """Return a name; a dash for somebody who is not registered any more."""
        return self.people.get(who, "\u2014")

    def place(self, place: str) -> str:
        """Return the name of a place."""
        return self._units.get(place, "")

    def skill(self, skill: str) -> str:
        """Return a skill as people write it."""
        return self.skills.get(skill, skill)
