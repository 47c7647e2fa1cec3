"""What must hold before requests can be served, and what the followers have left to do."""

from collections.abc import Awaitable, Callable, Mapping

import asyncpg

from gongdan.kernel.database import Database

Backlog = Callable[[], Awaitable[Mapping[str, int]]]


class Readiness:
    """Asks the database and the disk; remembers nothing."""

    def __init__(
        self, database: Database, *, read_only: Callable[[], bool], backlog: Backlog
    ) -> None:
        self._database = database
        self._read_only = read_only
        self._backlog = backlog

    async def checks(self) -> dict[str, str]:
        """Return `ok`, `away` or `read_only` for each thing that is needed."""
        return {
            "database": await self._database_state(),
            "disk": "read_only" if self._read_only() else "ok",
        }

    async def backlog(self) -> Mapping[str, int]:
        """Return how much each follower of the log has left to do."""
        try:
            return await self._backlog()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return {}

    async def _database_state(self) -> str:
        try:
            async with self._database.untenanted() as connection:
                await connection.fetchval("SELECT 1")
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return "away"
        return "ok"
