"""The work orders with their ports plugged: commands, single orders, timelines."""

from msgspec import Struct

from gongdan.adapters.working_week import MondayToFriday
from gongdan.bootstrap.directory import HouseDirectory, HouseReaders
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.eventstore.port import EventStore
from gongdan.rooms.lowcode.views import PublishedViews
from gongdan.rooms.privacy.contract import Vault
from gongdan.rooms.workorders.handlers.beside import BesideHandlers
from gongdan.rooms.workorders.handlers.bulk import BulkHandlers
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.handlers.kept_views import KeptViews
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.queues import Queues
from gongdan.rooms.workorders.handlers.replies import CannedReplies
from gongdan.rooms.workorders.handlers.ties import TieHandlers
from gongdan.rooms.workorders.handlers.unanswered import UnansweredTimer
from gongdan.rooms.workorders.store import LeasedNumbers
from gongdan.rooms.workorders.store.bulk import BulkAnswers
from gongdan.rooms.workorders.views.entries import EntryViews
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.revealed import OrderReveals
from gongdan.rooms.workorders.views.subjects import OrderHoldings
from gongdan.rooms.workorders.views.timeline import TimelineViews


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


def plug_orders(
    app: Database,
    store: EventStore,
    *,
    vault: Vault,
    directory: HouseDirectory,
    clock: Clock,
    trail: AuditTrail,
) -> OrderDesk:
    """Plug the work orders' ports."""
    definitions = CompiledDefinitions(PublishedViews(app))
    views = OrderViews(
        database=app, store=store, vault=vault, definitions=definitions, directory=directory
    )
    numbers, queues = LeasedNumbers(app), Queues()
    handlers = OrderHandlers(
        store=store,
        vault=vault,
        definitions=definitions,
        directory=directory,
        numbers=numbers,
        clock=clock,
    )
    beside = BesideHandlers(
        store=store, directory=directory, readers=HouseReaders(app), clock=clock, queues=queues
    )
    ties = TieHandlers(
        store=store, vault=vault, definitions=definitions, orders=handlers, queues=queues
    )
    return OrderDesk(
        handlers=handlers,
        beside=beside,
        ties=ties,
        bulk=BulkHandlers(handlers, beside, ties, BulkAnswers(app)),
        replies=CannedReplies(app, trail),
        kept=KeptViews(app, trail),
        entries=EntryViews(views, store, directory),
        views=views,
        timelines=TimelineViews(
            views, store, directory=directory, definitions=definitions, clock=clock
        ),
        reveals=OrderReveals(views, vault, definitions),
        holdings=OrderHoldings(app, store, vault, definitions),
        store=store,
        clock=clock,
        unanswered=_unanswered(app, store, handlers, definitions=definitions, clock=clock),
    )


def _unanswered(
    app: Database,
    store: EventStore,
    orders: OrderHandlers,
    *,
    definitions: CompiledDefinitions,
    clock: Clock,
) -> UnansweredTimer:
    return UnansweredTimer(
        database=app,
        store=store,
        orders=orders,
        definitions=definitions,
        days=MondayToFriday(),
        clock=clock,
    )
