"""What models say of orders: the live one aloud, those on trial in silence, each counted.

A model that fails is never anybody's trouble but its own: whoever asked goes on without it.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.engines.plugged.answers import Fault, Said
from gongdan.engines.plugged.manifest import Sample
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.models import store
from gongdan.rooms.models.contract import ModelState, PluggedModel, SaidOfText
from gongdan.rooms.models.domain.refusals import ModelCode, refuse
from gongdan.rooms.models.handlers.means import Means
from gongdan.rooms.models.handlers.moving import Moving
from gongdan.rooms.models.ports import Answered
from gongdan.rooms.models.store import SaidOf

FRESH: Final = 2.0
"""Seconds for which it is taken as known which models are asked."""


class _Known(Struct, frozen=True):
    models: tuple[PluggedModel, ...]
    looked: datetime


class Speaking:
    """Asks models."""

    def __init__(self, means: Means, moving: Moving) -> None:
        self._means = means
        self._moving = moving
        self._known: dict[UUID, _Known] = {}

    async def of_text(self, tenant: UUID, text: str) -> SaidOfText | None:
        """Return what the live model says of a text; None: there is none, or it failed."""
        for model in await self._asked(tenant):
            if model.state is ModelState.LIVE and model.manifest.task == "triage":
                answer = await self._ask(tenant, model, Sample(text=text))
                await self._note(tenant, model, answer)
                if isinstance(answer.said, Said):
                    found = answer.said
                    return SaidOfText(
                        found.label, round(found.confidence, 4), found.verdict, model.title
                    )
        return None

    async def of_order(self, tenant: UUID, order: UUID, text: str) -> None:
        """Let each model that is on trial or live speak of a new order; nobody hears it."""
        async with self._means.database.reading(tenant) as reader:
            models = await store.asked(reader, tenant)
            new = [
                each for each in models if not await store.has_said(reader, tenant, each.id, order)
            ]
        for model in new:
            answer = await self._ask(tenant, model, Sample(text=text))
            if _is_busy(answer):
                continue  # a comparison can do without this order
            async with self._means.database.writing(tenant) as writer:
                said = _kept(order, answer)
                await store.keep_said(writer, tenant, model.id, said, now=self._means.clock())
            # what a live one fails at is counted where its word was wanted
            if model.state is ModelState.PILOT:
                await self._note(tenant, model, answer)

    async def asked(self, principal: Principal, model: UUID, sample: Sample) -> Answered | Refused:
        """Ask a model that was checked, whatever it is for; nothing is kept."""
        async with self._means.database.reading(principal.tenant) as reader:
            kept = await store.load(reader, principal.tenant, model)
        if kept is None:
            return refuse(ModelCode.NOT_FOUND)
        if kept.report is None or not kept.report.passed:
            return refuse(ModelCode.NOT_NOW, state=kept.state)
        answer = await self._ask(principal.tenant, kept, sample)
        if isinstance(answer.said, Fault):
            return refuse(ModelCode.FAILED, fault=answer.said.code, detail=answer.said.detail)
        return answer

    def forget(self, tenant: UUID) -> None:
        """Look again at the next text who is asked; other processes do so in `FRESH` seconds."""
        self._known.pop(tenant, None)

    async def _asked(self, tenant: UUID) -> tuple[PluggedModel, ...]:
        now = self._means.clock()
        known = self._known.get(tenant)
        if known is None or (now - known.looked).total_seconds() >= FRESH:
            async with self._means.database.reading(tenant) as reader:
                known = _Known(tuple(await store.asked(reader, tenant)), now)
            self._known[tenant] = known
        return known.models

    async def _ask(self, tenant: UUID, model: PluggedModel, sample: Sample) -> Answered:
        return await self._means.runner.ask(
            model.id, model.manifest, sample, tenant=tenant, file=model.file
        )

    async def _note(self, tenant: UUID, model: PluggedModel, answer: Answered) -> None:
        if _is_busy(answer):
            return
        if isinstance(answer.said, Fault):
            await self._moving.failed(tenant, model.id, answer.said.code)
            self.forget(tenant)
        else:
            await self._moving.answered(tenant, model)


def _is_busy(answer: Answered) -> bool:
    return isinstance(answer.said, Fault) and answer.said.code == "busy"


def _kept(order: UUID, answer: Answered) -> SaidOf:
    if isinstance(answer.said, Said):
        return SaidOf(
            order=order,
            label=answer.said.label,
            confidence=answer.said.confidence,
            verdict=answer.said.verdict,
            ms=answer.ms,
        )
    fault = answer.said.code if isinstance(answer.said, Fault) else ""
    return SaidOf(order=order, fault=fault, ms=answer.ms)
