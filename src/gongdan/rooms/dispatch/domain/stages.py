"""How far models have got, and what may be decided about that: on, and back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.engines.matching.promoting import Demands, Kept, Promoted
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.dispatch.domain.comparing import Finding
from gongdan.rooms.dispatch.domain.refusals import Refusal

ModelKind: TypeAlias = Literal["weights", "triage"]
Reached: TypeAlias = Literal["shadow", "tenth", "whole", "retired"]
Itself: TypeAlias = Literal["first", "newer", "better", "worse", "no_gain"]
"""Why a triage model moved by itself: a step without an author says one of these, or nothing."""


class Step(Struct, frozen=True):
    """A version reached a stage: since when, by whom (None: by the nightly job), and why."""

    version: int
    stage: Reached
    since: datetime
    author: UUID | None
    reason: str


class Move(Struct, frozen=True):
    """A version is to reach a stage."""

    version: int
    stage: Reached


class Standing(Struct, frozen=True):
    """Who decides and since when, who is tried and how far, and who decided before."""

    champion: int
    before: int
    challenger: Step | None
    since: datetime | None = None


def standing_of(steps: Sequence[Step]) -> Standing:
    """Return how weights stand after all steps, the oldest first."""
    reached: dict[int, Step] = {}
    thrones, since = [0], None
    for step in steps:
        if step.stage == "whole":
            thrones.append(step.version)
            since = step.since
        elif step.stage == "retired" and step.version == thrones[-1] and step.version:
            thrones.pop()
            since = step.since
        reached[step.version] = step
    tried = [step for step in reached.values() if step.stage in {"shadow", "tenth"}]
    before = thrones[-2] if len(thrones) > 1 else 0
    return Standing(thrones[-1], before, tried[-1] if tried else None, since)


def promote(
    standing: Standing, version: int, verdict: Promoted | Kept, group: str
) -> list[Move] | Refused:
    """Let a challenger go on one stage if the gate says so; `group`: who would pay, in words."""
    challenger = standing.challenger
    if challenger is None or challenger.version != version:
        return Refused(Refusal.NOT_TRIED, RefusalKind.CONFLICT, {"version": version})
    if isinstance(verdict, Kept):
        return _kept(verdict, group)
    return [Move(version, verdict.to)]


def settled(tried: Step, finding: Finding, *, overdue: bool) -> tuple[Move, Itself] | None:
    """Return how a triage model on trial moves by itself, and why; None: it stays on trial."""
    if finding == "ready":
        return Move(tried.version, "whole"), "better"
    if finding == "worse":
        return Move(tried.version, "retired"), "worse"
    return (Move(tried.version, "retired"), "no_gain") if overdue else None


def take_over(
    standing: Standing, version: int, finding: Finding, harmed: str
) -> list[Move] | Refused:
    """Let a triage model on trial speak because a person says so, before figures are certain.

    What figures are certain of he can't overrule: that it is worse, or that a category (`harmed`,
    in words) would pay for it.
    """
    challenger = standing.challenger
    if challenger is None or challenger.version != version:
        return Refused(Refusal.NOT_TRIED, RefusalKind.CONFLICT, {"version": version})
    if finding == "worse":
        return Refused(Refusal.TRIAGE_WORSE)
    if finding == "harms_group":
        return Refused(Refusal.TRIAGE_HARMS, facts={"group": harmed})
    return [Move(version, "whole")]


def roll_back(standing: Standing, version: int) -> list[Move] | Refused:
    """Take a version back: a challenger is dropped, a champion gives way to the one before.

    With a champion goes whoever is tried: it was held against the one that falls.
    """
    challenger = standing.challenger
    if challenger is not None and challenger.version == version:
        return [Move(version, "retired")]
    if version != standing.champion or not version:
        return Refused(Refusal.NOT_IN_USE, RefusalKind.CONFLICT, {"version": version})
    moves = [Move(version, "retired")]
    return moves if challenger is None else [*moves, Move(challenger.version, "retired")]


def _kept(verdict: Kept, group: str) -> Refused:
    demands = Demands()
    match verdict.why:
        case "too_few":
            return Refused(Refusal.TOO_FEW, facts={"needed": demands.decisions})
        case "too_one_sided":
            return Refused(Refusal.TOO_ONE_SIDED, facts={"needed": round(demands.effective)})
        case "not_better":
            return Refused(Refusal.NOT_BETTER)
        case "harms_group":
            return Refused(Refusal.HARMS_GROUP, facts={"group": group})
