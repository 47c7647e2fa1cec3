"""Who fits an order: the best with reasons that sum to their score, and why not the others."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import numpy as np
from msgspec import Struct

from gongdan.engines.matching.need import Need, Weights
from gongdan.engines.matching.ranking import rank
from gongdan.engines.matching.scoring import Barred, barred, score
from gongdan.kernel.text import fold
from gongdan.rooms.dispatch.contract import Category, Triage, Weighed
from gongdan.rooms.dispatch.domain.weighing import RULES, need_of, weighed
from gongdan.rooms.dispatch.handlers.crowds import CrowdOf, Crowds
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.ports import AskedOrder

MOST: Final = 5
MOST_BARRED: Final = 50
"""So many of those whom a rule bars are named; the counts tell of all."""


class Fit(Struct, frozen=True, kw_only=True):
    """Who fits an order, best first, and by rule how many do not."""

    best: tuple[Weighed, ...]
    fitting: int
    barred: dict[str, int]


class Recommender:
    """Ranks a tenant's crowd for orders."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self.crowds = Crowds(means)

    async def fit(
        self, tenant: UUID, asked: AskedOrder, triage: Triage, *, at_once: bool = False
    ) -> Fit:
        """Return who fits an order as it stands."""
        crowd = await self.crowds.of(tenant, at_once=at_once)
        return ranked(crowd, self.need(asked, triage, crowd))

    def need(self, asked: AskedOrder, triage: Triage, crowd: CrowdOf) -> Need:
        """Return what an order asks of whoever gets it."""
        return need_of(
            crowd.categories.get(triage.category),
            territory=asked.unit,
            latitude=asked.latitude,
            longitude=asked.longitude,
            due_at=asked.due_at,
            never=(asked.assignee,) if asked.assignee and asked.act == "assign" else (),
            now=self._means.clock(),
        )


def ranked(crowd: CrowdOf, need: Need, *, most: int = MOST) -> Fit:
    """Return the ranking of a crowd for a need."""
    found = rank(crowd.crowd, need, Weights(), most=most)
    return Fit(
        best=tuple(map(weighed, found.best)),
        fitting=found.fitting,
        barred={RULES[rule]: count for rule, count in found.barred.items()},
    )


def barred_by_name(crowd: CrowdOf, need: Need) -> tuple[tuple[UUID, str], ...]:
    """Return some of those whom a rule bars, each with the first rule that does."""
    rules = barred(crowd.crowd, need, score(crowd.crowd, need, Weights()))
    rows = np.flatnonzero(rules != Barred.NO)[:MOST_BARRED]
    return tuple((UUID(crowd.crowd.ids[row]), RULES[Barred(int(rules[row]))]) for row in rows)


def levels_of(crowd: CrowdOf, user: UUID, category: Category | None) -> dict[str, int]:
    """Return the levels that somebody holds of the skills that a category asks for."""
    row = crowd.crowd.row_of(str(user))
    names: Sequence[str] = tuple(category.skills) if category else ()
    if row is None:
        return {}
    known = crowd.crowd.skills
    return {
        name: int(crowd.crowd.levels[row, known[fold(name)]])
        for name in names
        if fold(name) in known
    }
