"""What orders tried so far say of a challenger: its gain with bounds, and who would pay for it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.engines.matching.evaluating import Estimate, Logged, gain, lasting, logged_of
from gongdan.engines.matching.promoting import Kept, Promoted, Stage, judge

LEAST_OF_GROUP: Final = 30
"""Below so many orders a group says nothing of its own."""
LESS_EVEN: Final = 0.05
"""By so much the Gini coefficient of work may rise before it counts as harm."""
What: TypeAlias = Literal["fix", "time"]
By: TypeAlias = Literal["priority", "unit"]
LOAD: Final = "load"


class TrialRow(Struct, frozen=True, kw_only=True):
    """An order that was tried and has ended, and counts against somebody or for him."""

    logged: float
    champion_chance: float
    challenger_chance: float
    expected: float
    champion_expected: float
    challenger_expected: float
    champion_first: UUID | None
    challenger_first: UUID | None
    priority: int
    unit_id: UUID | None
    good: float
    late: bool


class Group(Struct, frozen=True):
    """A group of orders: `what` it may gain (`fix`, `time`), told apart by what, and which."""

    what: What
    by: By
    key: str


class Evidence(Struct, frozen=True, kw_only=True):
    """Everything that the gate looks at, and what it says."""

    decisions: int
    differ: int
    gain: Estimate
    low: float
    high: float
    groups: Mapping[Group, Estimate]
    even_now: float
    even_then: float
    verdict: Promoted | Kept
    harmed: Group | None


def evidence(at: Stage, rows: Sequence[TrialRow]) -> Evidence:
    """Return what orders say, of those alone that were decided since the stage began."""
    found = gain(_logged(rows, lambda row: row.good, modelled=True))
    groups = {
        Group(what, by, key): gain(_logged(part, reward, modelled=what == "fix"))
        for by, key, part in _parts(rows)
        for what, reward in _REWARDS.items()
    }
    now, then = _gini(_firsts(rows, new=False)), _gini(_firsts(rows, new=True))
    named = {f"{each.what} {each.by} {each.key}": each for each in groups}
    verdict = judge(at, found, len(rows), {name: groups[each] for name, each in named.items()})
    if isinstance(verdict, Promoted) and then > now + LESS_EVEN:
        verdict = Kept("harms_group", LOAD)
    low, high = lasting(found, len(rows))
    return Evidence(
        decisions=len(rows),
        differ=sum(row.champion_first != row.challenger_first for row in rows),
        gain=found,
        low=low,
        high=high,
        groups=groups,
        even_now=now,
        even_then=then,
        verdict=verdict,
        harmed=named.get(verdict.group) if isinstance(verdict, Kept) else None,
    )


_REWARDS: Final[Mapping[What, Callable[[TrialRow], float]]] = {
    "fix": lambda row: row.good,
    "time": lambda row: 0.0 if row.late else 1.0,
}


def _logged(
    rows: Sequence[TrialRow], reward: Callable[[TrialRow], float], *, modelled: bool
) -> Logged:
    """Return rows as the engine judges them; without a model, the usual reward stands for it."""
    rewards = [reward(row) for row in rows]
    usual = [sum(rewards) / len(rewards)] * len(rewards) if rewards else []
    return logged_of(
        reward=rewards,
        propensity=[row.logged for row in rows],
        chance=[row.challenger_chance for row in rows],
        base=[row.champion_chance for row in rows],
        expected=[row.expected for row in rows] if modelled else usual,
        expected_there=[row.challenger_expected for row in rows] if modelled else usual,
        expected_here=[row.champion_expected for row in rows] if modelled else usual,
    )


def _parts(rows: Sequence[TrialRow]) -> list[tuple[By, str, list[TrialRow]]]:
    keyed: dict[tuple[By, str], list[TrialRow]] = {}
    for row in rows:
        keyed.setdefault(("priority", str(row.priority)), []).append(row)
        if row.unit_id is not None:
            keyed.setdefault(("unit", str(row.unit_id)), []).append(row)
    found = sorted(keyed.items())
    return [(by, key, part) for (by, key), part in found if len(part) >= LEAST_OF_GROUP]


def _firsts(rows: Sequence[TrialRow], *, new: bool) -> list[int]:
    """Return how many orders each person would be proposed for, of all whom either proposes."""
    counts = Counter(row.challenger_first if new else row.champion_first for row in rows)
    people = {who for row in rows for who in (row.champion_first, row.challenger_first) if who}
    return [counts[who] for who in people]


def _gini(counts: Sequence[int]) -> float:
    """Return how unevenly work falls: 0 all the same, towards 1 all on one."""
    if not counts or not sum(counts):
        return 0.0
    ranked, count = sorted(counts), len(counts)
    placed = sum((2 * place - count - 1) * held for place, held in enumerate(ranked, start=1))
    return placed / (count * sum(ranked))
