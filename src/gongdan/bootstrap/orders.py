"""The work orders with their ports plugged: commands, single orders, timelines."""

from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.public_holidays import LibraryHolidays
from gongdan.bootstrap.calendars import TenantCalendars
from gongdan.bootstrap.directory import HouseDirectory, HouseLines, HouseReaders
from gongdan.bootstrap.files import Files
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.eventstore.port import EventStore
from gongdan.rooms.assets.store import AssetShelf
from gongdan.rooms.files.handlers.holdings import FileHoldings
from gongdan.rooms.lowcode.views import PublishedViews
from gongdan.rooms.privacy.contract import Vault
from gongdan.rooms.workorders.handlers.beside import BesideHandlers
from gongdan.rooms.workorders.handlers.bulk import BulkHandlers
from gongdan.rooms.workorders.handlers.children import ChildOrders
from gongdan.rooms.workorders.handlers.copies import Copies
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.handlers.evidence import EvidenceHandlers
from gongdan.rooms.workorders.handlers.kept_views import KeptViews
from gongdan.rooms.workorders.handlers.migrations import MigrationDesk
from gongdan.rooms.workorders.handlers.moving import Mover
from gongdan.rooms.workorders.handlers.notices import Notices
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.queues import Queues
from gongdan.rooms.workorders.handlers.replies import CannedReplies
from gongdan.rooms.workorders.handlers.ties import TieHandlers
from gongdan.rooms.workorders.handlers.unanswered import UnansweredTimer
from gongdan.rooms.workorders.store import LeasedNumbers
from gongdan.rooms.workorders.store.bulk import BulkAnswers
from gongdan.rooms.workorders.views.attached import AttachedFiles
from gongdan.rooms.workorders.views.entries import EntryViews
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.order_files import SeenFiles
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
    beside: BesideHandlers
    ties: TieHandlers
    bulk: BulkHandlers
    replies: CannedReplies
    kept: KeptViews
    entries: EntryViews
    views: OrderViews
    timelines: TimelineViews
    store: EventStore
    clock: Clock
    unanswered: UnansweredTimer
    reveals: OrderReveals
    holdings: OrderHoldings
    evidence: EvidenceHandlers
    files: FileHoldings
    calendars: TenantCalendars
    followers: tuple[ChildOrders, Copies]
    """What hears of an order's events and goes on with them."""
    migrations: MigrationDesk
    definitions: CompiledDefinitions


def plug_orders(  # noqa: PLR0913 - what the room asks of others, each named
    app: Database,
    store: EventStore,
    *,
    vault: Vault,
    files: Files,
    directory: HouseDirectory,
    clock: Clock,
    trail: AuditTrail,
) -> OrderDesk:
    """Plug the work orders' ports."""
    definitions, queues = CompiledDefinitions(PublishedViews(app)), Queues()
    views = _views(app, store, definitions, vault=vault, directory=directory, files=files)
    calendars, lines = TenantCalendars(app, LibraryHolidays()), HouseLines(app)
    handlers = OrderHandlers(
        store=store,
        vault=vault,
        definitions=definitions,
        directory=directory,
        files=files.desk,
        numbers=LeasedNumbers(app),
        clock=clock,
        calendars=calendars,
        trail=trail,
        lines=lines,
    )
    beside = _beside(app, store, directory, clock=clock, queues=queues)
    ties = TieHandlers(store, vault, definitions=definitions, orders=handlers, queues=queues)
    return OrderDesk(
        handlers=handlers,
        beside=beside,
        ties=ties,
        bulk=BulkHandlers(handlers, beside, ties, BulkAnswers(app)),
        replies=CannedReplies(app, trail),
        kept=KeptViews(app, trail),
        entries=EntryViews(views, store, directory),
        views=views,
        timelines=TimelineViews(views, store, directory, definitions=definitions, clock=clock),
        reveals=OrderReveals(views, vault, definitions),
        holdings=OrderHoldings(app, store, vault, definitions),
        store=store,
        clock=clock,
        evidence=_evidence(app, store, vault, files=files, clock=clock),
        files=files.holdings,
        calendars=calendars,
        definitions=definitions,
        followers=(ChildOrders(store, handlers), Copies(beside, lines)),
        migrations=MigrationDesk(app, _mover(store, definitions, handlers, trail), clock=clock),
        unanswered=UnansweredTimer(app, store, handlers, definitions, days=calendars, clock=clock),
    )


def _views(
    app: Database,
    store: EventStore,
    definitions: CompiledDefinitions,
    *,
    vault: Vault,
    directory: HouseDirectory,
    files: Files,
) -> OrderViews:
    views = OrderViews(
        database=app, store=store, vault=vault, definitions=definitions, directory=directory
    )
    files.let_order_readers_read(AttachedFiles(views, definitions, vault))
    return views


def seen_files_of(desk: OrderDesk, app: Database, vault: Vault, files: Files) -> SeenFiles:
    """Return what knows the files of many orders at once."""
    return SeenFiles(app, desk.store, vault=vault, definitions=desk.definitions, files=files.held)


def notices_of(desk: OrderDesk, app: Database) -> Notices:
    """Return what tells people what definitions promise them."""
    definitions, lines = CompiledDefinitions(PublishedViews(app)), HouseLines(app)
    readers = HouseReaders(app)
    return Notices(desk.store, desk.beside, definitions, lines=lines, readers=readers)


def _mover(
    store: EventStore, definitions: CompiledDefinitions, orders: OrderHandlers, trail: AuditTrail
) -> Mover:
    return Mover(store=store, definitions=definitions, committing=orders.committing, trail=trail)


def _beside(
    app: Database, store: EventStore, directory: HouseDirectory, *, clock: Clock, queues: Queues
) -> BesideHandlers:
    readers = HouseReaders(app)
    return BesideHandlers(
        store=store, directory=directory, readers=readers, clock=clock, queues=queues
    )


def _evidence(
    app: Database, store: EventStore, vault: Vault, *, files: Files, clock: Clock
) -> EvidenceHandlers:
    sites = AssetSites(app)
    return EvidenceHandlers(store=store, vault=vault, files=files.desk, sites=sites, clock=clock)
