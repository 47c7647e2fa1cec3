"""The work orders with their ports plugged: commands, single orders, timelines."""

from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.working_week import MondayToFriday
from gongdan.bootstrap.directory import HouseDirectory
from gongdan.bootstrap.files import Files
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.eventstore.port import EventStore
from gongdan.rooms.assets.store import AssetShelf
from gongdan.rooms.files.handlers.holdings import FileHoldings
from gongdan.rooms.lowcode.views import PublishedViews
from gongdan.rooms.privacy.contract import Vault
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.handlers.evidence import EvidenceHandlers
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.unanswered import UnansweredTimer
from gongdan.rooms.workorders.store import LeasedNumbers
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.revealed import OrderReveals
from gongdan.rooms.workorders.views.subjects import OrderHoldings
from gongdan.rooms.workorders.views.timeline import TimelineViews


class AssetSites:
    """Fulfils `workorders.ports.Sites` over the register of assets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_asset(self, tenant: UUID, asset: UUID) -> tuple[Decimal, Decimal] | None:
        """Return where an asset is, None where that is not known."""
        async with self._database.reading(tenant) as reader:
            found = await AssetShelf().load(reader, tenant, asset)
        if found is None or found.latitude is None or found.longitude is None:
            return None
        return Decimal(str(found.latitude)), Decimal(str(found.longitude))


class OrderDesk(Struct, frozen=True):
    """Everything that the work orders offer to an entrypoint."""

    handlers: OrderHandlers
    views: OrderViews
    timelines: TimelineViews
    store: EventStore
    clock: Clock
    unanswered: UnansweredTimer
    reveals: OrderReveals
    holdings: OrderHoldings
    evidence: EvidenceHandlers
    files: FileHoldings


def plug_orders(
    app: Database,
    store: EventStore,
    *,
    vault: Vault,
    files: Files,
    directory: HouseDirectory,
    clock: Clock,
) -> OrderDesk:
    """Plug the work orders' ports."""
    definitions = CompiledDefinitions(PublishedViews(app))
    views = OrderViews(
        database=app, store=store, vault=vault, definitions=definitions, directory=directory
    )
    handlers = OrderHandlers(
        store=store,
        vault=vault,
        definitions=definitions,
        directory=directory,
        files=files.desk,
        numbers=LeasedNumbers(app),
        clock=clock,
    )
    evidence = EvidenceHandlers(
        store=store, vault=vault, files=files.desk, sites=AssetSites(app), clock=clock
    )
    files.let_order_readers_read(views)
    timelines = TimelineViews(views, store, directory=directory, definitions=definitions)
    unanswered = UnansweredTimer(
        database=app,
        store=store,
        orders=handlers,
        definitions=definitions,
        days=MondayToFriday(),
        clock=clock,
    )
    return OrderDesk(
        handlers,
        views,
        timelines,
        store,
        clock,
        unanswered,
        OrderReveals(views, vault, definitions),
        OrderHoldings(app, store, vault, definitions),
        evidence,
        files.holdings,
    )
