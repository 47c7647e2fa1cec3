"""What a model that was trained elsewhere may know of a candidate: a closed list of numbers.

Our own score knows all of it as well: skill, way, load, record, time. Nobody's age, sex, origin,
health, name or place is among it, nor the employer's weight; what is not here can't be asked for.
"""

from collections.abc import Sequence
from math import isfinite
from typing import Final

import numpy as np

from gongdan.engines.matching.crowd import BEHIND, Crowd
from gongdan.engines.matching.need import Need, Roads
from gongdan.engines.matching.ranking import Candidate
from gongdan.engines.matching.scoring import FAR_MINUTES, margin

FEATURES: Final = (
    "skill_margin",
    "travel_minutes",
    "travel_km",
    "travel_known",
    "open_orders",
    "capacity",
    "load",
    "history_rate",
    "history_tries",
    "arrival",
    "due_minutes",
    "due_known",
    "slack_minutes",
    "shift_minutes",
    "fair_share",
    "priority",
)
"""The names by which a manifest asks for them; docs/models.md says what each is."""
MOST_DUE: Final = 7 * 24 * 60.0
"""Minutes: further off, or longer past, is told as a week; so is an order without a deadline."""
LONGEST_SHIFT: Final = 24 * 60.0
"""Minutes that are told of a shift without an end."""
FAR_KM: Final = FAR_MINUTES / 60 * Roads().speed
"""A way that is not known is told as `FAR_MINUTES`, for which our score gives half."""


def features(
    crowd: Crowd, need: Need, people: Sequence[Candidate], priority: int
) -> tuple[tuple[float, ...], ...]:
    """Return a row for each of some candidates of this crowd, in the order of `FEATURES`."""
    rows = np.array([crowd.row_of(each.person) for each in people], dtype=np.intp)
    margins, behind = margin(crowd, need, rows), crowd.parts[BEHIND].take(rows)
    shifts = np.clip(crowd.until.take(rows) - need.now, 0.0, LONGEST_SHIFT)
    own = zip(people, margins.tolist(), behind.tolist(), shifts.tolist(), strict=True)
    return tuple(_row(each.facts, need, priority, parts=parts) for each, *parts in own)


def _row(
    facts: dict[str, float], need: Need, priority: int, *, parts: Sequence[float]
) -> tuple[float, ...]:
    level, behind, shift = parts
    minutes, left = facts.get("minutes"), need.deadline - need.now
    way = FAR_MINUTES if minutes is None else minutes
    return (
        level,
        way,
        facts.get("km", FAR_KM),
        float(minutes is not None),
        facts["open"],
        facts["capacity"],
        facts["open"] / max(facts["capacity"], 1.0),
        facts["rate"],
        facts["tries"],
        facts["arrival"],
        _within_a_week(left),
        float(isfinite(left)),
        _within_a_week(left - way),
        shift,
        behind,
        float(priority),
    )


def _within_a_week(minutes: float) -> float:
    return min(max(minutes, -MOST_DUE), MOST_DUE)
