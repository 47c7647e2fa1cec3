"""Passwords hashed with Argon2id (RFC 9106) in a pool of threads, a bounded number at a time.

Each hash takes tens of milliseconds of CPU and megabytes of memory on purpose, so log-ins are
a ready-made denial of service: at most `workers` are hashed at once, at most `queue` wait, and
whoever comes then is told when to come again. Argon2 releases Python's lock while it works, so
threads do, and other requests go on; where threads have a priority of their own (Linux), these
have a low one, so that whoever is inside already does not feel who knocks.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Struct

from gongdan.rooms.identity.ports import Busy

T = TypeVar("T")

_NICER, _NICEST = 10, 19


class Argon2Settings(Struct, frozen=True):
    """Cost of one hash (OWASP's choice for Argon2id), and how many may run and wait."""

    time_cost: int = 2
    memory_kib: int = 19_456
    parallelism: int = 1
    workers: int = 2
    queue: int = 32
    retry_after: int = 2


def _give_way() -> None:
    if sys.platform == "linux":  # elsewhere it would be the whole process
        with suppress(OSError):
            thread = threading.get_native_id()
            nicer = os.getpriority(os.PRIO_PROCESS, thread) + _NICER
            os.setpriority(os.PRIO_PROCESS, thread, min(nicer, _NICEST))


class Argon2Passwords:
    """Fulfils `identity.ports.Passwords`; one per process, closed with it."""

    def __init__(self, settings: Argon2Settings) -> None:
        self._settings = settings
        self._hasher = PasswordHasher(settings.time_cost, settings.memory_kib, settings.parallelism)
        # compared with by unknown users: the same parameters, so the same time
        self._decoy = self._hasher.hash("a password that nobody has")
        self._pool = ThreadPoolExecutor(
            settings.workers, thread_name_prefix="argon2", initializer=_give_way
        )
        self._inside = 0

    async def hash(self, password: str) -> str | Busy:
        """Return the encoded hash of a new password, or `Busy`."""
        return await self._run(lambda: self._hasher.hash(password))

    async def verify(self, password: str, stored: str | None) -> bool | Busy:
        """Tell whether the password is the stored one (never, against None), or `Busy`."""
        matches = await self._run(lambda: self._matches(password, stored or self._decoy))
        return matches if isinstance(matches, Busy) else matches and stored is not None

    def outdated(self, stored: str) -> bool:
        """Tell whether a stored hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

    def close(self) -> None:
        """Let the threads go once they are done."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _matches(self, password: str, stored: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[[], T]) -> T | Busy:
        if self._inside >= self._settings.workers + self._settings.queue:
            return Busy(self._settings.retry_after)
        self._inside += 1
        running = asyncio.get_running_loop().run_in_executor(self._pool, work)
        # the place is free when the thread is, not when an impatient caller hangs up
        running.add_done_callback(self._leave)
        return await asyncio.shield(running)

    def _leave(self, _done: object) -> None:
        self._inside -= 1
