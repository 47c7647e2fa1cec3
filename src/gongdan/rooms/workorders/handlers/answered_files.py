"""Files that answers name: taken to their order when they are given, or given back.

A field that holds files holds their ids. Whoever names one has uploaded it himself, nothing else
has it, and it is of a kind that the field accepts; what the order's answers named before stays.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias
from uuid import UUID

from gongdan.kernel.decider import load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Refused
from gongdan.rooms.files.contract import Attachments
from gongdan.rooms.workorders.contract import (
    KIND,
    AmendOrder,
    AnyAct,
    ReportOrder,
    StepCommand,
)
from gongdan.rooms.workorders.domain.named_files import files_in
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.committing import Target
from gongdan.rooms.workorders.handlers.sealing import Sealing
from gongdan.rooms.workorders.ports import Definitions
from gongdan.rooms.workorders.store import ORDERS

Answering: TypeAlias = ReportOrder | AmendOrder | AnyAct
"""The commands that may answer a form."""


class AnsweredFiles:
    """Attaches the files of answers to the order; those of a personal field under its person."""

    def __init__(self, store: EventStore, files: Attachments, definitions: Definitions) -> None:
        self._store = store
        self._files = files
        self._definitions = definitions

    async def fault(self, target: Target, sealing: Sealing, state: OrderState) -> Refused | None:
        """Take the files; why one can't be taken, at its field."""
        before, holder = {**state.details.fields, **state.data}, Ref(KIND, target.order)
        for answer in sealing.files:
            known = frozenset(files_in(before.get(answer.field)))
            subject = sealing.subject if answer.personal else None
            for file in answer.files:
                if file in known:
                    continue
                taken = await self._files.sent_by(target.tenant, target.actor, file)
                if not isinstance(taken, Refused):
                    if answer.accepts and taken.kind not in answer.accepts:
                        return malformed(OrderCode.FILE_UNFIT, f"/{answer.field}")
                    taken = await self._files.attach(
                        target.tenant, target.actor, file, holder, subject=subject
                    )
                if isinstance(taken, Refused):
                    return malformed(OrderCode.FILE_UNKNOWN, f"/{answer.field}")
        return None

    async def give_back(self, target: Target, command: Answering) -> None:
        """Release the files of a command that was refused; those that the order holds stay.

        Which files a sealed answer named before is in its ciphertext: those are never released.
        """
        named = {name: set(files_in(value)) for name, value in _answers(command).items()}
        if not any(named.values()):
            return
        state = (await load(self._store, ORDERS, target.tenant, target.order)).state
        known, sealed = frozenset(_held(state)), frozenset[str]()
        if state.exists:
            definition = await self._definitions.pinned(target.tenant, state.definition)
            sealed = frozenset[str]().union(*(each.sealed for each in definition.forms.values()))
        files = (named[name] for name in named.keys() - sealed)
        for file in set[UUID]().union(*files) - known:
            await self._files.release(target.tenant, file, Ref(KIND, target.order))


def _answers(command: Answering) -> Mapping[str, object]:
    match command:
        case ReportOrder(fields=fields) | AmendOrder(fields=dict(fields)):
            return fields
        case StepCommand(data=data):
            return data
        case _:
            return {}


def _held(state: OrderState) -> Iterator[UUID]:
    yield from (each.file for each in state.signatures if each.file)
    yield from (each.file for each in state.evidence if each.file)
    for value in (*state.details.fields.values(), *state.data.values()):
        yield from files_in(value)
