"""How often somebody may call: by address, by token and by tenant, for each class of route.

A route says its class by an option (`opt={**PUBLIC, **GUESSED}`); the others are `read`, `write`
or `public`. The counting is in the process: with several processes each grants its own share.
Limits are wide enough for an office behind one address and for a program that reads all day, and
narrow enough that whoever goes beyond them costs less than those who don't.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from ipaddress import IPv6Address, ip_address
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from msgspec import Struct

from gongdan.kernel.http import PUBLIC, RATE, RefusedError
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.pace import Limit, Pace
from gongdan.rooms.identity.contract import Principal

AnyConnection = ASGIConnection[Any, Any, Any, Any]
AT_ONCE: Final = 2
"""Guesses that one process looks at at the same time."""

MOST_WAITING: Final = 16
PAUSE: Final = 3
"""Seconds after which somebody who found too many waiting may come again."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class RouteClass(Struct, frozen=True):
    """The limits of one class of routes; `house` counts all callers of this process together."""

    address: Limit
    caller: Limit | None = None
    tenant: Limit | None = None
    house: Limit | None = None


CLASSES: Final[Mapping[str, RouteClass]] = {
    "read": RouteClass(Limit(200, 2_000), caller=Limit(50, 500), tenant=Limit(1_000, 5_000)),
    "write": RouteClass(Limit(50, 500), caller=Limit(20, 200), tenant=Limit(300, 2_000)),
    "public": RouteClass(Limit(10, 100)),
    # secrets that can be guessed: log-ins, codes of customer links
    "guessed": RouteClass(Limit(2, 30), tenant=Limit(3, 30), house=Limit(6, 60)),
}


class Rates:
    """The guard of all routes of the API; `factor` widens every limit, 0 lifts them."""

    def __init__(self, factor: float, ticks: Callable[[], float] = time.monotonic) -> None:
        self._pace = Pace()
        self._ticks = ticks
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._classes = {name: _widened(each, factor) for name, each in CLASSES.items() if factor}

    def before(self, connection: AnyConnection, handler: BaseRouteHandler) -> None:
        """Count a call by its address, before anything is looked up for it."""
        name = _class_of(connection, handler)
        if (found := self._classes.get(name)) is not None:
            self._take((name, "address", _network(connection)), found.address)
            self._take((name, "house"), found.house)

    def after(self, connection: AnyConnection, handler: BaseRouteHandler) -> None:
        """Count a call by who made it, once that is known."""
        name = _class_of(connection, handler)
        principal: Principal | None = connection.state.get("principal")
        if principal is not None and (found := self._classes.get(name)) is not None:
            caller = principal.session or principal.actor.id or principal.actor.name
            self._take((name, "caller", principal.tenant, caller), found.caller)
            self._take((name, "tenant", principal.tenant), found.tenant)

    @asynccontextmanager
    async def guessing(self, tenant: str) -> AsyncIterator[None]:
        """Count a guess at a secret of a tenant, by the name that was given, and take a turn.

        Few guesses are looked at at once: each holds a connection to the database for a while,
        and those who are inside need the others. Raises `RefusedError`.
        """
        if (found := self._classes.get("guessed")) is not None:
            self._take(("guessed", "tenant", tenant.strip().lower()[:64]), found.tenant)
            if self._waiting >= MOST_WAITING:
                raise _too_many(PAUSE)
        self._waiting += 1
        try:
            async with self._turns:
                yield
        finally:
            self._waiting -= 1

    def _take(self, key: tuple[object, ...], limit: Limit | None) -> None:
        if limit is not None and (wait := self._pace.take(key, limit, self._ticks())):
            raise _too_many(wait)


def _too_many(wait: int) -> RefusedError:
    return RefusedError(Refused("too_many_requests", RefusalKind.TOO_MANY, {"retry_after": wait}))


def _widened(found: RouteClass, factor: float) -> RouteClass:
    return RouteClass(
        found.address.widened(factor),
        *(limit and limit.widened(factor) for limit in (found.caller, found.tenant, found.house)),
    )


def _class_of(connection: AnyConnection, handler: BaseRouteHandler) -> str:
    if (named := handler.opt.get(RATE)) is not None:
        return str(named)
    if handler.opt.get("action") == PUBLIC["action"]:
        return "public"
    return "read" if connection.scope["method"] in _SAFE else "write"  # type: ignore[typeddict-item]


def _network(connection: AnyConnection) -> str:
    """Return the caller's address; of IPv6 the /64 that one subscriber has to himself."""
    host = connection.client.host if connection.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or int(address) >> 64)
