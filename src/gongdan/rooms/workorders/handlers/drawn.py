"""What is signed, and the picture of a drawn signature: taken to its order, or given back."""

from collections.abc import Mapping
from uuid import UUID

from gongdan.kernel.decider import Versioned, load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Refused
from gongdan.rooms.files.contract import Attachments, FileKind
from gongdan.rooms.workorders.contract import KIND, AmendOrder, AnyAct, SignOrder
from gongdan.rooms.workorders.domain.signatures import LANGUAGES, may_be_signed, statement_bytes
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.committing import Target
from gongdan.rooms.workorders.ports import RunningDefinition
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.statement import compose


class DrawnSignatures:
    """Attaches what somebody drew to the order that he signs, under his own key."""

    def __init__(self, store: EventStore, files: Attachments) -> None:
        self._store = store
        self._files = files

    async def taken(
        self,
        target: Target,
        command: AnyAct | AmendOrder,
        state: OrderState,
        *,
        subject: UUID | None,
    ) -> str:
        """Return the digest of the picture; "" where there is none, or none that can be used."""
        file = _drawn(command)
        if file is None or not may_be_signed(state):
            return ""
        sent = await self._files.sent_by(target.tenant, target.actor, file)
        if isinstance(sent, Refused) or sent.kind is not FileKind.IMAGE:
            return ""
        holder = Ref(KIND, target.order)
        held = await self._files.attach(target.tenant, target.actor, file, holder, subject=subject)
        return "" if isinstance(held, Refused) else held.digest

    async def give_back(self, target: Target, command: AnyAct | AmendOrder) -> None:
        """Release a picture of a signature that was refused; one that the order holds stays."""
        file = _drawn(command)
        if file is None:
            return
        state = (await load(self._store, ORDERS, target.tenant, target.order)).state
        held = {each.file for each in state.signatures} | {each.file for each in state.evidence}
        if file not in held:
            await self._files.release(target.tenant, file, Ref(KIND, target.order))


def _drawn(command: AnyAct | AmendOrder) -> UUID | None:
    return command.picture if isinstance(command, SignOrder) else None


def to_sign(
    order: UUID,
    before: Versioned[OrderState],
    definition: RunningDefinition,
    command: AnyAct | AmendOrder,
    *,
    answers: Mapping[str, object],
) -> bytes:
    """Return the bytes that a signature would be put under, nothing for other commands."""
    if not (isinstance(command, SignOrder) and command.language in LANGUAGES):
        return b""
    return statement_bytes(compose(order, before, definition, command.language, answers=answers))
