"""Dispatch over HTTP; its routes take `dispatching`."""

from gongdan.rooms.dispatch.api.alikes import AlikeController
from gongdan.rooms.dispatch.api.learning import DispatchLearningController
from gongdan.rooms.dispatch.api.orders import DispatchOrderController
from gongdan.rooms.dispatch.api.pilots import PilotController
from gongdan.rooms.dispatch.api.policies import DispatchController

CONTROLLERS = (
    DispatchController,
    DispatchLearningController,
    DispatchOrderController,
    AlikeController,
    PilotController,
)
"""What the HTTP entrypoint puts under `/api/v1`."""
