"""Models that were trained elsewhere are asked about candidates; whoever waits does so in vain
for a blink at most, and our own score stands wherever there is no answer.
"""

from collections.abc import Sequence
from uuid import UUID

from msgspec.structs import replace

from gongdan.engines.matching.advising import points_of
from gongdan.engines.matching.crowd import Crowd
from gongdan.engines.matching.features import features
from gongdan.engines.matching.need import Need
from gongdan.rooms.dispatch.domain.ranked import Lineup, Ranked, heard
from gongdan.rooms.dispatch.domain.trials import CRITICAL
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.ports import AskedOrder, Scorer


class Advising:
    """Asks the live model, and keeps in mind what pilots will be asked about."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def at_work(self, tenant: UUID, asked: AskedOrder) -> Sequence[Scorer]:
        """Return the models that look at an order; those of priority 1 go by our own score."""
        if asked.priority <= CRITICAL:
            return ()
        return await self._means.scorers.at_work(tenant)

    async def heard(
        self,
        tenant: UUID,
        scorers: Sequence[Scorer],
        before: Ranked,
        *,
        crowd: Crowd,
        need: Need,
        priority: int,
    ) -> Ranked:
        """Return who fits after the live model had its word, if one is and had."""
        best = before.found.best
        several = {each.person: each for each in (*best, *before.rival)}
        if len(several) < 2:
            return before
        rows = features(crowd, need, list(several.values()), priority)
        after = await self._with_points(tenant, scorers, before, rows=rows, people=list(several))
        scores = {each.person: each.score for each in after.found.best}
        lineup = Lineup(
            tuple(each.person for each in best),
            rows[: len(best)],
            tuple(each.score for each in best),
            tuple(scores[each.person] for each in best),
        )
        return replace(after, lineup=lineup)

    async def _with_points(
        self,
        tenant: UUID,
        scorers: Sequence[Scorer],
        before: Ranked,
        *,
        rows: Sequence[Sequence[float]],
        people: Sequence[str],
    ) -> Ranked:
        live = next((each for each in scorers if each.live), None)
        said = await self._means.scorers.scores(tenant, live.id, rows) if live else None
        if live is None or said is None:
            return before
        return heard(before, dict(zip(people, points_of(said), strict=True)), live.title)
