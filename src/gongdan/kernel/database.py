"""The one way to the database: a pool, and transactions that know their tenant.

Rooms write SQL by hand against `Reader` and `Writer`; the type that a function takes says
what it may do. A tenant is set for one transaction only (`SET LOCAL`), in the same round
trip that opens it; without a tenant, row level security shows no rows.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Protocol
from uuid import UUID

import asyncpg

DATABASE_AWAY: tuple[type[Exception], ...] = (
    OSError,  # no socket, no route, no answer in time
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InvalidAuthorizationSpecificationError,
)
"""What is raised while the database is away, restarting or full: no fault of a request."""

_NO_ANSWER: tuple[type[Exception], ...] = (*DATABASE_AWAY, asyncpg.PostgresError)


class Reader(Protocol):
    """May read: what views and the loading half of a store take."""

    async def fetch(self, query: str, *args: object) -> Sequence[Any]: ...

    async def fetchrow(self, query: str, *args: object) -> Any: ...

    async def fetchval(self, query: str, *args: object) -> Any: ...


class Writer(Reader, Protocol):
    """May read and write: what the writing half of a store takes."""

    async def execute(self, query: str, *args: object) -> str: ...

    async def executemany(self, query: str, args: Sequence[Sequence[object]]) -> None: ...


class Database:
    """A pool of connections of one database role (`app`, `worker` or `searcher`)."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self.pool = pool

    def reading(self, tenant: UUID) -> AbstractAsyncContextManager[Reader]:
        """Open a read-only transaction that sees one tenant's rows."""
        return _Transaction(self.pool, tenant, "BEGIN READ ONLY")

    def writing(self, tenant: UUID) -> AbstractAsyncContextManager[Writer]:
        """Open a transaction that sees and changes one tenant's rows; commits on leaving."""
        return _Transaction(self.pool, tenant, "BEGIN")

    def untenanted(self) -> AbstractAsyncContextManager[Writer]:
        """Lend a connection with no tenant set: for functions that set it themselves."""
        return _Lent(self.pool)

    async def answers(self) -> bool:
        """Tell whether the database can be asked something at all."""
        try:
            async with self.untenanted() as connection:
                await connection.fetchval("SELECT 1")
        except _NO_ANSWER:
            return False
        return True


class _Lent:
    """A connection of the pool, given back at the end.

    Every request passes here: a class, as a stack of generators would cost it twice as much.
    """

    __slots__ = ("_connection", "_pool")

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    async def __aenter__(self) -> Any:
        self._connection: Any = await self._pool.acquire()
        return self._connection

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(fault, DATABASE_AWAY):
            # its other end is gone or in an unknown state: nobody may be lent it again
            self._connection.terminate()
        await self._pool.release(self._connection)


class _Transaction(_Lent):
    """A connection in a transaction that knows its tenant; committed, or rolled back by a fault."""

    __slots__ = ("_begin",)

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", tenant: UUID, begin: str) -> None:
        super().__init__(pool)
        # one simple-protocol message: opening and tenant cost one round trip together
        self._begin = f"{begin}; SET LOCAL app.tenant = '{UUID(str(tenant))}'"

    async def __aenter__(self) -> Any:
        connection = await super().__aenter__()
        try:
            await connection.execute(self._begin)
        except BaseException as fault:
            await super().__aexit__(type(fault), fault, fault.__traceback__)
            raise
        return connection

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if fault is None:
                await self._connection.execute("COMMIT")
            elif not self._connection.is_closed():
                await self._connection.execute("ROLLBACK")
        except BaseException as other:
            await super().__aexit__(type(other), other, other.__traceback__)
            raise
        await super().__aexit__(kind, fault, trace)
