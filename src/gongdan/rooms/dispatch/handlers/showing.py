"""What a page is told: what an order is about, who fits it and why, what was decided; the inbox."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from gongdan.kernel.messages import Refused
from gongdan.rooms.dispatch.contract import Category, Decision, Policy, Triage, Weighed
from gongdan.rooms.dispatch.domain.policies import told
from gongdan.rooms.dispatch.domain.words import help_in_words, reasons_in_words, rule_in_words
from gongdan.rooms.dispatch.handlers.basis import basis_told
from gongdan.rooms.dispatch.handlers.crowds import CrowdOf
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.recommending import Fit, Recommender, barred_by_name, levels_of
from gongdan.rooms.dispatch.handlers.scoping import policy_of
from gongdan.rooms.dispatch.handlers.triaging import TriageDesk
from gongdan.rooms.dispatch.ports import AskedOrder, WaitingOrder
from gongdan.rooms.dispatch.store.decisions import (
    decisions_of,
    newest_kinds,
    silent_orders,
    waiting_for_others,
)
from gongdan.rooms.dispatch.store.learning import records_of, triages_of
from gongdan.rooms.dispatch.store.policies import load_categories
from gongdan.rooms.dispatch.views import (
    BarredShown,
    BasisTold,
    CandidateShown,
    DecisionShown,
    EntityShown,
    InboxLine,
    Recommendation,
    RecordShown,
    TriageShown,
)
from gongdan.rooms.identity.contract import Principal

MOST_WAITING = 100


class Showing:
    """Reads for pages; what a reader may not see of orders does not exist for him."""

    def __init__(self, means: Means, recommender: Recommender, triage: TriageDesk) -> None:
        self._means = means
        self._recommender = recommender
        self._triage = triage

    async def recommendation(
        self, principal: Principal, order: UUID, language: str
    ) -> Recommendation | Refused:
        """Return who could do an order, and why."""
        asked = await self._means.orders.asked(principal, order)
        if isinstance(asked, Refused):
            return asked
        tenant = principal.tenant
        triage = await self._triage.of_order(tenant, asked)
        crowds = self._recommender.crowds
        policy = await policy_of(self._means, crowds, tenant, asked=asked, triage=triage)
        triage = told(policy, triage)
        fit = await self._recommender.fit(tenant, asked, triage, at_once=True)
        crowd = await crowds.of(tenant)
        async with self._means.database.reading(tenant) as reader:
            made = await decisions_of(reader, tenant, order)
        entities = [
            EntityShown(each.kind, each.text, each.known)
            for each in await self._triage.entities(tenant, asked.text)
        ]
        return _shown(
            asked,
            triage,
            fit,
            crowd,
            barred=barred_by_name(crowd, self._recommender.need(asked, triage, crowd)),
            policy=policy,
            made=made,
            entities=entities,
            spoken=language,
        )

    async def bases(
        self, principal: Principal, order: UUID, language: str
    ) -> list[BasisTold] | Refused:
        """Return on what each decision about an order rested, in words; the newest first."""
        asked = await self._means.orders.asked(principal, order)
        if isinstance(asked, Refused):
            return asked
        crowd = await self._recommender.crowds.of(principal.tenant)
        async with self._means.database.reading(principal.tenant) as reader:
            made = await decisions_of(reader, principal.tenant, order)
        return [basis_told(each, crowd, language) for each in made if each.chosen is not None]

    async def inbox(self, principal: Principal, language: str) -> list[InboxLine]:
        """Return the orders that wait for hands, the most urgent first."""
        tenant = principal.tenant
        waiting = {
            each.id: each for each in await self._means.orders.waiting(principal, MOST_WAITING)
        }
        async with self._means.database.reading(tenant) as reader:
            away = await waiting_for_others(reader, tenant, MOST_WAITING)
        for order in away:
            if order not in waiting:
                line = await self._line(principal, order)
                waiting |= {order: line} if line else {}
        async with self._means.database.reading(tenant) as reader:
            triages = dict(await triages_of(reader, tenant, list(waiting)))
            for order in await silent_orders(reader, tenant, list(waiting)):
                triages.pop(order, None)
            kinds = await newest_kinds(reader, tenant, list(waiting))
            categories = await load_categories(reader, tenant)
        lines = [
            _inbox_line(
                each,
                triages.get(each.id),
                kinds.get(each.id, ("", "")),
                categories,
                spoken=language,
            )
            for each in waiting.values()
        ]
        return sorted(
            lines, key=lambda each: (each.held != "away", each.priority, each.waiting_since)
        )

    async def records(self, tenant: UUID, user: UUID, language: str) -> list[RecordShown]:
        """Return what is counted of somebody."""
        async with self._means.database.reading(tenant) as reader:
            found = await records_of(reader, tenant, user)
            categories = await load_categories(reader, tenant)
        return [
            RecordShown(key, _name(categories.get(key), language), each.tries, round(each.good, 4))
            for key, each in found.items()
        ]

    async def _line(self, principal: Principal, order: UUID) -> WaitingOrder | None:
        asked = await self._means.orders.asked(principal, order)
        if isinstance(asked, Refused) or not asked.act:
            return None
        return WaitingOrder(
            order,
            asked.number,
            asked.title,
            asked.type_key,
            "execute",
            asked.priority,
            self._means.clock(),
        )


def _shown(  # noqa: PLR0913 - one answer, each part named
    asked: AskedOrder,
    triage: Triage,
    fit: Fit,
    crowd: CrowdOf,
    *,
    barred: Sequence[tuple[UUID, str]],
    policy: Policy,
    made: Sequence[Decision],
    entities: list[EntityShown],
    spoken: str,
) -> Recommendation:
    category = crowd.categories.get(triage.category)
    helps = [help_in_words(rule, count, spoken) for rule, count in fit.barred.items()]
    return Recommendation(
        order=asked.id,
        version=asked.version,
        act=asked.act,
        assignee=asked.assignee,
        assignee_name=crowd.name_of(asked.assignee) if asked.assignee else "",
        mode=str(policy.mode),
        threshold=policy.threshold,
        triage=TriageShown(
            category=triage.category or triage.label,
            name=_name(crowd.categories.get(triage.category or triage.label), spoken),
            confidence=triage.confidence,
            verdict="decided" if triage.decided else triage.verdict,
            origin=triage.origin,
            model=triage.model,
            decided=bool(triage.decided),
            entities=entities,
        ),
        best=[_candidate(each, crowd, category, spoken, scorer=fit.scorer) for each in fit.best],
        fitting=fit.fitting,
        barred=[
            BarredShown(user, crowd.name_of(user), rule, rule_in_words(rule, spoken))
            for user, rule in barred
        ],
        barred_counts=fit.barred,
        helps=[each for each in helps if each] if not fit.fitting else [],
        decisions=[_decision(each, crowd) for each in made if each.kind != "pilot"],
    )


def _candidate(
    each: Weighed, crowd: CrowdOf, category: Category | None, spoken: str, *, scorer: str
) -> CandidateShown:
    levels = levels_of(crowd, each.user, category)
    return CandidateShown(
        user=each.user,
        name=crowd.name_of(each.user),
        score=each.score,
        points=each.points,
        facts=each.facts,
        reasons=reasons_in_words(each, category, levels, spoken, scorer=scorer),
    )


def _decision(each: Decision, crowd: CrowdOf) -> DecisionShown:
    return DecisionShown(
        id=each.id,
        kind=each.kind,
        chosen=each.chosen,
        name=crowd.name_of(each.chosen) if each.chosen else "",
        why=each.why,
        policy=each.policy,
        propensity=each.propensity,
        made_at=each.made_at,
    )


def _inbox_line(
    each: WaitingOrder,
    triage: Triage | None,
    kind: tuple[str, str],
    categories: Mapping[str, Category],
    *,
    spoken: str,
) -> InboxLine:
    category = triage.category if triage else ""
    return InboxLine(
        order=each.id,
        number=each.number,
        title=each.title,
        type_key=each.type_key,
        stage=each.stage,
        priority=each.priority,
        waiting_since=each.waiting_since,
        category=category,
        category_name=_name(categories.get(category), spoken),
        confidence=triage.sureness if triage else 0.0,
        origin=triage.origin if triage else "",
        held=kind[1] if kind[0] in {"held", "away"} else "",
    )


def _name(category: Category | None, spoken: str) -> str:
    return category.name.get(spoken, category.key) if category else ""
