"""What orders that people decided say of a new triage model beside the one that speaks.

Both said what each order is about before anybody decided; only the live one was heard. Where a
person let its word stand, that counts as a decision, although he had seen it: a doubt that falls
on the new model's side, never on the other. Were only corrections counted, any model that errs
elsewhere than the live one would seem better.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.matching.evaluating import Estimate, lasting
from gongdan.engines.matching.paired import Answers, answers_of, more_precise, more_right, part
from gongdan.engines.matching.promoting import Demands, Kept, WhyNot, judge

ASKED: Final = Demands(decisions=60, effective=12.0, harm=0.02)
"""So many orders must have been decided, on so many of them the two models must differ in being
right, and no category may lose more."""
LEAST_OF_CATEGORY: Final = 10
"""Below so many orders a category says nothing of its own."""
SHARPEST: Final = 300
"""After so many orders the interval is at its narrowest: tenants close hundreds, not thousands."""
PRECISION: Final = ""
"""Stands among the groups that must not lose for what is routed without a person, all together."""
Finding: TypeAlias = Literal["ready", "worse"] | WhyNot


class TwoAnswers(Struct, frozen=True):
    """An order that a person decided: what it was, and what either model had said of it."""

    said: str
    label: str
    routed: bool
    new_label: str
    new_routed: bool


class Routing(Struct, frozen=True):
    """How many orders a model would have routed without a person, and how many of them rightly."""

    count: int
    right: int


class CategoryMoved(Struct, frozen=True):
    """How many orders were of a category, and how much oftener the new model is right there."""

    count: int
    gain: Estimate


class Comparison(Struct, frozen=True, kw_only=True):
    """Everything that the gate looks at, and what it says.

    `right` and `new_right` are orders whose category was told rightly; `gain` is the difference a
    single order makes, with bounds that hold at all looks together. `harmed` is a category, or
    `PRECISION`, where `finding` is harms_group.
    """

    cases: int
    differ: int
    right: int
    new_right: int
    gain: Estimate
    low: float
    high: float
    routing: Routing
    new_routing: Routing
    categories: Mapping[str, CategoryMoved]
    finding: Finding
    harmed: str = PRECISION


def compared(rows: Sequence[TwoAnswers]) -> Comparison:
    """Return what orders say, of those alone that both models spoke of before they were decided."""
    live = answers_of([row.label == row.said for row in rows], [row.routed for row in rows])
    new = answers_of([row.new_label == row.said for row in rows], [row.new_routed for row in rows])
    gain = more_right(live, new)
    low, high = lasting(gain, len(rows), sharpest=SHARPEST)
    categories = _by_category(rows, live, new)
    groups = {key: each.gain for key, each in categories.items()}
    # people see one of two: there is no tenth of orders on which a category would be tried
    verdict = judge(
        "tenth",
        gain,
        len(rows),
        {**groups, PRECISION: more_precise(live, new)},
        demands=ASKED,
        sharpest=SHARPEST,
    )
    kept = verdict if isinstance(verdict, Kept) else None
    return Comparison(
        cases=len(rows),
        differ=int(gain.effective),
        right=int(live.right.sum()),
        new_right=int(new.right.sum()),
        gain=gain,
        low=low,
        high=high,
        routing=_routing(live),
        new_routing=_routing(new),
        categories=categories,
        finding="worse" if high < 0 else kept.why if kept else "ready",
        harmed=kept.group if kept else PRECISION,
    )


def _by_category(
    rows: Sequence[TwoAnswers], live: Answers, new: Answers
) -> Mapping[str, CategoryMoved]:
    counts = Counter(row.said for row in rows)
    found = {}
    for name in sorted(counts):
        if counts[name] >= LEAST_OF_CATEGORY:
            own = [row.said == name for row in rows]
            found[name] = CategoryMoved(counts[name], more_right(part(live, own), part(new, own)))
    return found


def _routing(of: Answers) -> Routing:
    return Routing(int(of.acted.sum()), int(of.acted @ of.right))
