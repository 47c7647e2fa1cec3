"""`GET /orders/running`: which versions of an order type are at work."""

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter
from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.http import Given, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.views.running import RunningVersion, running_versions

TypeKey = Annotated[str, QueryParameter(pattern="^[a-z][a-z0-9_]{0,63}$")]


class RunningVersions(Struct, frozen=True):
    """Versions that orders run at the moment, newest first; counts alone, no orders."""

    items: list[RunningVersion]


@get(
    "/orders/running",
    opt=needs("definition.read"),
    tags=("orders",),
    summary="Count running orders by version",
)
async def list_running_versions(
    principal: Given[Principal],
    database: Given[Database],
    type: TypeKey = "five_step",  # noqa: A002 - the API's own word
) -> RunningVersions:
    """Return how many orders that have not ended run each version of an order type."""
    async with database.reading(principal.tenant) as reader:
        return RunningVersions(await running_versions(reader, principal.tenant, type))
