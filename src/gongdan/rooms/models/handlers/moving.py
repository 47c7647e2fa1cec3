"""Letting a model speak in silence, live, and taking it back: a person decides, the gate vetoes."""

from typing import Final
from uuid import UUID

from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.kernel.text import TextFault, clean_text
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.models import store
from gongdan.rooms.models.contract import FAULTS_IN_ROW, ModelState, PluggedModel
from gongdan.rooms.models.domain.moves import move, trips
from gongdan.rooms.models.domain.refusals import ModelCode, refuse
from gongdan.rooms.models.handlers.means import Means, deed
from gongdan.rooms.models.handlers.weighing import Weighing
from gongdan.rooms.models.store import Step

REASON_LIMIT: Final = 500
_ACTS: Final = {
    ModelState.PILOT: "pilot",
    ModelState.LIVE: "live",
    ModelState.OUT: "take_out",
    ModelState.DELETED: "delete",
}


class Moving:
    """Decides how far models get, one decision at a time, each in the audit trail."""

    def __init__(self, means: Means, weighing: Weighing) -> None:
        self._means = means
        self._weighing = weighing

    async def move(
        self, principal: Principal, model: UUID, to: ModelState, reason: str
    ) -> Refused | None:
        """Let a model reach a state; whoever was live for the task before speaks in silence."""
        said = clean_text(reason, limit=REASON_LIMIT)
        if isinstance(said, TextFault) or not said.strip():
            return refuse(ModelCode.REASON_UNUSABLE, field="/reason", limit=REASON_LIMIT)
        means, tenant = self._means, principal.tenant
        async with means.database.writing(tenant) as writer:
            kept = await store.load(writer, tenant, model, keep=True)
            if kept is None:
                return refuse(ModelCode.NOT_FOUND)
            if no := move(kept, to, await self._weighing.figures(writer, tenant, kept)):
                return no
            now = means.clock()
            if to is ModelState.LIVE:
                for other in await store.others_live(writer, tenant, kept):
                    gives_way = Step(ModelState.PILOT, now, principal.user, said)
                    await store.keep_state(writer, tenant, other.id, gives_way)
            await store.keep_state(writer, tenant, model, Step(to, now, principal.user, said))
            await means.trail.record(deed(tenant, principal.actor, _ACTS[to], kept), writer)
        return None

    async def failed(self, tenant: UUID, model: UUID, fault: str) -> None:
        """Count a fault; after too many in a row the model takes itself out."""
        means = self._means
        async with means.database.writing(tenant) as writer:
            kept = await store.note_fault(writer, tenant, model, fault)
            at_work = kept is not None and kept.state in {ModelState.PILOT, ModelState.LIVE}
            if kept is not None and at_work and trips(kept):
                step = Step(ModelState.OUT, means.clock(), None, f"{FAULTS_IN_ROW}x {fault}")
                await store.keep_state(writer, tenant, model, step)
                itself = Actor(ActorKind.MODEL, None, kept.title)
                await means.trail.record(deed(tenant, itself, "taken_out", kept), writer)

    async def answered(self, tenant: UUID, model: PluggedModel) -> None:
        """Note that a model is well again."""
        if model.faults_in_row:
            async with self._means.database.writing(tenant) as writer:
                await store.note_well(writer, tenant, model.id)
