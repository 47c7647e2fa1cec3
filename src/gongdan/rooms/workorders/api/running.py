"""`GET /definitions/{key}/running`: which versions of an order type are at work."""

from litestar import Controller, get
from litestar.params import FromPath
from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.http import Given, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.views.running import RunningVersion, running_versions


class RunningVersions(Struct, frozen=True):
    """Versions that orders run at the moment, newest first; counts alone, no orders."""

    items: list[RunningVersion]


class RunningController(Controller):
    """What of a definition is at work."""

    path = "/definitions/{key:str}/running"
    tags = ("orders",)

    @get("/", opt=needs("definition.read"), summary="Count running orders by version")
    async def list_running_versions(
        self, key: FromPath[str], principal: Given[Principal], database: Given[Database]
    ) -> RunningVersions:
        """Return how many orders that have not ended run each version."""
        async with database.reading(principal.tenant) as reader:
            return RunningVersions(await running_versions(reader, principal.tenant, key))
