"""What a manager reads of a triage model on trial: both models on the same orders, and the wait."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from gongdan.kernel.database import Reader
from gongdan.rooms.dispatch.domain.comparing import ASKED, PRECISION, Comparison, Routing
from gongdan.rooms.dispatch.domain.shares import share
from gongdan.rooms.dispatch.domain.stages import Standing
from gongdan.rooms.dispatch.domain.words import loses_in_words
from gongdan.rooms.dispatch.handlers.relearning import comparison_of
from gongdan.rooms.dispatch.views.learning import (
    AlarmShown,
    CategoryGain,
    Interval,
    ModelFigures,
    TriageTrialShown,
    interval_of,
)

WEEK: Final = timedelta(days=7)
_SOONEST: Final = timedelta(days=1)
"""A trial of hours says nothing of a week."""


async def triage_trial(  # noqa: PLR0913 - what the page knows already, each part named
    reader: Reader,
    tenant: UUID,
    standing: Standing,
    *,
    alarms: list[AlarmShown],
    named: Mapping[str, str],
    spoken: str,
    now: datetime,
) -> TriageTrialShown | None:
    """Return how a triage model on trial does beside the live one; None: nobody is tried."""
    tried = standing.challenger
    if tried is None:
        return None
    found = await comparison_of(reader, tenant, standing, tried)
    harms = found.finding == "harms_group"
    weeks = max(now - tried.since, _SOONEST) / WEEK
    return TriageTrialShown(
        version=tried.version,
        since=tried.since,
        cases=found.cases,
        cases_needed=ASKED.decisions,
        differ=found.differ,
        differ_needed=round(ASKED.effective),
        live=_figures(standing.champion, found.right, found.routing, found.cases),
        new=_figures(tried.version, found.new_right, found.new_routing, found.cases),
        gain=_gain(found),
        categories=_categories(found, named),
        waiting=(found.new_right - found.right) / weeks,
        alarmed=any(each.subject == "triage" and each.state == "tried" for each in alarms),
        finding=found.finding,
        harmed=loses_in_words(named.get(found.harmed, found.harmed), spoken) if harms else "",
    )


def _figures(version: int, right: int, routing: Routing, cases: int) -> ModelFigures:
    return ModelFigures(
        version=version,
        right=interval_of(share(right, cases)),
        routed=interval_of(share(routing.count, cases)),
        precise=interval_of(share(routing.right, routing.count)),
    )


def _gain(found: Comparison) -> Interval:
    """Return the gain with bounds that can be written down: of nothing, anything may come."""
    if found.cases < 2:
        return Interval(0.0, -1.0, 1.0, found.cases)
    return Interval(found.gain.mean, max(found.low, -1.0), min(found.high, 1.0), found.cases)


def _categories(found: Comparison, named: Mapping[str, str]) -> list[CategoryGain]:
    harmed = found.harmed if found.finding == "harms_group" else PRECISION
    return [
        CategoryGain(
            category=key,
            name=named.get(key, key),
            gain=Interval(
                each.gain.mean, max(each.gain.low, -1.0), min(each.gain.high, 1.0), each.count
            ),
            harmed=key == harmed,
        )
        for key, each in found.categories.items()
    ]
