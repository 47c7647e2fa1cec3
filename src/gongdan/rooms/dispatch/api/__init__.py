"""Dispatch over HTTP; its routes take `dispatching`."""

from gongdan.rooms.dispatch.api.learning import DispatchLearningController
from gongdan.rooms.dispatch.api.orders import DispatchOrderController
from gongdan.rooms.dispatch.api.policies import DispatchController

CONTROLLERS = (DispatchController, DispatchLearningController, DispatchOrderController)
"""What the HTTP entrypoint puts under `/api/v1`."""
