"""Who fits an order: the best with reasons that sum to their score, and why not the others."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.matching.advising import ASKED
from gongdan.engines.matching.choosing import Choice, choose
from gongdan.engines.matching.need import Need, Roads
from gongdan.engines.matching.ranking import Candidate
from gongdan.engines.matching.rules import Barred, barred
from gongdan.kernel.text import fold
from gongdan.rooms.dispatch.contract import Category, Triage, Weighed
from gongdan.rooms.dispatch.domain.ranked import MOST, Lineup, Ranked, ranked
from gongdan.rooms.dispatch.domain.trials import (
    EXPLORING,
    Challenge,
    InPlay,
    Tried,
    lot,
    tried,
)
from gongdan.rooms.dispatch.domain.weighing import RULES, need_of, weighed
from gongdan.rooms.dispatch.handlers.advising import Advising
from gongdan.rooms.dispatch.handlers.crowds import CrowdOf, Crowds
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.playing import Playing
from gongdan.rooms.dispatch.ports import AskedOrder

MOST_BARRED: Final = 50
"""So many of those whom a rule bars are named; the counts tell of all."""


class Fit(Struct, frozen=True, kw_only=True):
    """Who fits an order, whom to propose first, and by rule how many do not.

    `weights` is the version that ranked. While a challenger is tried, the first may by lot be a
    near tie of the best (with this `chance`), and `tried` is what the order says of it. `scorer`
    is the plugged-in model whose points are among the reasons; `lineup` whom models look at.
    """

    best: tuple[Weighed, ...]
    fitting: int
    barred: dict[str, int]
    weights: int = 0
    chance: float = 1.0
    tried: Tried | None = None
    scorer: str = ""
    lineup: Lineup | None = None


class Recommender:
    """Ranks a tenant's crowd for orders."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self.crowds = Crowds(means)
        self.playing = Playing(means)
        self._advising = Advising(means)

    async def fit(
        self, tenant: UUID, asked: AskedOrder, triage: Triage, *, at_once: bool = False
    ) -> Fit:
        """Return who fits an order as it stands."""
        crowd = await self.crowds.of(tenant, at_once=at_once)
        play = await self.playing.of(tenant)
        need, priority = self.need(asked, triage, crowd), asked.priority
        scorers = await self._advising.at_work(tenant, asked)
        most = ASKED if scorers else MOST
        found = ranked(crowd.crowd, need, play, asked.id, priority=priority, most=most)
        if scorers:
            found = await self._advising.heard(
                tenant, scorers, found, crowd=crowd.crowd, need=need, priority=priority
            )
        return proposed(found, play, asked.id)

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


def proposed(ranking: Ranked, play: InPlay, order: UUID) -> Fit:
    """Return whom to propose; while weights are tried, the order's lot has a say."""
    fit, best = _fit(ranking), ranking.found.best[:MOST]
    rival = ranking.rival[:MOST]
    if play.challenge is None or not rival:
        return fit
    new = play.challenge.by
    pair = (rival, best) if ranking.by == new else (best, rival)
    drawn = lot(order, f"near {new.version}")
    choice = choose(best, drawn, EXPLORING, critical=False)
    return _on_trial(fit, choice, play.challenge, pair)


def _on_trial(
    fit: Fit,
    choice: Choice | None,
    challenge: Challenge,
    pair: tuple[tuple[Candidate, ...], tuple[Candidate, ...]],
) -> Fit:
    """Propose first whom the order's lot says; note what champion and challenger would do."""
    if choice is None:
        return fit
    first = UUID(choice.person)
    return replace(
        fit,
        best=tuple(sorted(fit.best, key=lambda each: each.user != first)),
        chance=choice.propensity,
        tried=tried(challenge, choice.person, *pair),
    )


def _fit(ranking: Ranked) -> Fit:
    found = ranking.found
    return Fit(
        best=tuple(map(weighed, found.best[:MOST])),
        fitting=found.fitting,
        barred={RULES[rule]: count for rule, count in found.barred.items()},
        weights=ranking.by.version,
        scorer=ranking.scorer,
        lineup=ranking.lineup,
    )


def barred_by_name(crowd: CrowdOf, need: Need) -> tuple[tuple[UUID, str], ...]:
    """Return some of those whom a rule bars, each with the first rule that does."""
    rules = barred(crowd.crowd, need, Roads())
    rows = np.flatnonzero(rules != Barred.NO)[:MOST_BARRED]
    return tuple((UUID(crowd.crowd.ids[row]), RULES[Barred(int(rules[row]))]) for row in rows)


def levels_of(crowd: CrowdOf, user: UUID, category: Category | None) -> dict[str, int]:
    """Return the levels that somebody holds of the skills that a category asks for."""
    row = crowd.crowd.row_of(str(user))
    names: Sequence[str] = tuple(category.skills) if category else ()
    if row is None:
        return {}
    held = {name: crowd.crowd.level(row, fold(name)) for name in names}
    return {name: level for name, level in held.items() if level is not None}
