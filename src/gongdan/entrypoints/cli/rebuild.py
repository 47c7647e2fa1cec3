"""`gongdan rebuild`: make a projection anew from the events, beside the one in use."""

import time

import click

from gongdan.adapters.postgres.chain_rows import chain_rows
from gongdan.bootstrap.followers import make_followers
from gongdan.bootstrap.house import House
from gongdan.entrypoints.cli.running import in_house
from gongdan.entrypoints.cli.told import as_json_option, tell
from gongdan.kernel.projector import Projector
from gongdan.rooms.workorders.projections import IMPORTED_ARRIVALS, ORDER_SEARCH

_PROJECTIONS = {each.name: each for each in (ORDER_SEARCH, IMPORTED_ARRIVALS)}


@click.command()
@click.argument("projection", type=click.Choice(sorted(_PROJECTIONS)))
@as_json_option
def rebuild(*, projection: str, as_json: bool) -> None:
    """Make a projection anew from the events, for every tenant.

    The one in use serves on until the new one has caught up; then they change over.
    """

    async def anew(house: House) -> tuple[int, int]:
        async with chain_rows(house.storage.urls.admin) as rows:
            tenants = await rows.tenants()
        projector = Projector(house.storage.worker)
        for tenant in tenants:
            await projector.rebuild(_PROJECTIONS[projection], tenant)
        followers = make_followers(house)
        await followers.drain()
        return len(tenants), followers.totals.projected

    begun = time.monotonic()
    tenants, events = in_house(anew)
    seconds = round(time.monotonic() - begun, 2)
    figures = {"projection": projection, "tenants": tenants, "events": events, "seconds": seconds}
    told = f"{projection}: {events:,} events of {tenants:,} tenants in {seconds} s."
    tell(figures, told, as_json=as_json)
