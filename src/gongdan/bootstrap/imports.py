"""Imports plugged: uploaded files, the one way in, the registers by code."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.uploaded_sheet import UploadedSheets
from gongdan.bootstrap.files import Files
from gongdan.bootstrap.filled_registers import IMPORTER, FilledRegisters, importing_robot
from gongdan.bootstrap.orders import OrderDesk
from gongdan.bootstrap.storage import Storage, is_nearly_full
from gongdan.bootstrap.taken_files import TakenFiles
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Refused
from gongdan.kernel.retry import OnFault
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.imports.contract import KIND, SOURCE
from gongdan.rooms.imports.domain.refusals import ImportCode, refuse
from gongdan.rooms.imports.handlers.desk import ImportDesk
from gongdan.rooms.imports.handlers.means import Means
from gongdan.rooms.imports.jobs import Importing, sweep
from gongdan.rooms.imports.ports import Source
from gongdan.rooms.workorders.contract import ImportOrder
from gongdan.rooms.workorders.store import imported_ids
from gongdan.settings import Settings

_TABLES = frozenset(
    {"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
)


class Imports(Struct, frozen=True):
    """The desk for people, and the worker's part."""

    desk: ImportDesk
    means: Means
    storage: Storage

    def importing(self, owner: str, on_fault: OnFault) -> Importing:
        """Return a worker's imports."""
        return Importing(self.means, self.storage.worker, owner, on_fault=on_fault)

    async def sweep(self, tenant: UUID) -> int:
        """Forget what rested for a day."""
        return await sweep(self.means, tenant)


class UploadedSources(TakenFiles):
    """Fulfils `imports.ports.Sources` over the files."""

    def __init__(self, files: Files) -> None:
        super().__init__(files, KIND, IMPORTER, _TABLES)

    async def take(self, principal: Principal, file: UUID, run: UUID) -> Source | Refused:
        """Take a table that the principal uploaded."""
        found = await self.keep(principal, file, run)
        if found is None:
            return refuse(ImportCode.FILE_UNUSABLE, field="/file")
        if isinstance(found, Refused):
            return found
        return Source(file, found.name, found.media_type, found.size, found.digest)


class OrderIntake:
    """Fulfils `imports.ports.Intake` over the work orders."""

    def __init__(self, storage: Storage, orders: OrderDesk, settings: Settings) -> None:
        self._storage = storage
        self._orders = orders.handlers
        self._settings = settings

    async def known(self, tenant: UUID, keys: Sequence[str]) -> frozenset[str]:
        """Return those of the keys under which orders came in before."""
        return await imported_ids(self._storage.app, tenant, SOURCE, keys)

    async def rehearse(self, tenant: UUID, command: ImportOrder) -> Refused | None:
        """Return why an order would not come in."""
        return await self._orders.rehearse(importing_robot(tenant), command)

    async def take_in(self, tenant: UUID, command: ImportOrder) -> Refused | None:
        """Bring an order in."""
        done = await self._orders.take_in(importing_robot(tenant), command)
        return done if isinstance(done, Refused) else None

    def read_only(self) -> bool:
        """Tell whether the disk is so full that nothing may be taken in."""
        return is_nearly_full(self._settings)


def plug_imports(
    storage: Storage,
    orders: OrderDesk,
    files: Files,
    registers: FilledRegisters,
    *,
    trail: AuditTrail,
    settings: Settings,
) -> Imports:
    """Plug the room's ports."""
    means = Means(
        database=storage.app,
        trail=trail,
        clock=orders.clock,
        ids=new_id,
        sheets=UploadedSheets(),
        sources=UploadedSources(files),
        intake=OrderIntake(storage, orders, settings),
        registers=registers,
        entries={"assets": registers.of_assets, "customers": registers.of_customers},
    )
    return Imports(ImportDesk(means), means, storage)
