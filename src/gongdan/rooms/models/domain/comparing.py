"""A plugged-in model beside the one that decides, on orders of which people said what they were.

Both spoke before the people did. Naming is coverage, being right where it named something is
precision; both come with Wilson's interval. The gate lets a model live that was right often
enough, and on the same orders at least as often as the one that decides. A model that scores
candidates names whom it puts first, and is right where a person chose just him.
"""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Final, NamedTuple

from msgspec import Struct

from gongdan.engines.plugged.manifest import Task
from gongdan.kernel.messages import Refused
from gongdan.kernel.shares import wilson
from gongdan.rooms.models.contract import Figures, Score
from gongdan.rooms.models.domain.refusals import ModelCode, refuse

LEAST: Final = 30
"""Below so many judged orders nothing goes live."""
GOOD_ENOUGH: Final = 0.5
"""The lower end of the precision's interval must reach this."""


class Compared(Struct, frozen=True):
    """An order: what the model named ("": nothing), what the deciding one did, what it was."""

    own: str
    deciding: str
    people: str
    ms: float


def figures(orders: Sequence[Compared]) -> Figures:
    """Return how both did; orders that nobody judged only count as seen."""
    judged = [each for each in orders if each.people]
    return Figures(
        seen=len(orders),
        judged=len(judged),
        own=_score((each.own, each.people) for each in judged),
        deciding=_score((each.deciding, each.people) for each in judged),
        better=sum(each.own == each.people != each.deciding for each in judged),
        worse=sum(each.deciding == each.people != each.own for each in judged),
        ms=round(median(each.ms for each in orders), 2) if orders else 0.0,
    )


class Codes(NamedTuple):
    """How the gate says no, in the words of a task."""

    too_few: ModelCode
    not_good_enough: ModelCode
    not_better: ModelCode


_CODES: Final[Mapping[Task, Codes]] = {
    "triage": Codes(ModelCode.TOO_FEW, ModelCode.NOT_GOOD_ENOUGH, ModelCode.NOT_BETTER),
    "scoring": Codes(ModelCode.TOO_FEW_CHOICES, ModelCode.CHOSEN_TOO_RARELY, ModelCode.CHOSEN_LESS),
}


def gate(task: Task, found: Figures) -> Refused | None:
    """Return why a model may not go live, with its figures; None where it may."""
    own, deciding, codes = found.own, found.deciding, _CODES[task]
    if found.judged < LEAST:
        return refuse(codes.too_few, judged=found.judged, needed=LEAST)
    if own.right.low < GOOD_ENOUGH:
        return refuse(
            codes.not_good_enough,
            right=own.right.hits,
            of=own.right.of,
            low=round(100 * own.right.low),
        )
    if own.right_of_all < deciding.right_of_all:
        return refuse(
            codes.not_better,
            right=own.right_of_all,
            other=deciding.right_of_all,
            of=found.judged,
        )
    return None


def _score(pairs: Iterable[tuple[str, str]]) -> Score:
    told = list(pairs)
    named = [(said, people) for said, people in told if said]
    right = sum(said == people for said, people in named)
    return Score(wilson(len(named), len(told)), wilson(right, len(named)), right)
