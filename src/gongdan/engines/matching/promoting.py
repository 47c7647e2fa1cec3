"""When a challenger may take over: a gate that chance does not open, and small steps behind it."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.matching.evaluating import SHARPEST, Z_95, Estimate, lasting

Stage: TypeAlias = Literal["shadow", "tenth", "whole"]
NEXT: Final[Mapping[Stage, Stage]] = {"shadow": "tenth", "tenth": "whole"}

WhyNot: TypeAlias = Literal["too_few", "too_one_sided", "not_better", "harms_group"]


class Demands(Struct, frozen=True):
    """What a challenger must show: decisions, those it really rests on, and no group worse off.

    `harm` is by how much a group may seem to lose before it counts, where that is no accident.
    """

    decisions: int = 500
    effective: float = 200.0
    harm: float = 0.02


class Promoted(Struct, frozen=True):
    """The challenger goes on to this stage."""

    to: Stage


class Kept(Struct, frozen=True):
    """The champion stays: why, and which group would be harmed."""

    why: WhyNot
    group: str = ""


def judge(
    at: Stage,
    gain: Estimate,
    decisions: int,
    groups: Mapping[str, Estimate],
    *,
    demands: Demands = Demands(),  # noqa: B008 - frozen
    sharpest: int = SHARPEST,
) -> Promoted | Kept:
    """Tell whether a challenger at a stage goes on, by its gain over the champion.

    The lower end of the lasting 95 % interval of the gain must lie above nothing: it may be looked
    at every night. The gain has to rest on `decisions` made since the stage began: what brought a
    challenger here says nothing more for it. `groups` are the same gain for each group of orders
    or people that must not pay for the others.
    """
    if decisions < demands.decisions:
        return Kept("too_few")
    if gain.effective < demands.effective:
        return Kept("too_one_sided")
    if lasting(gain, decisions, sharpest=sharpest)[0] <= 0:
        return Kept("not_better")
    for name, each in groups.items():
        if each.mean < -demands.harm and each.mean + Z_95 * each.error < 0:
            return Kept("harms_group", name)
    return Promoted(NEXT.get(at, "whole"))
