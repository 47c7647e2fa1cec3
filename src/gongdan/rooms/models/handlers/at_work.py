"""Which models of a tenant are at work, known in each process and looked up every other second.

Who is at work no more has his process ended here.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.models import store
from gongdan.rooms.models.contract import PluggedModel
from gongdan.rooms.models.handlers.means import Means

FRESH: Final = 2.0
"""Seconds for which it is taken as known which models are asked."""


class _Known(Struct, frozen=True):
    models: tuple[PluggedModel, ...]
    looked: datetime


class AtWork:
    """The models that are pilots or live."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._known: dict[UUID, _Known] = {}

    async def of(self, tenant: UUID, task: str) -> tuple[PluggedModel, ...]:
        """Return those for a task, as they were a moment ago."""
        now = self._means.clock()
        known = self._known.get(tenant)
        if known is None or (now - known.looked).total_seconds() >= FRESH:
            known = await self._look(tenant, now)
        return tuple(each for each in known.models if each.manifest.task == task)

    def forget(self, tenant: UUID) -> None:
        """Look again when next asked; other processes do so in `FRESH` seconds."""
        known = self._known.get(tenant)
        if known is not None:
            self._known[tenant] = _Known(
                known.models, datetime.min.replace(tzinfo=known.looked.tzinfo)
            )

    async def _look(self, tenant: UUID, now: datetime) -> _Known:
        before = self._known.get(tenant)
        async with self._means.database.reading(tenant) as reader:
            known = _Known(tuple(await store.asked(reader, tenant)), now)
        self._known[tenant] = known
        left = {each.id for each in known.models}
        for each in before.models if before else ():
            if each.id not in left:
                await self._means.runner.end(each.id)
        return known
