"""Everything that models offers to an entrypoint."""

from msgspec import Struct

from gongdan.rooms.models.handlers.at_work import AtWork
from gongdan.rooms.models.handlers.deleting import Deleting
from gongdan.rooms.models.handlers.means import Means
from gongdan.rooms.models.handlers.moving import Moving
from gongdan.rooms.models.handlers.noting import Noting
from gongdan.rooms.models.handlers.plugging import Plugging
from gongdan.rooms.models.handlers.scoring import Scoring
from gongdan.rooms.models.handlers.showing import Showing
from gongdan.rooms.models.handlers.speaking import Speaking
from gongdan.rooms.models.handlers.weighing import Weighing


class ModelDesk(Struct, frozen=True):
    """The desk of models."""

    means: Means
    plugging: Plugging
    moving: Moving
    deleting: Deleting
    speaking: Speaking
    scoring: Scoring
    showing: Showing


def model_desk(means: Means) -> ModelDesk:
    """Put the handlers together."""
    weighing, at_work = Weighing(means), AtWork(means)
    moving = Moving(means, weighing)
    noting = Noting(moving, at_work)
    return ModelDesk(
        means,
        Plugging(means),
        moving,
        Deleting(means, moving),
        Speaking(means, at_work, noting),
        Scoring(means, at_work, noting),
        Showing(means, weighing),
    )
