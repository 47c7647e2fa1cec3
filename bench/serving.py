"""The real server in processes of its own: uvicorn on uvloop, without the followers of the log.

The followers (sequencer, signer, search) are left out unless asked for, so that the figures are
of requests alone; in a house of one process they share its CPU.
"""

import asyncio
import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path

from msgspec import Struct, structs

from gongdan.bootstrap.storage import Urls
from gongdan.entrypoints.cli.open_files import raise_open_files
from gongdan.entrypoints.cli.running import run
from gongdan.entrypoints.cli.web_server import listen, serve
from gongdan.entrypoints.http.trace import set_up_logging
from gongdan.settings import LogSettings, Settings


class Serving(Struct, frozen=True):
    """Running server processes, and where they answer."""

    port: int
    pids: tuple[int, ...]

    def cpu_seconds(self) -> float:
        """Return the CPU time of all their threads so far (from the kernel's scheduler)."""
        return sum(_cpu_seconds(pid) for pid in self.pids)


@contextmanager
def serving(
    settings: Settings,
    urls: Urls,
    *,
    workers: int = 1,
    rate_factor: float = 0,
    with_followers: bool = False,
) -> Iterator[Serving]:
    """Serve a house with so many processes on one free port; without limits on rates."""
    settings = structs.replace(
        settings,
        http=structs.replace(settings.http, port=0, rate_factor=rate_factor),
        log=LogSettings(level="error"),
    )
    context = multiprocessing.get_context("spawn")
    with listen(settings.http) as taken:
        ready = [context.Event() for _ in range(workers)]
        processes = [
            context.Process(target=_work, args=(settings, urls, taken, event, with_followers))
            for event in ready
        ]
        for process in processes:
            process.start()
        try:
            for event in ready:
                if not event.wait(60):
                    raise TimeoutError("a server process did not come up")
            pids = tuple(process.pid or 0 for process in processes)
            yield Serving(taken.getsockname()[1], pids)
        finally:
            for process in processes:
                process.terminate()
                process.join(15)


def _work(  # noqa: PLR0917 - a process is given its arguments by place
    settings: Settings,
    urls: Urls,
    taken: socket.socket,
    ready: Event,
    with_followers: bool,  # noqa: FBT001 - by place
) -> None:
    raise_open_files()
    set_up_logging(settings.log)
    run(
        serve(
            settings,
            urls,
            taken,
            on_ready=ready.set,
            beside=lambda: asyncio.sleep(0),
            with_followers=with_followers,
        )
    )


def _cpu_seconds(pid: int) -> float:
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
