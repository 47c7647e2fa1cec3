"""The triage models of each tenant in this process: the one that speaks, and one that is tried.

Both take a lesson from each closed order since they were learned, in the same order in every
process, so that all say the same. Version 0 knows categories by their words alone.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.engines.triage.lessons import Lessons
from gongdan.engines.triage.model import Model, suggest
from gongdan.engines.triage.starting import Category as StartCategory
from gongdan.engines.triage.starting import start
from gongdan.engines.triage.storing import load
from gongdan.kernel.database import Reader
from gongdan.rooms.dispatch.contract import Category, Triage
from gongdan.rooms.dispatch.domain.stages import standing_of
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.store.learning import (
    Lesson,
    StoredModel,
    lessons_after,
    load_model,
)
from gongdan.rooms.dispatch.store.policies import load_categories
from gongdan.rooms.dispatch.store.weights import steps_of

FRESH: Final = 2.0
"""Seconds for which models are taken as they are."""
_MOST_LESSONS: Final = 2_000
_UNKNOWN: Final = Triage(label="", confidence=0.0, verdict="unsure", origin="words", model="")


def called(version: int) -> str:
    """Return how a triage model is called where it is said who spoke."""
    return f"triage@{version}"


class Known(Struct):
    """A model in this process, and up to which lesson it has learned."""

    model: Model | None
    version: int
    learned: datetime | None

    def says(self, text: str) -> Triage:
        """Return what it says of a text; nothing raises, whatever the text."""
        if self.model is None:
            return _UNKNOWN
        found = suggest(self.model, text)
        return Triage(
            label=found.label,
            confidence=round(found.confidence, 4),
            verdict=found.verdict,
            origin=found.origin,
            model=called(self.version),
        )


class Voices(Struct, frozen=True):
    """Who speaks, and who is tried beside him (None: nobody)."""

    live: Known
    tried: Known | None


class _Kept(Struct):
    """What this process knows of a tenant: since when, by which words, and its models."""

    looked: datetime
    words: int
    voices: Voices


class Speaking:
    """Knows the models of each tenant; looks for new lessons and versions after two seconds."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._kept: dict[UUID, _Kept] = {}

    async def of(self, tenant: UUID) -> Voices:
        """Return the models, each with all lessons so far."""
        now = self._means.clock()
        kept = self._kept.get(tenant)
        if kept is not None and (now - kept.looked).total_seconds() < FRESH:
            return kept.voices
        async with self._means.database.reading(tenant) as reader:
            categories = await load_categories(reader, tenant)
            standing = standing_of(await steps_of(reader, tenant, "triage"))
            words = hash(frozenset((each.key, each.phrases) for each in categories.values()))
            before = _by_version(kept if kept is not None and kept.words == words else None)

            async def known(version: int) -> Known:
                return before.get(version) or await _begun(reader, tenant, version, categories)

            tried = standing.challenger
            voices = Voices(
                await known(standing.champion), await known(tried.version) if tried else None
            )
            lessons = [
                await lessons_after(reader, tenant, each.learned, _MOST_LESSONS)
                for each in _both(voices)
            ]
        for each, taught in zip(_both(voices), lessons, strict=True):
            await self._teach(tenant, each, taught)
        self._kept[tenant] = _Kept(now, words, voices)
        return voices

    def forget(self, tenant: UUID) -> None:
        """Let it be looked at anew at once: another model speaks, or none is tried."""
        if tenant in self._kept:
            self._kept[tenant].looked = datetime.min.replace(tzinfo=self._means.clock().tzinfo)

    async def _teach(self, tenant: UUID, known: Known, taught: Sequence[Lesson]) -> None:
        if known.model is None or not taught:
            return
        texts = await self._means.orders.texts(tenant, [each.order for each in taught])
        if known.learned is not None and known.learned >= taught[-1].at:
            return  # another request taught the same meanwhile
        lessons = Lessons(known.model)
        for each in taught:
            if each.order in texts:
                lessons.learn(texts[each.order], each.label)
        known.model, known.learned = lessons.model, taught[-1].at


def _both(voices: Voices) -> list[Known]:
    return [voices.live] if voices.tried is None else [voices.live, voices.tried]


def _by_version(kept: _Kept | None) -> dict[int, Known]:
    return {each.version: each for each in _both(kept.voices)} if kept is not None else {}


async def _begun(
    reader: Reader, tenant: UUID, version: int, categories: Mapping[str, Category]
) -> Known:
    """Return a kept model, or one that knows categories by their words alone."""
    kept: StoredModel | None = await load_model(reader, tenant, version) if version else None
    model = load(kept.body) if kept is not None else None
    if kept is not None and isinstance(model, Model):
        return Known(model, version, kept.last_at)
    begun = start(
        [
            StartCategory(each.key, (*each.name.values(), *each.phrases))
            for each in categories.values()
        ]
    )
    return Known(begun if isinstance(begun, Model) else None, 0, None)
