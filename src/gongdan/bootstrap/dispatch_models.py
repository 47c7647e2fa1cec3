"""Models that were trained elsewhere, as dispatch asks them."""

from collections.abc import Sequence
from uuid import UUID

from msgspec.structs import asdict

from gongdan.engines.matching.advising import ChosenAmong
from gongdan.rooms.dispatch.contract import Triage
from gongdan.rooms.dispatch.ports import Scorer
from gongdan.rooms.models.contract import ModelState
from gongdan.rooms.models.handlers.desk import ModelDesk


class LiveModel:
    """Fulfils `dispatch.ports.PluggedModels`."""

    def __init__(self, models: ModelDesk) -> None:
        self._models = models

    async def triage(self, tenant: UUID, text: str) -> Triage | None:
        """Return what the model that is live says of a text, if there is one and it answers."""
        said = await self._models.speaking.of_text(tenant, text)
        return Triage(**asdict(said), origin="plugged") if said else None


class LiveScorer:
    """Fulfils `dispatch.ports.PluggedScorers`."""

    def __init__(self, models: ModelDesk) -> None:
        self._scoring = models.scoring

    async def at_work(self, tenant: UUID) -> Sequence[Scorer]:
        """Return the models that score candidates, live or in silence."""
        found = await self._scoring.at_work(tenant)
        return [Scorer(each.id, each.title, each.state is ModelState.LIVE) for each in found]

    async def scores(
        self, tenant: UUID, scorer: UUID, rows: Sequence[Sequence[float]]
    ) -> Sequence[float] | None:
        """Return what the live one says, if it answers at once."""
        return await self._scoring.scores(tenant, scorer, rows)

    async def chosen(self, tenant: UUID, choice: UUID, order: UUID, among: ChosenAmong) -> None:
        """Let all of them be asked about a choice by the worker."""
        await self._scoring.chosen(tenant, choice, order, among)
