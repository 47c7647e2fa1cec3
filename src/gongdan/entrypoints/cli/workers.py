"""Several processes on one address: the kernel divides the connections, leases the other work."""

import multiprocessing
import socket
import time
from collections.abc import Callable
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.synchronize import Event

from msgspec import Struct

from gongdan.bootstrap.storage import Urls
from gongdan.entrypoints.cli.running import run
from gongdan.entrypoints.cli.web_server import serve
from gongdan.entrypoints.http.trace import log, set_up_logging
from gongdan.settings import Settings

_PATIENCE = 15.0  # seconds for open requests when the house is closed


class Post(Struct, frozen=True):
    """What every process of the house is given."""

    settings: Settings
    urls: Urls
    taken: socket.socket


class Workers:
    """The processes of one house; the first also runs the followers."""

    def __init__(self, post: Post, count: int) -> None:
        self._post = post
        self._context: SpawnContext = multiprocessing.get_context("spawn")
        self._ready: Event = self._context.Event()
        self._running = [self._start(number) for number in range(count)]

    def wait_until_ready(self) -> bool:
        """Wait until one process answers; False where all of them ended instead."""
        while not self._ready.wait(0.1):
            if not any(process.is_alive() for process in self._running):
                return False
        return True

    def watch(self, beside: Callable[[], None]) -> None:
        """Start again what died, once a second, until an exception (Ctrl-C) ends it."""
        while True:
            time.sleep(1)
            beside()
            for number, process in enumerate(self._running):
                if not process.is_alive():
                    log.warning("process_restarted", number=number, code=process.exitcode)
                    self._running[number] = self._start(number)

    def stop(self) -> None:
        """Let each process finish its open requests, then end it."""
        for process in self._running:
            process.terminate()
        deadline = time.monotonic() + _PATIENCE
        for process in self._running:
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()

    def _start(self, number: int) -> SpawnProcess:
        process = self._context.Process(
            target=_work, args=(self._post, number, self._ready), name=f"gongdan-{number}"
        )
        process.start()
        return process


def _work(post: Post, number: int, ready: Event) -> None:
    set_up_logging(post.settings.log)
    run(
        serve(
            post.settings,
            post.urls,
            post.taken,
            on_ready=ready.set,
            beside=_nothing,
            with_followers=number == 0,
        )
    )


async def _nothing() -> None:
    """Have nothing to look after: the parent keeps the database."""
