"""What the learning page is told: what was learned, where it is unsure, what trust would cost."""

from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.engines.matching.promoting import Stage, WhyNot
from gongdan.rooms.dispatch.domain.comparing import Finding
from gongdan.rooms.dispatch.domain.judging import By, What
from gongdan.rooms.dispatch.domain.shares import Course, Share
from gongdan.rooms.dispatch.domain.stages import ModelKind, Reached
from gongdan.rooms.dispatch.store.drift import Subject

AlarmState: TypeAlias = Literal["open", "tried", "answered"]


class Interval(Struct, frozen=True):
    """A share or a gain with the ends of its 95 % interval, and of how many."""

    value: float
    low: float
    high: float
    count: int


def interval_of(of: Share) -> Interval:
    """Return a share as it is shown."""
    return Interval(of.share, of.low, of.high, of.count)


class NewsShown(Struct, frozen=True, kw_only=True):
    """First-time fix of one category ("": all) before and now; `course` rose, fell, same or few."""

    category: str
    name: str
    before: Interval
    now: Interval
    course: Course


class UnsureShown(Struct, frozen=True, kw_only=True):
    """A category in which triage is unsure: `why` few (orders) or disagree (with people)."""

    category: str
    name: str
    agreement: Interval
    needed: int
    why: Literal["few", "disagree"]


class GroupShown(Struct, frozen=True, kw_only=True):
    """What a group of orders may gain: `what` fix or time, `by` priority or unit, and its name."""

    what: What
    by: By
    name: str
    gain: Interval
    harmed: bool


class TrialShown(Struct, frozen=True, kw_only=True):
    """A challenger: how far it is, what orders of this stage say, and why it may not go on.

    `verdict` is ready, too_few, too_one_sided, not_better or harms_group. `moved` is for how many
    orders of the last 30 days it would have proposed somebody else. `gain` bounds hold at all
    looks together.
    """

    version: int
    stage: Stage
    next: Stage
    since: datetime
    decisions: int
    decisions_needed: int
    effective: float
    effective_needed: float
    differ: int
    moved: int
    gain: Interval
    groups: list[GroupShown]
    even_now: float
    even_then: float
    verdict: Literal["ready"] | WhyNot
    harmed: str


class ModelFigures(Struct, frozen=True, kw_only=True):
    """What a triage model said of the orders of a trial: told rightly, routed, routed rightly."""

    version: int
    right: Interval
    routed: Interval
    precise: Interval


class CategoryGain(Struct, frozen=True, kw_only=True):
    """What a category gains by a new triage model, in shares of its orders told rightly."""

    category: str
    name: str
    gain: Interval
    harmed: bool


class TriageTrialShown(Struct, frozen=True, kw_only=True):
    """A triage model on trial beside the live one, on the same orders that people decided.

    `gain` bounds hold at all looks together. `waiting` is by how many more orders a week the live
    model is wrong (below zero: fewer); `alarmed`: an alarm says that the live model got worse and
    this one was learned after it. `harmed` says who would lose where `finding` is harms_group.
    """

    version: int
    since: datetime
    cases: int
    cases_needed: int
    differ: int
    differ_needed: int
    live: ModelFigures
    new: ModelFigures
    gain: Interval
    categories: list[CategoryGain]
    waiting: float
    alarmed: bool
    finding: Finding
    harmed: str


class OverridesShown(Struct, frozen=True, kw_only=True):
    """How often dispatchers chose another than the first, why, and how either went."""

    choices: int
    overridden: Interval
    followed_good: Interval
    overridden_good: Interval
    reasons: list["ReasonShown"]


class ReasonShown(Struct, frozen=True):
    """A reason in the dispatchers' own words, and how often."""

    why: str
    count: int


class AlarmShown(Struct, frozen=True, kw_only=True):
    """Errors grew: `subject` triage or outcome.

    `state`: open (nothing was learned since), tried (what was learned since is on trial),
    answered (what was learned since is in use).
    """

    id: UUID
    subject: Subject
    category: str
    name: str
    heard_at: datetime
    events: int
    before: float
    now: float
    state: AlarmState


class StepShown(Struct, frozen=True, kw_only=True):
    """A version reached a stage: when, by whom ("": by itself), and why."""

    stage: Reached
    since: datetime
    by: str
    reason: str


class ModelShown(Struct, frozen=True, kw_only=True):
    """A version of the weights or of triage in the registry.

    `stage` is shadow, tenth, whole or retired; `share` the part of orders it decides; `changes`
    the points by which each reason went up or down; `did` how its orders went (weights: first-time
    fix, triage: agreement with people). `untried`: it came into use without a trial.
    """

    model: ModelKind
    version: int
    stage: Reached
    share: float
    made_at: datetime | None
    first_at: datetime | None
    last_at: datetime | None
    orders: int
    sha256: str
    parent: int
    weights: dict[str, float]
    changes: dict[str, float]
    did: Interval
    steps: list[StepShown]
    may_roll_back: bool
    untried: bool


class WorkShown(Struct, frozen=True, kw_only=True):
    """Somebody's part of the orders of a category, beside an even part."""

    user: UUID
    name: str
    count: int
    part: float


class CategoryWork(Struct, frozen=True, kw_only=True):
    """Who gets the orders of a category ("": not known); `even`: everybody's part, were it even."""

    category: str
    name: str
    orders: int
    even: float
    people: list[WorkShown]


class LearningShown(Struct, frozen=True, kw_only=True):
    """Everything that the learning page shows."""

    outcomes: int
    outcomes_needed: int
    learning: bool
    news: list[NewsShown]
    unsure: list[UnsureShown]
    trial: TrialShown | None
    triage_trial: TriageTrialShown | None
    overrides: OverridesShown
    alarms: list[AlarmShown]
    models: list[ModelShown]
    work: list[CategoryWork]
    inputs: list[str]
