"""Giving orders to people: by policy, by a dispatcher's choice, and anew when somebody is away."""

from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.engines.matching.choosing import Choice, choose
from gongdan.engines.matching.ranking import Candidate
from gongdan.kernel.ids import derived_id
from gongdan.kernel.messages import Actor, ActorKind, Basis, Refused
from gongdan.kernel.text import TextFault, clean_text
from gongdan.rooms.dispatch.contract import Decision, Mode, Policy, Triage, Weighed
from gongdan.rooms.dispatch.domain.policies import step_of, told
from gongdan.rooms.dispatch.domain.refusals import Refusal, malformed
from gongdan.rooms.dispatch.domain.trials import CRITICAL, EXPLORING
from gongdan.rooms.dispatch.domain.weighing import basis_of
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.recommending import Fit, Recommender
from gongdan.rooms.dispatch.handlers.scoping import policy_of
from gongdan.rooms.dispatch.handlers.triaging import TriageDesk
from gongdan.rooms.dispatch.ports import AskedOrder
from gongdan.rooms.dispatch.store.decisions import keep_decision, score_pilots
from gongdan.rooms.dispatch.store.evidence import note_stood
from gongdan.rooms.dispatch.store.trials import keep_trial
from gongdan.rooms.identity.contract import Action, Principal, robot

REASON_LIMIT: Final = 500
_GIVEN: Final = frozenset({"assigned", "accepted", "overridden"})
"""Kinds of decisions by which somebody has the order."""
_RIGHTS: Final = (Action.ORDER_READ, Action.ORDER_ACCEPT, Action.ORDER_ASSIGN)


class Case(Struct, frozen=True, kw_only=True):
    """One order about to be decided on: what it is about, by which policy, and who fits."""

    tenant: UUID
    asked: AskedOrder
    triage: Triage
    policy: Policy
    fit: Fit


class Made(Struct, frozen=True, kw_only=True):
    """What was decided on a case: the command that says so, who was chosen, with what chance."""

    command: UUID
    kind: str
    why: str = ""
    chosen: UUID | None = None
    propensity: float = 1.0


class Assigning:
    """Decides who gets an order, tells the order, and keeps what was known then."""

    def __init__(self, means: Means, recommender: Recommender, triage: TriageDesk) -> None:
        self._means = means
        self._recommender = recommender
        self._triage = triage

    async def arrived(self, tenant: UUID, order: UUID, command: UUID) -> None:
        """Do with an order that waits for hands what its policy says; safe to repeat."""
        asked = await self._means.orders.asked(_rule(tenant, 0), order)
        if isinstance(asked, Refused) or not asked.act or asked.assignee is not None:
            return
        triage = await self._triage.of_order(tenant, asked)
        policy = await self._policy_of(tenant, asked, triage)
        if policy.mode in {Mode.MANUAL, Mode.RECOMMEND}:
            return
        if policy.mode is Mode.POOL:
            await self._into_pool(tenant, asked, policy, command)
            return
        fit = await self._recommender.fit(tenant, asked, triage, at_once=True)
        case = Case(tenant=tenant, asked=asked, triage=triage, policy=policy, fit=fit)
        step, why = step_of(policy, triage, fit.fitting)
        if step == "assign":
            await self._assign(case, command)
            return
        first = fit.best[0].user if step == "pilot" and fit.best else None
        await self._keep(case, Made(command=command, kind=step, why=why, chosen=first))

    async def away(self, tenant: UUID, user: UUID, absence: UUID) -> None:
        """Look for other hands for everything that somebody has, who is away from now on."""
        await self._recommender.crowds.of(tenant, at_once=True)
        for order in await self._means.loads.held_by(tenant, user):
            asked = await self._means.orders.asked(_rule(tenant, 0), order)
            if isinstance(asked, Refused) or asked.assignee != user or not asked.act:
                continue
            triage = await self._triage.of_order(tenant, asked)
            policy = await self._policy_of(tenant, asked, triage)
            fit = await self._recommender.fit(tenant, asked, triage)
            case = Case(tenant=tenant, asked=asked, triage=triage, policy=policy, fit=fit)
            offered = derived_id(b"away" + absence.bytes + order.bytes)
            await self._keep(case, Made(command=offered, kind="away", why="away"))
            if policy.mode is Mode.AUTOMATIC and fit.best:
                again = derived_id(b"away again" + absence.bytes + order.bytes)
                await self._assign(case, again, why="away")

    async def choose(
        self, principal: Principal, asked: AskedOrder, to: UUID, *, reason: str, category: str = ""
    ) -> int | Refused:
        """Give an order to whom a person chose; another one than the first needs a reason.

        `category` is what stood there as what the order is about: it was let stand.
        """
        tenant = principal.tenant
        triage = await self._triage.of_order(tenant, asked)
        policy = await self._policy_of(tenant, asked, triage)
        fit = await self._recommender.fit(tenant, asked, told(policy, triage), at_once=True)
        first = bool(fit.best) and fit.best[0].user == to
        said = clean_text(reason, limit=REASON_LIMIT)
        if isinstance(said, TextFault):
            return malformed(Refusal.REASON_UNUSABLE, "/reason", limit=REASON_LIMIT)
        if fit.best and not first and not said.strip():
            return malformed(Refusal.REASON_NEEDED, "/reason")
        command = self._means.ids()
        basis = Basis(_source(policy), _reasons(to, fit, 1.0))
        done = await self._means.orders.give(
            principal, asked, to, reason=said, basis=basis, command=command
        )
        if isinstance(done, Refused):
            return done
        case = Case(tenant=tenant, asked=asked, triage=triage, policy=policy, fit=fit)
        kind = "accepted" if first else "overridden"
        await self._keep(case, Made(command=command, kind=kind, why=said, chosen=to))
        async with self._means.database.writing(tenant) as writer:
            await score_pilots(writer, tenant, asked.id, to)
            await note_stood(writer, tenant, asked.id, category)
        if fit.lineup is not None:
            among = fit.lineup.chosen(to)
            await self._means.scorers.chosen(tenant, command, asked.id, among)
        return done

    async def _into_pool(
        self, tenant: UUID, asked: AskedOrder, policy: Policy, command: UUID
    ) -> None:
        """Take an order on for whoever claims it; what waits to be claimed already does so."""
        if asked.act != "accept":
            return
        rule, basis = _rule(tenant, policy.version), Basis(_source(policy), ("pool",))
        await self._means.orders.give(rule, asked, None, reason="", basis=basis, command=command)

    async def _assign(self, case: Case, command: UUID, *, why: str = "") -> None:
        """Give an order to the best, or now and then a near tie; what is refused is held."""
        choice = self._chosen(case)
        to = UUID(choice.person)
        about = case.triage
        reasons = (
            f"category {about.category or '-'} {about.sureness:.4f} {about.model}",
            *_reasons(to, case.fit, choice.propensity),
        )
        done = await self._means.orders.give(
            _rule(case.tenant, case.policy.version),
            case.asked,
            to,
            reason="",
            basis=Basis(_source(case.policy), reasons),
            command=command,
        )
        if isinstance(done, Refused):
            await self._keep(case, Made(command=command, kind="held", why=done.code))
            return
        made = Made(
            command=command, kind="assigned", why=why, chosen=to, propensity=choice.propensity
        )
        await self._keep(case, made)

    def _chosen(self, case: Case) -> Choice:
        """Take whom the order's lot says while a challenger is tried; else chance may decide."""
        if case.fit.tried is not None:
            first = str(case.fit.best[0].user)
            return Choice(first, case.fit.chance, {first: case.fit.chance})
        best = [
            Candidate(str(each.user), each.score, each.points, each.facts) for each in case.fit.best
        ]
        critical = case.asked.priority <= CRITICAL
        choice = choose(best, self._means.draw(), EXPLORING, critical=critical)
        if choice is None:
            raise ValueError("nobody to choose from")
        return choice

    async def _policy_of(self, tenant: UUID, asked: AskedOrder, triage: Triage) -> Policy:
        crowds = self._recommender.crowds
        return await policy_of(self._means, crowds, tenant, asked=asked, triage=triage)

    async def _keep(self, case: Case, made: Made) -> None:
        decision = Decision(
            id=made.command,
            order=case.asked.id,
            kind=made.kind,
            type_key=case.asked.type_key,
            category=case.triage.category,
            policy=case.policy.version,
            chosen=made.chosen,
            propensity=made.propensity,
            why=made.why,
            candidates=_with(case.fit.best, made.chosen),
            made_at=self._means.clock(),
            weights=case.fit.weights,
            scorer=case.fit.scorer,
            priority=case.asked.priority,
        )
        tried = case.fit.tried if made.kind in _GIVEN else None
        async with self._means.database.writing(case.tenant) as writer:
            await keep_decision(writer, case.tenant, decision)
            if tried is not None:
                await keep_trial(writer, case.tenant, case.asked, tried, now=decision.made_at)


def _source(policy: Policy) -> str:
    return f"dispatch@{policy.version}"


def _reasons(to: UUID, fit: Fit, propensity: float) -> tuple[str, ...]:
    return basis_of(to, fit.best, propensity, weights=fit.weights, scorer=fit.scorer)


def _with(best: tuple[Weighed, ...], chosen: UUID | None) -> tuple[Weighed, ...]:
    """Return the candidates; one whom a person took from outside the list stands there bare."""
    if chosen is None or any(each.user == chosen for each in best):
        return best
    return (*best, Weighed(chosen, 0.0, {}, {}))


def _rule(tenant: UUID, version: int) -> Principal:
    return robot(tenant, Actor(ActorKind.RULE, name=f"dispatch@{version}"), _RIGHTS)
