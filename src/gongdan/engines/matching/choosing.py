"""Whom to take of those who are nearly as good: the best, or now and then a near tie, to learn.

What is chosen by chance is told with its propensity, so that what came of it can be weighed
(inverse propensity: Horvitz and Thompson 1952; Dudík, Langford, Li 2011).
"""

from collections.abc import Sequence

from msgspec import Struct

from gongdan.engines.matching.ranking import Candidate


class Exploring(Struct, frozen=True):
    """How far chance may go: among candidates within `within` points of the best, so `often`."""

    within: float = 3.0
    often: float = 0.05


class Choice(Struct, frozen=True):
    """Who was chosen, how probable that was, and how probable everybody else on the list was."""

    person: str
    propensity: float
    propensities: dict[str, float]


def choose(
    best: Sequence[Candidate], draw: float, exploring: Exploring, *, critical: bool
) -> Choice | None:
    """Return the choice for a `draw` from 0 up to 1; nothing is left to chance where `critical`."""
    if not best:
        return None
    found = chances(best, exploring, critical=critical)
    reached = 0.0
    for person, chance in found.items():
        reached += chance
        if draw < reached:
            return Choice(person, chance, found)
    return Choice(best[0].person, found[best[0].person], found)


def chances(best: Sequence[Candidate], exploring: Exploring, *, critical: bool) -> dict[str, float]:
    """Return how probable everybody on a list (best first) is to be chosen; sums to one."""
    if not best:
        return {}
    near = [each for each in best if each.score >= best[0].score - exploring.within]
    often = 0.0 if critical or len(near) < 2 else exploring.often
    part = often / len(near)
    found = {each.person: part if each in near else 0.0 for each in best}
    found[best[0].person] = part + (1 - often) if often else 1.0
    return found
