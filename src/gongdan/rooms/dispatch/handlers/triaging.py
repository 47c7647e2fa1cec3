"""What orders are about: models by tenant, taught by each closed order, kept with their hash.

On the first day a model knows categories by their words alone. From `REFIT` closed orders on it
is learned anew from all of them, each time that their number has doubled; in between it takes
lessons. Every process takes the same lessons in the same order, so that all say the same.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.triage.entities import Entity, entities
from gongdan.engines.triage.lessons import Lessons
from gongdan.engines.triage.model import Model, suggest
from gongdan.engines.triage.starting import Category as StartCategory
from gongdan.engines.triage.starting import start
from gongdan.engines.triage.storing import load, store
from gongdan.engines.triage.training import CannotLearn, train
from gongdan.kernel.messages import Refused
from gongdan.rooms.dispatch.contract import Category, Triage
from gongdan.rooms.dispatch.domain.pool import TWIN, LeftOut, text_fault
from gongdan.rooms.dispatch.domain.refusals import Refusal, malformed
from gongdan.rooms.dispatch.handlers.likeness import Likeness
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.ports import AskedOrder
from gongdan.rooms.dispatch.store.evidence import any_taught, note_origin
from gongdan.rooms.dispatch.store.learning import (
    Lesson,
    StoredModel,
    keep_model,
    keep_triage,
    learn_once,
    lessons_after,
    live_version,
    load_model,
    newest_version,
    triages_of,
)
from gongdan.rooms.dispatch.store.policies import load_categories

REFIT: Final = 40
"""So many closed orders are needed before a model is learned from orders alone."""
FRESH: Final = 2.0
"""Seconds for which a model is taken as it is."""
TWINS: Final = 10
"""So many of the most alike are looked at, whether one has taught the same."""
_MOST_LESSONS: Final = 2_000
_MOST_ORDERS: Final = 50_000
_UNKNOWN: Final = Triage(label="", confidence=0.0, verdict="unsure", origin="words", model="")


class _Known(Struct):
    """A tenant's model in this process, and up to which lesson it has learned."""

    model: Model | None
    version: int
    words: int
    learned: datetime | None
    looked: datetime


class TriageDesk:
    """Says what orders are about, keeps it, and learns what they turned out to be."""

    def __init__(self, means: Means, likeness: Likeness) -> None:
        self._means = means
        self._likeness = likeness
        self._known: dict[UUID, _Known] = {}

    async def of_order(self, tenant: UUID, asked: AskedOrder) -> Triage:
        """Return what is known of an order, asked of the model the first time."""
        async with self._means.database.reading(tenant) as reader:
            kept = (await triages_of(reader, tenant, [asked.id])).get(asked.id)
        if kept is not None:
            return kept
        said = await self.suggest(tenant, asked.text)
        async with self._means.database.writing(tenant) as writer:
            await keep_triage(writer, tenant, asked.id, said, now=self._means.clock())
            await note_origin(writer, tenant, asked.id, type_key=asked.type_key, unit=asked.unit)
        return said

    async def suggest(self, tenant: UUID, text: str) -> Triage:
        """Return what a model says of a text; nothing raises, whatever the text.

        A model that was plugged in and is live comes first; where it fails, ours answers.
        """
        plugged = await self._means.plugged.triage(tenant, text)
        return plugged or await self._built_in(tenant, text)

    async def _built_in(self, tenant: UUID, text: str) -> Triage:
        known = await self._fresh(tenant)
        if known.model is None:
            return _UNKNOWN
        found = suggest(known.model, text)
        return Triage(
            label=found.label,
            confidence=round(found.confidence, 4),
            verdict=found.verdict,
            origin=found.origin,
            model=f"triage@{known.version}",
        )

    async def entities(self, tenant: UUID, text: str) -> list[Entity]:
        """Return what a text names: known things first, then what looks like one."""
        return entities(text, await self._means.names.of(tenant))

    async def decide(self, tenant: UUID, asked: AskedOrder, label: str) -> Triage | Refused:
        """Keep what a person says an order is about; what the model had said stays beside it."""
        async with self._means.database.reading(tenant) as reader:
            categories = await load_categories(reader, tenant)
        if label not in categories:
            return malformed(Refusal.CATEGORY_UNKNOWN, "/category")
        decided = replace(await self.of_order(tenant, asked), decided=label)
        async with self._means.database.writing(tenant) as writer:
            await keep_triage(writer, tenant, asked.id, decided, now=self._means.clock())
        return decided

    async def learn(self, tenant: UUID, order: UUID, *, cancelled: bool = False) -> None:
        """Let an order that ended teach what it was about, or note why it does not; once."""
        why = "cancelled" if cancelled else await self._left_out(tenant, order)
        async with self._means.database.writing(tenant) as writer:
            noted = await learn_once(writer, tenant, order, self._means.clock(), left_out=why)
        if noted and not why:
            await self.refit(tenant)

    async def _left_out(self, tenant: UUID, order: UUID) -> LeftOut:
        """Return why an order teaches nothing."""
        async with self._means.database.reading(tenant) as reader:
            said = (await triages_of(reader, tenant, [order])).get(order)
        if said is None or not said.decided:
            return "nobody_said"
        text = (await self._means.orders.texts(tenant, [order])).get(order, "")
        if fault := text_fault(text):
            return fault
        alike = await self._likeness.alike(tenant, text, most=TWINS, without=order)
        twins = [each.order for each in alike if each.cosine >= TWIN]
        async with self._means.database.reading(tenant) as reader:
            twin = await any_taught(reader, tenant, twins, said.decided)
        return "duplicate" if twin else ""

    async def _fresh(self, tenant: UUID) -> _Known:
        now = self._means.clock()
        known = self._known.get(tenant)
        if known is not None and (now - known.looked).total_seconds() < FRESH:
            return known
        async with self._means.database.reading(tenant) as reader:
            categories = await load_categories(reader, tenant)
            version = await live_version(reader, tenant)
            words = hash(frozenset((each.key, each.phrases) for each in categories.values()))
            if known is None or (known.version, known.words) != (version, words):
                kept = await load_model(reader, tenant, version) if version else None
                known = _begun(categories, kept, words, now)
            lessons = await lessons_after(reader, tenant, known.learned, _MOST_LESSONS)
        known.looked = now
        if lessons and known.model is not None:
            known.model = await self._taught(tenant, known.model, lessons)
            known.learned = lessons[-1].at
        self._known[tenant] = known
        return known

    async def _taught(self, tenant: UUID, model: Model, taught: Sequence[Lesson]) -> Model:
        texts = await self._means.orders.texts(tenant, [each.order for each in taught])
        lessons = Lessons(model)
        for each in taught:
            if each.order in texts:
                lessons.learn(texts[each.order], each.label)
        return lessons.model

    async def refit(self, tenant: UUID, *, at_once: bool = False) -> None:
        """Learn anew from all closed orders: where there are twice as many as the last time.

        Asked for `at_once`, one order more is enough; below `REFIT` there is nothing to learn.
        """
        async with self._means.database.reading(tenant) as reader:
            version = await newest_version(reader, tenant)
            kept = await load_model(reader, tenant, version) if version else None
            lessons = await lessons_after(reader, tenant, None, _MOST_ORDERS)
        due = REFIT if kept is None else kept.orders + 1 if at_once else 2 * kept.orders
        if len(lessons) < due:
            return
        texts = await self._means.orders.texts(tenant, [each.order for each in lessons])
        known = [each for each in lessons if each.order in texts]
        # off the loop: a refit of many orders takes seconds
        model = await asyncio.to_thread(
            train, [texts[each.order] for each in known], [each.label for each in known]
        )
        if isinstance(model, CannotLearn):
            return
        stored = StoredModel(
            version=version + 1,
            body=store(model),
            origin=model.origin,
            orders=len(lessons),
            first_at=lessons[0].at,
            last_at=lessons[-1].at,
            made_at=self._means.clock(),
        )
        async with self._means.database.writing(tenant) as writer:
            await keep_model(writer, tenant, stored)


def _begun(
    categories: Mapping[str, Category], kept: StoredModel | None, words: int, now: datetime
) -> _Known:
    """Return the kept model, or one that knows categories by their words alone."""
    if kept is not None:
        model = load(kept.body)
        if isinstance(model, Model):
            return _Known(model, kept.version, words, kept.last_at, now)
    begun = start(
        [
            StartCategory(each.key, (*each.name.values(), *each.phrases))
            for each in categories.values()
        ]
    )
    return _Known(begun if isinstance(begun, Model) else None, 0, words, None, now)
