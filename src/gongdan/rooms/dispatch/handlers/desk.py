"""Everything that dispatch offers to its routes and to the worker."""

from msgspec import Struct

from gongdan.rooms.dispatch.handlers.alikes import AlikeDesk
from gongdan.rooms.dispatch.handlers.assigning import Assigning
from gongdan.rooms.dispatch.handlers.durations import DurationDesk
from gongdan.rooms.dispatch.handlers.learned import Learned
from gongdan.rooms.dispatch.handlers.learning import Learning
from gongdan.rooms.dispatch.handlers.likeness import Likeness
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.pilots import PilotDesk
from gongdan.rooms.dispatch.handlers.policies import PolicyDesk
from gongdan.rooms.dispatch.handlers.promoting import Promoting
from gongdan.rooms.dispatch.handlers.recommending import Recommender
from gongdan.rooms.dispatch.handlers.refitting import Refitting
from gongdan.rooms.dispatch.handlers.relearning import Relearning
from gongdan.rooms.dispatch.handlers.showing import Showing
from gongdan.rooms.dispatch.handlers.speaking import Speaking
from gongdan.rooms.dispatch.handlers.triaging import TriageDesk


class DispatchDesk(Struct, frozen=True):
    """The parts, sharing one crowd and one model a tenant."""

    means: Means
    recommender: Recommender
    speaking: Speaking
    relearning: Relearning
    triage: TriageDesk
    assigning: Assigning
    learning: Learning
    policies: PolicyDesk
    pilots: PilotDesk
    alikes: AlikeDesk
    likeness: Likeness
    showing: Showing
    refitting: Refitting
    promoting: Promoting
    learned: Learned
    durations: DurationDesk


def dispatch_desk(means: Means) -> DispatchDesk:
    """Return the desk."""
    likeness = Likeness(means)
    recommender, speaking = Recommender(means), Speaking(means)
    relearning = Relearning(means, speaking)
    triage = TriageDesk(means, likeness, speaking, relearning)
    return DispatchDesk(
        means=means,
        recommender=recommender,
        speaking=speaking,
        relearning=relearning,
        triage=triage,
        assigning=Assigning(means, recommender, triage),
        learning=Learning(means, triage),
        refitting=Refitting(means, recommender.playing, relearning),
        promoting=Promoting(means, recommender.playing, speaking),
        learned=Learned(means),
        durations=DurationDesk(means),
        policies=PolicyDesk(means, recommender.crowds),
        pilots=PilotDesk(means, recommender.crowds),
        alikes=AlikeDesk(means, likeness),
        likeness=likeness,
        showing=Showing(means, recommender, triage),
    )
