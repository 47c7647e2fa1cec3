"""What orders are about: asked of a model once, decided by people, and learned once it is known.

A model on trial is asked the same of each new order. What it says is kept to be compared, and
shown to nobody.
"""

from typing import Final
from uuid import UUID

from msgspec.structs import replace

from gongdan.engines.triage.entities import Entity, entities
from gongdan.kernel.messages import Refused
from gongdan.rooms.dispatch.contract import Triage
from gongdan.rooms.dispatch.domain.pool import TWIN, LeftOut, text_fault
from gongdan.rooms.dispatch.domain.refusals import Refusal, malformed
from gongdan.rooms.dispatch.handlers.likeness import Likeness
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.relearning import Relearning
from gongdan.rooms.dispatch.handlers.speaking import Speaking
from gongdan.rooms.dispatch.ports import AskedOrder
from gongdan.rooms.dispatch.store.comparisons import keep_second
from gongdan.rooms.dispatch.store.evidence import any_taught, note_origin
from gongdan.rooms.dispatch.store.learning import keep_triage, learn_once, triages_of
from gongdan.rooms.dispatch.store.policies import load_categories

TWINS: Final = 10
"""So many of the most alike are looked at, whether one has taught the same."""


class TriageDesk:
    """Says what orders are about, keeps it, and learns what they turned out to be."""

    def __init__(
        self, means: Means, likeness: Likeness, speaking: Speaking, relearning: Relearning
    ) -> None:
        self._means = means
        self._likeness = likeness
        self._speaking = speaking
        self._relearning = relearning

    async def of_order(self, tenant: UUID, asked: AskedOrder) -> Triage:
        """Return what is known of an order, asked of the model the first time.

        A model that was plugged in and is live speaks first; where it fails, ours answers. Only
        then is ours compared with the one on trial: beside a stranger neither shows its worth.
        """
        async with self._means.database.reading(tenant) as reader:
            kept = (await triages_of(reader, tenant, [asked.id])).get(asked.id)
        if kept is not None:
            return kept
        voices, now = await self._speaking.of(tenant), self._means.clock()
        plugged = await self._means.plugged.triage(tenant, asked.text)
        said, tried = plugged or voices.live.says(asked.text), None if plugged else voices.tried
        async with self._means.database.writing(tenant) as writer:
            await keep_triage(writer, tenant, asked.id, said, now=now)
            if tried is not None:
                second = tried.says(asked.text)
                await keep_second(
                    writer, tenant, asked.id, challenger=tried.version, said=second, now=now
                )
            await note_origin(writer, tenant, asked.id, type_key=asked.type_key, unit=asked.unit)
        return said

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
            await self._relearning.refit(tenant)

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
