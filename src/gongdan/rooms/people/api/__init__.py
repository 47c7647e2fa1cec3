"""People over HTTP; its routes take `people`, `absences`, `oneself`."""

from gongdan.rooms.people.api.absences import AbsenceController
from gongdan.rooms.people.api.contests import ContestController
from gongdan.rooms.people.api.oneself import OneselfController
from gongdan.rooms.people.api.people import PeopleController

CONTROLLERS = (OneselfController, PeopleController, AbsenceController, ContestController)
"""What the HTTP entrypoint puts under `/api/v1`."""
