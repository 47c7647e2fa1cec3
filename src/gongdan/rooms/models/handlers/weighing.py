"""A model beside the one that decides: what each said, and what people said."""

from uuid import UUID

from gongdan.kernel.database import Reader
from gongdan.rooms.models import store
from gongdan.rooms.models.contract import Figures, PluggedModel
from gongdan.rooms.models.domain.comparing import Compared, figures
from gongdan.rooms.models.domain.scoring import compared
from gongdan.rooms.models.handlers.means import Means
from gongdan.rooms.models.ports import Judged
from gongdan.rooms.models.store.choices import choices_of

_NAMES = frozenset({"route", "suggest"})


class Weighing:
    """Gathers figures."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def figures(self, reader: Reader, tenant: UUID, model: PluggedModel) -> Figures:
        """Return how a model did on the newest orders."""
        if model.manifest.task == "scoring":
            return figures(compared(await choices_of(reader, tenant, model.id)))
        said = await store.said_by(reader, tenant, model.id)
        judged = await self._means.judgements.of(tenant, [each.order for each in said])
        nobody = Judged("", "")
        return figures(
            [
                Compared(
                    own=each.label if each.verdict in _NAMES else "",
                    deciding=judged.get(each.order, nobody).deciding,
                    people=judged.get(each.order, nobody).people,
                    ms=each.ms,
                )
                for each in said
            ]
        )
