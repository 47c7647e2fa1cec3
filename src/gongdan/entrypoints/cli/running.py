"""Run one command over an open house, and leave the machine as it was found."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import uvloop

from gongdan.bootstrap.house import House, open_house
from gongdan.bootstrap.storage import Urls, prepare
from gongdan.entrypoints.cli.database_keeper import DatabaseKeeper
from gongdan.settings import Settings, load_settings

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end; Ctrl-C and SIGTERM both end it in good order."""
    try:
        return uvloop.run(_until_told(work))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def in_house(work: Callable[[House], Awaitable[T]]) -> T:
    """Open the house of the settings, do the work in it, and close it again."""

    async def opened(settings: Settings, urls: Urls) -> T:
        async with open_house(settings, urls) as house:
            return await work(house)

    return with_urls(opened)


def with_urls(work: Callable[[Settings, Urls], Awaitable[T]]) -> T:
    """Do work that needs the database itself, brought to this program's version."""
    settings = load_settings()
    keeper = DatabaseKeeper(settings)

    async def prepared() -> T:
        return await work(settings, await prepare(settings, keeper.server))

    try:
        return run(prepared())
    finally:
        keeper.stop()


async def _until_told(work: Coroutine[Any, Any, T]) -> T:
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await work
