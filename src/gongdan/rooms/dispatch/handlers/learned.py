"""What a manager reads of the learning: news, doubts, the price of trust, alarms, who gets what."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from gongdan.engines.matching.evaluating import Estimate, lasting
from gongdan.engines.matching.need import REASONS
from gongdan.engines.matching.promoting import NEXT, Demands, Kept, Stage
from gongdan.kernel.database import Reader
from gongdan.rooms.dispatch.domain.judging import Evidence, Group
from gongdan.rooms.dispatch.domain.shares import course, share
from gongdan.rooms.dispatch.domain.stages import Step, standing_of
from gongdan.rooms.dispatch.domain.words import harmed_in_words
from gongdan.rooms.dispatch.handlers.alarms import alarms_since
from gongdan.rooms.dispatch.handlers.comparing import triage_trial
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.promoting import evidence_of
from gongdan.rooms.dispatch.handlers.refitting import LEAST
from gongdan.rooms.dispatch.handlers.registry import registry
from gongdan.rooms.dispatch.store.learned import (
    Given,
    Windows,
    agreement,
    choices_of,
    given_to,
    outcome_windows,
    said_why,
    would_move,
)
from gongdan.rooms.dispatch.store.policies import load_categories
from gongdan.rooms.dispatch.store.trials import ASKED, is_learning, set_learn_job
from gongdan.rooms.dispatch.store.weights import all_weights, outcomes_after, steps_of
from gongdan.rooms.dispatch.views.learning import (
    CategoryWork,
    GroupShown,
    Interval,
    LearningShown,
    NewsShown,
    OverridesShown,
    ReasonShown,
    TrialShown,
    UnsureShown,
    WorkShown,
    interval_of,
)

MONTH: Final = timedelta(days=30)
SEASON: Final = timedelta(days=90)
FEW: Final = 30
"""A category with fewer closed orders is not known well."""
AGREES: Final = 0.8
"""Below this share of agreement with people a category is in doubt."""
MOST_REASONS: Final = 5
MOST_PEOPLE: Final = 30


class Learned:
    """Reads for the learning page, and lets it be learned now."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def now(self, tenant: UUID) -> None:
        """Let it be learned at once; asked twice, it is learned once."""
        async with self._means.database.writing(tenant) as writer:
            await set_learn_job(
                writer, tenant, self._means.ids(), key=ASKED, at=self._means.clock()
            )

    async def page(self, tenant: UUID, spoken: str) -> LearningShown:
        """Return everything that the page shows."""
        now = self._means.clock()
        month, season = now - MONTH, now - SEASON
        async with self._means.database.reading(tenant) as reader:
            categories = await load_categories(reader, tenant)
            named = {key: each.name.get(spoken, key) for key, each in categories.items()}
            steps = await steps_of(reader, tenant, "weights")
            others = await steps_of(reader, tenant, "triage")
            given = await given_to(reader, tenant, season)
            names = await self._means.people.names(
                tenant,
                {each.user for each in given}
                | {each.author for each in (*steps, *others) if each.author},
            )
            known = await all_weights(reader, tenant)
            last = known[max(known)].last_at if known else None
            challenger, now_triage = standing_of(steps).challenger, standing_of(others)
            alarms = await alarms_since(reader, tenant, season, named, weights=steps, triage=others)
            return LearningShown(
                outcomes=await outcomes_after(reader, tenant, last, LEAST),
                outcomes_needed=LEAST,
                learning=await is_learning(reader, tenant),
                news=_news(await outcome_windows(reader, tenant, now - 4 * MONTH, month), named),
                unsure=await _unsure(reader, tenant, season, named),
                trial=await self._trial(reader, tenant, challenger, month=month, spoken=spoken),
                triage_trial=await triage_trial(
                    reader,
                    tenant,
                    now_triage,
                    alarms=alarms,
                    named=named,
                    spoken=spoken,
                    now=now,
                ),
                overrides=await _overrides(reader, tenant, season),
                alarms=alarms,
                models=await registry(reader, tenant, season, names=names, spoken=spoken),
                work=_work(given, named, names),
                inputs=list(REASONS),
            )

    async def _trial(
        self, reader: Reader, tenant: UUID, step: Step | None, *, month: datetime, spoken: str
    ) -> TrialShown | None:
        if step is None:
            return None
        found, demands = await evidence_of(reader, tenant, step), Demands()
        units = await self._means.people.units(
            tenant, {UUID(each.key) for each in found.groups if each.by == "unit"}
        )
        stage = cast("Stage", step.stage)
        why = found.verdict.why if isinstance(found.verdict, Kept) else "ready"
        return TrialShown(
            version=step.version,
            stage=stage,
            next=NEXT[stage],
            since=step.since,
            decisions=found.decisions,
            decisions_needed=demands.decisions,
            effective=round(found.gain.effective, 1),
            effective_needed=demands.effective,
            differ=found.differ,
            moved=await would_move(reader, tenant, step.version, month),
            gain=_gain(found.gain, found.decisions),
            groups=_groups(found, units),
            even_now=found.even_now,
            even_then=found.even_then,
            verdict=why,
            harmed=harmed_in_words(found.harmed, spoken) if why == "harms_group" else "",
        )


def _news(windows: Sequence[Windows], named: Mapping[str, str]) -> list[NewsShown]:
    """Return what changed, all orders first; a course is told only where figures bear it out."""
    whole = Windows(
        "",
        sum(each.before for each in windows),
        sum(each.before_good for each in windows),
        sum(each.now for each in windows),
        sum(each.now_good for each in windows),
    )
    told = [whole, *(each for each in windows if each.category)]
    return [
        NewsShown(
            category=each.category,
            name=named.get(each.category, each.category),
            before=interval_of(share(each.before_good, each.before)),
            now=interval_of(share(each.now_good, each.now)),
            course=course(
                (each.before_good, each.before), (each.now_good, each.now), among=len(told)
            ),
        )
        for each in told
        if each.now or each.before
    ]


async def _unsure(
    reader: Reader,
    tenant: UUID,
    begins: datetime,
    named: Mapping[str, str],
) -> list[UnsureShown]:
    """Return categories with few closed orders, or in which people say otherwise."""
    found = []
    for each in await agreement(reader, tenant, begins, by_model=False):
        agreed = share(each.agreed, each.orders)
        few, disagree = each.orders < FEW, agreed.share < AGREES
        if not (few or disagree):
            continue
        found.append(
            UnsureShown(
                category=each.key,
                name=named.get(each.key, each.key),
                agreement=interval_of(agreed),
                needed=FEW,
                why="few" if few else "disagree",
            )
        )
    return found


async def _overrides(reader: Reader, tenant: UUID, begins: datetime) -> OverridesShown:
    by = {each.kind: each for each in await choices_of(reader, tenant, begins)}
    followed, other = by.get("accepted"), by.get("overridden")
    count = sum(each.count for each in by.values())
    reasons = await said_why(reader, tenant, begins, MOST_REASONS)
    return OverridesShown(
        choices=count,
        overridden=interval_of(share(other.count if other else 0, count)),
        followed_good=interval_of(share(*(followed.good, followed.ended) if followed else (0, 0))),
        overridden_good=interval_of(share(*(other.good, other.ended) if other else (0, 0))),
        reasons=[ReasonShown(each.why, each.count) for each in reasons],
    )


def _work(
    given: Sequence[Given], named: Mapping[str, str], names: Mapping[UUID, str]
) -> list[CategoryWork]:
    by: dict[str, list[Given]] = {}
    for each in given:
        by.setdefault(each.category, []).append(each)
    found = []
    for category, people in by.items():
        orders = sum(each.count for each in people)
        found.append(
            CategoryWork(
                category=category,
                name=named.get(category, category),
                orders=orders,
                even=1 / len(people),
                people=[
                    WorkShown(
                        user=each.user,
                        name=names.get(each.user, "?"),
                        count=each.count,
                        part=each.count / orders,
                    )
                    for each in people[:MOST_PEOPLE]
                ],
            )
        )
    return sorted(found, key=lambda each: -each.orders)


def _groups(found: Evidence, units: Mapping[UUID, str]) -> list[GroupShown]:
    def name(group: Group) -> str:
        return units.get(UUID(group.key), "?") if group.by == "unit" else group.key

    return [
        GroupShown(
            what=group.what,
            by=group.by,
            name=name(group),
            gain=Interval(gained.mean, gained.low, gained.high, 0),
            harmed=found.harmed == group,
        )
        for group, gained in found.groups.items()
    ]


def _gain(gained: Estimate, decisions: int) -> Interval:
    """Return a gain with bounds that can be written down: of nothing, anything may come."""
    if decisions < 2:
        return Interval(0.0, -1.0, 1.0, decisions)
    low, high = lasting(gained, decisions)
    return Interval(gained.mean, max(low, -1.0), min(high, 1.0), decisions)
