"""The work orders with their ports plugged: commands, single orders, timelines."""

from msgspec import Struct

from gongdan.bootstrap.directory import HouseDirectory
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.eventstore.port import EventStore
from gongdan.rooms.lowcode.views import PublishedViews
from gongdan.rooms.privacy.contract import Vault
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.store import LeasedNumbers
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.revealed import OrderReveals
from gongdan.rooms.workorders.views.timeline import TimelineViews


class OrderDesk(Struct, frozen=True):
    """Everything that the work orders offer to an entrypoint."""

    handlers: OrderHandlers
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
    timelines = TimelineViews(views, store, directory=directory, definitions=definitions)
    return OrderDesk(handlers, views, timelines, OrderReveals(views, vault, definitions))
