"""File locks between processes: one sets up at a time, and one holds the server.

The kernel drops a lock when its process dies, however it dies; no lock is ever stale.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongdan.adapters.embedded_postgres.errors import LauncherError


@contextmanager
def set_up_lock(path: Path, *, patience: float = 180.0) -> Iterator[None]:
    """Hold the lock for the block; waits up to `patience` seconds for the process that has it."""
    deadline = time.monotonic() + patience
    while (handle := take_lock(path)) is None:
        if time.monotonic() > deadline:
            raise LauncherError(
                f"Another process has been setting up PostgreSQL for {patience:.0f} s and holds "
                f"{path}. Look what it does, or end it, then start again."
            )
        time.sleep(0.02)
    try:
        yield
    finally:
        os.close(handle)


def take_lock(path: Path) -> int | None:
    """Take the lock on an existing file without waiting; None if somebody has it."""
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle
