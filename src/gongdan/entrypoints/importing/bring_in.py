"""The second half of an import: each case becomes an order, several in flight at once.

An order and its whole history are stored as one act, so a stop leaves whole orders; what came
in before is known by its external id and left alone, so a run after a stop goes on.
"""

import asyncio
from collections.abc import Iterable, Iterator
from itertools import islice

from gongdan.bootstrap.house import House
from gongdan.entrypoints.importing.acts import Act
from gongdan.entrypoints.importing.errors_file import ErrorsFile
from gongdan.entrypoints.importing.gather import Progress
from gongdan.entrypoints.importing.mapping import Mapping
from gongdan.entrypoints.importing.orders import order_of
from gongdan.entrypoints.importing.table import BadRow
from gongdan.entrypoints.importing.tally import Tally
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.store import imported_ids

IN_FLIGHT = 16
_BATCH = 400


class StorageFullError(Exception):
    """The disk has too little room left to take more in."""


class BringIn:
    """Brings cases into one tenant, as one principal."""

    def __init__(
        self, house: House, by: Principal, mapping: Mapping, tally: Tally, *, errors: ErrorsFile
    ) -> None:
        self._house = house
        self._by = by
        self._mapping = mapping
        self._tally = tally
        self._errors = errors

    async def all(self, cases: Iterable[list[Act]], progress: Progress) -> None:
        """Bring in every case that is not there yet."""
        for batch in _batches(cases):
            if self._house.read_only():
                raise StorageFullError
            await self._batch(batch, progress)

    async def _batch(self, batch: list[list[Act]], progress: Progress) -> None:
        names = [acts[0].case for acts in batch]
        source = self._mapping.source
        known = await imported_ids(self._house.storage.app, self._by.tenant, source, names)
        waiting = iter([acts for acts in batch if acts[0].case not in known])
        self._tally.known += len(known)
        progress(len(known))
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(IN_FLIGHT):
                    group.create_task(self._some(waiting, progress))
        except* Exception as faults:  # noqa: BLE001 - passed on
            # what broke one broke all: the first says it
            raise faults.exceptions[0] from None

    async def _some(self, waiting: Iterator[list[Act]], progress: Progress) -> None:
        """Take cases from what is waiting until nothing is."""
        for acts in waiting:
            command = order_of(self._mapping, acts)
            answer = await self._house.orders.take_in(self._by, command)
            progress(1)
            if not isinstance(answer, Refused):
                self._tally.stored(acts=len(acts), ended=command.ended)
            elif answer.code == OrderCode.IMPORTED_BEFORE:
                self._tally.known += 1
            else:
                self._refuse(acts, answer)

    def _refuse(self, acts: list[Act], no: Refused) -> None:
        self._tally.refused_cases += 1
        self._tally.reject(no.code, len(acts))
        for act in acts:
            self._errors.add(BadRow(act.line, no.code, no.field))


def _batches(cases: Iterable[list[Act]]) -> Iterator[list[list[Act]]]:
    source = iter(cases)
    while batch := list(islice(source, _BATCH)):
        yield batch
