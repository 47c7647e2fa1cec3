"""Rosters over HTTP; its routes take `rosters` and what it holds."""

from gongdan.rooms.rosters.api.demand import DemandController
from gongdan.rooms.rosters.api.own import OwnController
from gongdan.rooms.rosters.api.rosters import RosterController

CONTROLLERS = (OwnController, DemandController, RosterController)
"""What the HTTP entrypoint puts under `/api/v1`."""
