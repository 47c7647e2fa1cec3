"""Imports plugged: uploaded files, the one way in, the registers by code."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.uploaded_sheet import UploadedSheets
from gongdan.bootstrap.files import Files
from gongdan.bootstrap.orders import OrderDesk
from gongdan.bootstrap.storage import Storage, is_nearly_full
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.ids import Ref, new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.kernel.retry import OnFault
from gongdan.rooms.assets.handlers import AssetRegister
from gongdan.rooms.assets.store import Wanted as WantedAssets
from gongdan.rooms.customers.handlers import CustomerRegister
from gongdan.rooms.customers.store import Wanted as WantedCustomers
from gongdan.rooms.files.ports import Part
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


class ImportReaders:
    """`files.ports.Readers` of tables: the import itself, and nobody else once it is taken."""

    async def may_read(self, principal: Principal, holder: Ref, _file: UUID, /) -> bool:
        """Tell whether it is the import's own worker that asks."""
        return holder.kind == KIND and principal.actor == _ACTOR


class UploadedSources:
    """Fulfils `imports.ports.Sources` over the files."""

    def __init__(self, files: Files) -> None:
        self._files = files.desk
        files.readers[KIND] = ImportReaders()

    async def take(self, principal: Principal, file: UUID, run: UUID) -> Source | Refused:
        """Take a table that the principal uploaded."""
        tenant, actor = principal.tenant, principal.actor
        found = await self._files.sent_by(tenant, actor, file)
        if isinstance(found, Refused) or found.media_type not in _TABLES:
            return refuse(ImportCode.FILE_UNUSABLE, field="/file")
        taken = await self._files.attach(tenant, actor, file, Ref(KIND, run))
        if isinstance(taken, Refused):
            return taken
        return Source(file, taken.name, taken.media_type, taken.size, taken.digest)

    async def name_of(self, principal: Principal, file: UUID) -> str:
        """Return how the file was called; "" once it is gone."""
        found = await self._files.sent_by(principal.tenant, principal.actor, file)
        return "" if isinstance(found, Refused) else found.name

    async def read(self, tenant: UUID, file: UUID) -> bytes | None:
        """Return all bytes; None once the file is gone."""
        opened = await self._files.open(_robot(tenant), file, Part.DISPLAY)
        if isinstance(opened, Refused):
            return None
        return b"".join([piece async for piece in opened.pieces(None)])

    async def give_up(self, tenant: UUID, file: UUID, run: UUID) -> None:
        """Leave the file to the sweep."""
        await self._files.release(tenant, file, Ref(KIND, run))


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
