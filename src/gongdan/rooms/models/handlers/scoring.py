"""Models that score candidates: the live one aloud and at once, all of them in silence later.

Whoever waits for hands never waits for a model: what is not answered in a blink is not heard.
"""

from collections.abc import Sequence
from uuid import UUID

from gongdan.engines.matching.advising import ChosenAmong
from gongdan.engines.plugged.answers import Scored
from gongdan.engines.plugged.manifest import Sample
from gongdan.rooms.models import store
from gongdan.rooms.models.contract import Choice, ModelState, PluggedModel
from gongdan.rooms.models.domain.scoring import picked, places
from gongdan.rooms.models.handlers.at_work import AtWork
from gongdan.rooms.models.handlers.means import Means
from gongdan.rooms.models.handlers.noting import Noting, fault_of
from gongdan.rooms.models.ports import Answered
from gongdan.rooms.models.store.choices import has_judged, keep_choice, queue_choice

TASK = "scoring"


class Scoring:
    """Asks models about candidates."""

    def __init__(self, means: Means, at_work: AtWork, noting: Noting) -> None:
        self._means = means
        self._at_work = at_work
        self._noting = noting

    async def at_work(self, tenant: UUID) -> tuple[PluggedModel, ...]:
        """Return the models that are live or pilots."""
        return await self._at_work.of(tenant, TASK)

    async def scores(
        self, tenant: UUID, model: UUID, rows: Sequence[Sequence[float]]
    ) -> Sequence[float] | None:
        """Return what the live model says of candidates; None: not at once, or not at all."""
        for each in await self.at_work(tenant):
            if each.id == model and each.state is ModelState.LIVE:
                answer = await self._ask(tenant, each, rows, at_once=True)
                await self._noting.note(tenant, each, answer)
                return answer.said.scores if isinstance(answer.said, Scored) else None
        return None

    async def chosen(self, tenant: UUID, choice: UUID, order: UUID, among: ChosenAmong) -> None:
        """Let a worker ask about a choice, beside the way of whoever chose."""
        means = self._means
        async with means.database.writing(tenant) as writer:
            await queue_choice(writer, tenant, means.ids(), choice=choice, order=order, among=among)

    async def judge(self, tenant: UUID, choice: UUID, order: UUID, among: ChosenAmong) -> None:
        """Ask each model about a choice, and keep where the chosen one stood; safe to repeat."""
        means = self._means
        async with means.database.reading(tenant) as reader:
            models = [
                each
                for each in await store.asked(reader, tenant)
                if each.manifest.task == TASK
                and not await has_judged(reader, tenant, each.id, choice)
            ]
        for model in models:
            answer = await self._ask(tenant, model, among.rows, at_once=False)
            if fault_of(answer) == "busy":
                continue  # a comparison can do without this choice
            silent = model.state is ModelState.PILOT
            said = answer.said.scores if isinstance(answer.said, Scored) else None
            place, beside = places(among, said, silent=silent)
            kept = Choice(
                id=choice,
                order=order,
                candidates=len(among.rows),
                place=place,
                deciding_place=beside,
                silent=silent,
                fault=fault_of(answer),
                ms=answer.ms,
                at=means.clock(),
            )
            async with means.database.writing(tenant) as writer:
                await keep_choice(writer, tenant, model.id, kept)
            # what a live one fails at is counted where its word was wanted
            if silent:
                await self._noting.note(tenant, model, answer)

    async def _ask(
        self,
        tenant: UUID,
        model: PluggedModel,
        rows: Sequence[Sequence[float]],
        *,
        at_once: bool,
    ) -> Answered:
        sample = Sample(numbers=picked(model.manifest, rows))
        return await self._means.runner.ask(
            model.id, model.manifest, sample, tenant=tenant, file=model.file, at_once=at_once
        )
