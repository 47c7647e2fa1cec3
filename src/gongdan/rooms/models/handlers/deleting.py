"""A model that is out, or was refused, is deleted for ever: its file goes, its trail stays."""

from uuid import UUID

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.models import store
from gongdan.rooms.models.contract import ModelState
from gongdan.rooms.models.domain.refusals import ModelCode, refuse
from gongdan.rooms.models.handlers.means import Means
from gongdan.rooms.models.handlers.moving import Moving


class Deleting:
    """Deletes models."""

    def __init__(self, means: Means, moving: Moving) -> None:
        self._means = means
        self._moving = moving

    async def delete(self, principal: Principal, model: UUID, reason: str) -> Refused | None:
        """Delete a model; said again, it only makes sure that the file is gone."""
        means, tenant = self._means, principal.tenant
        async with means.database.reading(tenant) as reader:
            kept = await store.load(reader, tenant, model)
        if kept is None:
            return refuse(ModelCode.NOT_FOUND)
        if kept.state is not ModelState.DELETED:
            no = await self._moving.move(principal, model, ModelState.DELETED, reason)
            if no is not None:
                return no
        await means.sources.shred(tenant, kept.file, model)
        await means.runner.end(model)
        return None
