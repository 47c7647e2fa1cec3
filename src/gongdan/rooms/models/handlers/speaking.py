"""What models say of texts: the live one aloud, those on trial in silence, each counted.

A model that fails is never anybody's trouble but its own: whoever asked goes on without it.
"""

from typing import Final
from uuid import UUID

from gongdan.engines.plugged.answers import Fault, Said
from gongdan.engines.plugged.manifest import Sample
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.models import store
from gongdan.rooms.models.contract import ModelState, PluggedModel, SaidOfText
from gongdan.rooms.models.domain.refusals import ModelCode, refuse
from gongdan.rooms.models.handlers.at_work import AtWork
from gongdan.rooms.models.handlers.means import Means
from gongdan.rooms.models.handlers.noting import Noting, fault_of
from gongdan.rooms.models.ports import Answered
from gongdan.rooms.models.store import SaidOf

TASK: Final = "triage"


class Speaking:
    """Asks models of texts, and any model by hand."""

    def __init__(self, means: Means, at_work: AtWork, noting: Noting) -> None:
        self._means = means
        self._at_work = at_work
        self._noting = noting

    async def of_text(self, tenant: UUID, text: str) -> SaidOfText | None:
        """Return what the live model says of a text; None: there is none, or it failed."""
        for model in await self._at_work.of(tenant, TASK):
            if model.state is ModelState.LIVE:
                answer = await self._ask(tenant, model, Sample(text=text))
                await self._noting.note(tenant, model, answer)
                if isinstance(answer.said, Said):
                    found = answer.said
                    return SaidOfText(
                        found.label, round(found.confidence, 4), found.verdict, model.title
                    )
        return None

    async def of_order(self, tenant: UUID, order: UUID, text: str) -> None:
        """Let each model that is on trial or live speak of a new order; nobody hears it."""
        async with self._means.database.reading(tenant) as reader:
            new = [
                each
                for each in await store.asked(reader, tenant)
                if each.manifest.task == TASK
                and not await store.has_said(reader, tenant, each.id, order)
            ]
        for model in new:
            answer = await self._ask(tenant, model, Sample(text=text))
            if fault_of(answer) == "busy":
                continue  # a comparison can do without this order
            async with self._means.database.writing(tenant) as writer:
                said = _kept(order, answer)
                await store.keep_said(writer, tenant, model.id, said, now=self._means.clock())
            # what a live one fails at is counted where its word was wanted
            if model.state is ModelState.PILOT:
                await self._noting.note(tenant, model, answer)

    async def asked(self, principal: Principal, model: UUID, sample: Sample) -> Answered | Refused:
        """Ask a model that was checked, whatever it is for; nothing is kept."""
        async with self._means.database.reading(principal.tenant) as reader:
            kept = await store.load(reader, principal.tenant, model)
        if kept is None:
            return refuse(ModelCode.NOT_FOUND)
        if kept.state is ModelState.DELETED or kept.report is None or not kept.report.passed:
            return refuse(ModelCode.NOT_NOW, state=kept.state)
        answer = await self._ask(principal.tenant, kept, sample)
        if isinstance(answer.said, Fault):
            return refuse(ModelCode.FAILED, fault=answer.said.code, detail=answer.said.detail)
        return answer

    def forget(self, tenant: UUID) -> None:
        """Look again at the next order who is asked."""
        self._at_work.forget(tenant)

    async def _ask(self, tenant: UUID, model: PluggedModel, sample: Sample) -> Answered:
        return await self._means.runner.ask(
            model.id, model.manifest, sample, tenant=tenant, file=model.file
        )


def _kept(order: UUID, answer: Answered) -> SaidOf:
    if isinstance(answer.said, Said):
        return SaidOf(
            order=order,
            label=answer.said.label,
            confidence=answer.said.confidence,
            verdict=answer.said.verdict,
            ms=answer.ms,
        )
    return SaidOf(order=order, fault=fault_of(answer), ms=answer.ms)
