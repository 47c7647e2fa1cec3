"""The work orders with their ports plugged: commands, single orders, timelines."""

from msgspec import Struct

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
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.queues import Queues
from gongdan.rooms.workorders.handlers.replies import CannedReplies
from gongdan.rooms.workorders.handlers.ties import TieHandlers
from gongdan.rooms.workorders.store import LeasedNumbers
from gongdan.rooms.workorders.store.bulk import BulkAnswers
from gongdan.rooms.workorders.views.entries import EntryViews
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.revealed import OrderReveals
from gongdan.rooms.workorders.views.timeline import TimelineViews


class OrderDesk(Struct, frozen=True):
    """Everything that the work orders offer to an entrypoint."""

    handlers: OrderHandlers
    beside: BesideHandlers
    ties: TieHandlers
    bulk: BulkHandlers
    replies: CannedReplies
    entries: EntryViews
    views: OrderViews
    timelines: TimelineViews
    reveals: OrderReveals


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
    handlers = OrderHandlers(
        store=store,
        vault=vault,
        definitions=definitions,
        directory=directory,
        numbers=LeasedNumbers(app),
        clock=clock,
    )
    queues = Queues()
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
        entries=EntryViews(views, store, directory),
        views=views,
        timelines=TimelineViews(
            views, store, directory=directory, definitions=definitions, clock=clock
        ),
        reveals=OrderReveals(views, vault, definitions),
    )
