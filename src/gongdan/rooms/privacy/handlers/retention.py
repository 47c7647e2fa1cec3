"""Retention: who is due, proposed by one person, let go when another approves.

The dry run and the run are one list: a proposal keeps its names, and is refused at approval if
anybody among them is needed again.
"""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from gongdan.kernel.audit import Deed
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Refused
from gongdan.rooms.privacy.contract import Asker, RetentionRun, RetentionShown, Rule
from gongdan.rooms.privacy.domain.refusals import PrivacyCode, refuse, unknown
from gongdan.rooms.privacy.handlers.erasing import Erasing
from gongdan.rooms.privacy.handlers.parts import Means
from gongdan.rooms.privacy.store import retention as store
from gongdan.rooms.privacy.store.subjects import held

MOST_AT_ONCE = 5_000
_SHOWN = 50


class Rules(Protocol):
    """The retention of each personal field of each published definition."""

    async def of(self, tenant: UUID) -> Sequence[Rule]: ...


class Retention:
    """Proposes, approves, and erases whom nobody needs any more."""

    def __init__(self, means: Means, erasing: Erasing, rules: Rules) -> None:
        self._means = means
        self._erasing = erasing
        self._rules = rules

    async def show(self, asker: Asker) -> RetentionShown:
        """Return the rules, who is due now, and the runs so far."""
        async with self._means.database.reading(asker.tenant) as reader:
            runs = await store.newest_runs(reader, asker.tenant, _SHOWN)
        rules = await self._rules.of(asker.tenant)
        return RetentionShown(tuple(rules), await self.due(asker.tenant), tuple(runs))

    async def due(self, tenant: UUID) -> tuple[UUID, ...]:
        """Return whom nobody needs any more: the dry run."""
        means = self._means
        found = list(await means.needs.run_out(tenant, means.clock()))[:MOST_AT_ONCE]
        kept = await means.needs.kept(tenant, found)
        async with means.database.reading(tenant) as reader:
            kept |= await held(reader, tenant, found)
        return tuple(sorted(each for each in found if each not in kept))

    async def propose(self, asker: Asker) -> RetentionRun | Refused:
        """Keep the list of today, to be approved by somebody else."""
        means, tenant = self._means, asker.tenant
        due = await self.due(tenant)
        if not due or asker.actor.id is None:
            return refuse(PrivacyCode.RETENTION_NOTHING_DUE)
        now = means.clock()
        run = RetentionRun(
            id=means.ids(),
            cut_off=now,
            planned=due,
            proposed_by=asker.actor.id,
            proposed_at=now,
            approved_by=None,
            approved_at=None,
            erased=None,
            done_at=None,
        )
        async with means.database.writing(tenant) as writer:
            await store.add_run(writer, tenant, run)
            await means.trail.record(_deed(asker, "retention.propose", run), writer)
        return run

    async def approve(
        self, asker: Asker, run: UUID, progress: Callable[[int], None] = lambda _: None
    ) -> RetentionRun | Refused:
        """Approve what somebody else proposed, and let go exactly whom it names."""
        means, tenant = self._means, asker.tenant
        async with means.database.reading(tenant) as reader:
            found = await store.load_run(reader, tenant, run)
        refused = await self._unfit(asker, found)
        if refused or found is None or asker.actor.id is None:
            return refused or unknown(PrivacyCode.RETENTION_RUN_UNKNOWN)
        async with means.database.writing(tenant) as writer:
            if not await store.approve(writer, tenant, run, by=asker.actor.id, now=means.clock()):
                return refuse(PrivacyCode.RETENTION_APPROVED_BEFORE)
            await means.trail.record(_deed(asker, "retention.approve", found), writer)
        for done, subject in enumerate(found.planned, start=1):
            await self._erasing.erase_for(asker, subject, "retention")
            progress(done)
        return await self._ended(tenant, run, len(found.planned))

    async def _unfit(self, asker: Asker, run: RetentionRun | None) -> Refused | None:
        if run is None:
            return unknown(PrivacyCode.RETENTION_RUN_UNKNOWN)
        if run.approved_by is not None:
            return refuse(PrivacyCode.RETENTION_APPROVED_BEFORE)
        if run.proposed_by == asker.actor.id:
            return refuse(PrivacyCode.RETENTION_OWN_PROPOSAL)
        if not set(run.planned) <= set(await self.due(asker.tenant)):
            return refuse(PrivacyCode.RETENTION_PLAN_CHANGED)
        return None

    async def _ended(self, tenant: UUID, run: UUID, erased: int) -> RetentionRun | Refused:
        async with self._means.database.writing(tenant) as writer:
            await store.end_run(writer, tenant, run, erased=erased, now=self._means.clock())
            ended = await store.load_run(writer, tenant, run)
        return ended or unknown(PrivacyCode.RETENTION_RUN_UNKNOWN)


def _deed(asker: Asker, act: str, run: RetentionRun) -> Deed:
    return Deed(
        tenant=asker.tenant,
        actor=asker.actor,
        act=act,
        object=Ref("retention", run.id),
        facts={"persons": len(run.planned)},
    )
