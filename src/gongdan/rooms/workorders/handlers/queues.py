"""Additive commands on one order go in turn, and again where another process was faster."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID
from weakref import WeakValueDictionary

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.workorders.domain.refusals import OrderCode

T = TypeVar("T")

MOST_TRIES = 30
"""Other processes that may be faster before the caller is asked to send it again."""

TRIES_WITH_VERSION = 3
"""The same where the caller said which version he saw: that may be what is stale."""


class Queues:
    """One queue for each order that somebody adds to right now, in this process."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()

    async def in_turn(
        self, order: UUID, attempt: Callable[[], Awaitable[T | Refused]], saw: int | None = None
    ) -> T | Refused:
        """Attempt until nobody else was faster; `order_busy` where somebody always is."""
        lock = self._locks.setdefault(order, asyncio.Lock())
        busy = Refused(OrderCode.BUSY, RefusalKind.TOO_MANY, {"retry_after": 1})
        async with lock:
            for _ in range(MOST_TRIES if saw is None else TRIES_WITH_VERSION):
                answer = await attempt()
                if not (isinstance(answer, Refused) and answer.kind is RefusalKind.STALE):
                    return answer
                busy = busy if saw is None else answer
        return busy
