"""How models at work do: each fault is counted, and who is well again begins anew."""

from uuid import UUID

from gongdan.engines.plugged.answers import Fault
from gongdan.rooms.models.contract import PluggedModel
from gongdan.rooms.models.handlers.at_work import AtWork
from gongdan.rooms.models.handlers.moving import Moving
from gongdan.rooms.models.ports import Answered


class Noting:
    """Notes answers."""

    def __init__(self, moving: Moving, at_work: AtWork) -> None:
        self._moving = moving
        self._at_work = at_work

    async def note(self, tenant: UUID, model: PluggedModel, answer: Answered) -> None:
        """Note that a model answered, or did not; whoever is busy is not at fault."""
        fault = fault_of(answer)
        if fault == "busy":
            return
        if fault:
            await self._moving.failed(tenant, model.id, fault)
        else:
            await self._moving.answered(tenant, model)
        if fault or model.faults_in_row:
            self._at_work.forget(tenant)


def fault_of(answer: Answered) -> str:
    """Return the code of an answer's fault, "" where it is none."""
    return answer.said.code if isinstance(answer.said, Fault) else ""
