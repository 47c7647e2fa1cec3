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
from math import ceil
from typing import Final

from litestar.handlers import BaseRouteHandler
from msgspec import Struct

from gongdan.entrypoints.http.standing import Networks, Standing, network_of
from gongdan.entrypoints.http.told import Told
from gongdan.kernel.http import PUBLIC, RATE, AnyConnection, RefusedError
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.pace import Limit, Pace
from gongdan.rooms.identity.contract import Principal

AT_ONCE: Final = 2
"""Guesses that one process looks at at the same time."""

MOST_WAITING: Final = 16
MOST_KNOWN_WAITING: Final = 64
"""How many may wait for their turn where their network is known."""

PAUSE: Final = 3.0
"""Seconds after which somebody who found too many waiting may come again."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class RouteClass(Struct, frozen=True):
    """The limits of one class of routes; `house` counts all callers of this process together.

    Where a house limit stands, it and the tenant's hold for each lane of `Standing` by itself,
    and not for those who are known.
    """

    address: Limit
    caller: Limit | None = None
    tenant: Limit | None = None
    house: Limit | None = None


CLASSES: Final[Mapping[str, RouteClass]] = {
    "read": RouteClass(Limit(200, 2_000), caller=Limit(50, 500), tenant=Limit(1_000, 5_000)),
    "write": RouteClass(Limit(50, 500), caller=Limit(20, 200), tenant=Limit(300, 2_000)),
    "public": RouteClass(Limit(10, 100)),
    # secrets that can be guessed: log-ins, codes of customer links
    "guessed": RouteClass(Limit(2, 30), tenant=Limit(3, 30), house=Limit(3, 30)),
}


class Rates:
    """The guard of all routes of the API; `factor` widens every limit, 0 lifts them."""

    def __init__(self, factor: float, ticks: Callable[[], float] = time.monotonic) -> None:
        self._pace = Pace()
        self._ticks = ticks
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._networks = Networks()
        self.told = Told(self._networks, ticks)
        self._classes = {name: _widened(each, factor) for name, each in CLASSES.items() if factor}

    def before(self, connection: AnyConnection, handler: BaseRouteHandler) -> None:
        """Count a call by its address, before anything is looked up for it."""
        name = _class_of(connection, handler)
        if (found := self._classes.get(name)) is None:
            return
        network = _network(connection)
        if wait := self._taken((name, "address", network), found.address):
            self.told.tell(connection.scope, network, wait)
            raise _too_many(wait)
        if found.house is None:
            return
        connection.state.standing = standing = self._networks.come(network, self._ticks())
        if standing is Standing.KNOWN:
            return
        if wait := self._taken((name, "house", standing), found.house):
            self.told.tell(connection.scope, standing, wait)
            raise _too_many(wait)

    def after(self, connection: AnyConnection, handler: BaseRouteHandler) -> None:
        """Count a call by who made it, once that is known."""
        name = _class_of(connection, handler)
        if (found := self._classes.get(name)) is None:
            return
        principal: Principal | None = connection.scope["state"].get("principal")
        if principal is not None:
            caller = principal.session or principal.actor.id or principal.actor.name
            self._take((name, "caller", principal.tenant, caller), found.caller)
            self._take((name, "tenant", principal.tenant), found.tenant)

    @asynccontextmanager
    async def guessing(self, connection: AnyConnection, tenant: str) -> AsyncIterator[str]:
        """Count a guess at a secret of a tenant, by the name that was given, and take a turn.

        Few guesses are looked at at once: each holds a connection to the database for a while,
        and those who are inside need the others. Lends the name of the network if somebody of
        the tenant was let in from there before, else ""; whoever leaves without a refusal was.
        Raises `RefusedError`.
        """
        name, network = tenant.strip().lower()[:64], _network(connection)
        known = self._networks.knows(network, name)
        if (found := self._classes.get("guessed")) is not None:
            if not known:
                lane = connection.state.get("standing")
                self._take(("guessed", "tenant", name, lane), found.tenant)
            if self._waiting >= (MOST_KNOWN_WAITING if known else MOST_WAITING):
                raise _too_many(PAUSE)
        self._waiting += 1
        try:
            async with self._turns:
                yield network if known else ""
        finally:
            self._waiting -= 1
        self._networks.welcome(network, name)

    def _taken(self, key: tuple[object, ...], limit: Limit) -> float:
        return self._pace.take(key, limit, self._ticks())

    def _take(self, key: tuple[object, ...], limit: Limit | None) -> None:
        if limit is not None and (wait := self._taken(key, limit)):
            raise _too_many(wait)


def too_many(wait: float) -> Refused:
    """Return the refusal of somebody who has to wait for so many seconds."""
    return Refused("too_many_requests", RefusalKind.TOO_MANY, {"retry_after": ceil(wait)})


def _too_many(wait: float) -> RefusedError:
    return RefusedError(too_many(wait))


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
    return network_of(connection.client.host if connection.client else "")
