"""The routes of rehearsals and replays."""

from gongdan.rooms.rehearsal.api.replays import ReplayController
from gongdan.rooms.rehearsal.api.sandbox import RehearsalController

CONTROLLERS = (RehearsalController, ReplayController)
