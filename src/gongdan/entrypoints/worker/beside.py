"""One house at work: everything that runs beside the requests, started and stopped together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from gongdan.bootstrap.house import House
from gongdan.entrypoints.worker.hearing import hear_others
from gongdan.entrypoints.worker.housekeeping import keep_house
from gongdan.kernel.followers import Followers
from gongdan.kernel.retry import OnFault

PATIENCE = 5.0
"""Seconds that the followers get to finish the rounds that they have begun."""


@asynccontextmanager
async def beside(
    house: House, followers: Followers | None, on_fault: OnFault
) -> AsyncIterator[None]:
    """Run the hub, the listeners, housekeeping and the followers while the block runs."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(house.hub.run()), asyncio.create_task(hear_others(house))]
    following = None
    if followers is not None:
        tasks.append(asyncio.create_task(keep_house(house, on_fault)))
        following = asyncio.create_task(followers.run(stop))
    try:
        yield
    finally:
        stop.set()
        if following is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(following, PATIENCE)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
