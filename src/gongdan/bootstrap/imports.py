"""Imports plugged: uploaded files, the one way in, the registers by code."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.uploaded_sheet import UploadedSheets
from gongdan.bootstrap.files import Files
from gongdan.bootstrap.orders import OrderDesk
from gongdan.bootstrap.storage import Storage, is_nearly_full
from gongdan.bootstrap.taken_files import TakenFiles
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.kernel.retry import OnFault
from gongdan.rooms.assets.handlers import AssetRegister
from gongdan.rooms.assets.store import Wanted as WantedAssets
from gongdan.rooms.customers.handlers import CustomerRegister
from gongdan.rooms.customers.store import Wanted as WantedCustomers
from gongdan.rooms.identity.contract import Action, Principal, robot
from gongdan.rooms.imports.contract import KIND, SOURCE
from gongdan.rooms.imports.domain.refusals import ImportCode, refuse
from gongdan.rooms.imports.handlers import ImportDesk, Means
from gongdan.rooms.imports.jobs import Importing, sweep
from gongdan.rooms.imports.ports import Source
from gongdan.rooms.workorders.contract import ImportOrder
from gongdan.rooms.workorders.store import imported_ids
from gongdan.settings import Settings

_ACTOR = Actor(ActorKind.IMPORT, None, SOURCE)
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
        super().__init__(files, KIND, _ACTOR, _TABLES)

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
        return await self._orders.rehearse(_robot(tenant), command)

    async def take_in(self, tenant: UUID, command: ImportOrder) -> Refused | None:
        """Bring an order in."""
        done = await self._orders.take_in(_robot(tenant), command)
        return done if isinstance(done, Refused) else None

    def read_only(self) -> bool:
        """Tell whether the disk is so full that nothing may be taken in."""
        return is_nearly_full(self._settings)


class CodeRegisters:
    """Fulfils `imports.ports.Registers`."""

    def __init__(self, assets: AssetRegister, customers: CustomerRegister) -> None:
        self._assets = assets
        self._customers = customers

    async def assets(self, tenant: UUID, codes: Collection[str]) -> Mapping[str, UUID]:
        """Return the assets in use by their codes, case folded."""
        by = _robot(tenant)
        found: dict[str, UUID] = {}
        for code in {each.casefold() for each in codes}:
            page, _ = await self._assets.page(by, WantedAssets(prefix=code, active=True, limit=20))
            found |= {each.code.casefold(): each.id for each in page}
        return found

    async def customers(self, tenant: UUID, codes: Collection[str]) -> Mapping[str, UUID]:
        """Return the customers in use by their codes, case folded."""
        by = _robot(tenant)
        found: dict[str, UUID] = {}
        for code in {each.casefold() for each in codes}:
            wanted = WantedCustomers(prefix=code, active=True, limit=20)
            page, _ = await self._customers.page(by, wanted)
            found |= {each.code.casefold(): each.id for each in page}
        return found


def plug_imports(
    storage: Storage,
    orders: OrderDesk,
    files: Files,
    registers: CodeRegisters,
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
    )
    return Imports(ImportDesk(means), means, storage)


def _robot(tenant: UUID) -> Principal:
    rights = (Action.ORDER_REPORT, Action.ASSET_READ, Action.CUSTOMER_READ)
    return robot(tenant, _ACTOR, rights)
