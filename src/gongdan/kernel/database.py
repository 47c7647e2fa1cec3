"""The one way to the database: a pool, and transactions that know their tenant.

Rooms write SQL by hand against `Reader` and `Writer`; the type that a function takes says
what it may do. A tenant is set for one transaction only (`SET LOCAL`), in the same round
trip that opens it; without a tenant, row level security shows no rows.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
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

    @asynccontextmanager
    async def reading(self, tenant: UUID) -> AsyncIterator[Reader]:
        """Open a read-only transaction that sees one tenant's rows."""
        async with self._transaction(tenant, "BEGIN READ ONLY") as connection:
            yield connection

    @asynccontextmanager
    async def writing(self, tenant: UUID) -> AsyncIterator[Writer]:
        """Open a transaction that sees and changes one tenant's rows; commits on leaving."""
        async with self._transaction(tenant, "BEGIN") as connection:
            yield connection

    @asynccontextmanager
    async def untenanted(self) -> AsyncIterator[Writer]:
        """Lend a connection with no tenant set: for functions that set it themselves."""
        async with self._lent() as connection:
            yield connection

    async def answers(self) -> bool:
        """Tell whether the database can be asked something at all."""
        try:
            async with self._lent() as connection:
                await connection.fetchval("SELECT 1")
        except _NO_ANSWER:
            return False
        return True

    @asynccontextmanager
    async def _transaction(self, tenant: UUID, begin: str) -> AsyncIterator[Any]:
        async with self._lent() as connection:
            # one simple-protocol message: opening and tenant cost one round trip together
            await connection.execute(f"{begin}; SET LOCAL app.tenant = '{UUID(str(tenant))}'")
            try:
                yield connection
            except BaseException:
                if not connection.is_closed():
                    await connection.execute("ROLLBACK")
                raise
            await connection.execute("COMMIT")

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[Any]:
        async with self.pool.acquire() as connection:
            try:
                yield connection
            except DATABASE_AWAY:
                # its other end is gone or in an unknown state: nobody may be lent it again
                connection.terminate()
                raise
