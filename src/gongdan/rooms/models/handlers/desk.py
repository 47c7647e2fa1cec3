"""Everything that models offers to an entrypoint."""

from msgspec import Struct

from gongdan.rooms.models.handlers.means import Means
from gongdan.rooms.models.handlers.moving import Moving
from gongdan.rooms.models.handlers.plugging import Plugging
from gongdan.rooms.models.handlers.showing import Showing
from gongdan.rooms.models.handlers.speaking import Speaking
from gongdan.rooms.models.handlers.weighing import Weighing


class ModelDesk(Struct, frozen=True):
    """The desk of models."""

    means: Means
    plugging: Plugging
    moving: Moving
    speaking: Speaking
    showing: Showing


def model_desk(means: Means) -> ModelDesk:
    """Put the handlers together."""
    weighing = Weighing(means)
    moving = Moving(means, weighing)
    return ModelDesk(
        means, Plugging(means), moving, Speaking(means, moving), Showing(means, weighing)
    )
