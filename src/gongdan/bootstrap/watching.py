"""What the routes of auditors and of those who look after the house are handed, by name."""

from collections.abc import Mapping

from gongdan.bootstrap.house import House
from gongdan.bootstrap.storage_desk import StorageDesk
from gongdan.bootstrap.trail_names import TrailNames
from gongdan.rooms.audit.handlers import Exports
from gongdan.rooms.audit.views import TrailViews


def for_watching(house: House) -> Mapping[str, object]:
    """Plug the readers of trail, witness and storage."""
    app = house.storage.app
    views = TrailViews(app, TrailNames(app, house.assets, house.customers))
    return {
        "trail_views": views,
        "exports": Exports(views, house.trail, house.clock),
        "notary": house.notary,
        "witness": house.witness,
        "storage_desk": StorageDesk(app, house.settings),
    }
