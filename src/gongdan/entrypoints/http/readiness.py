"""What must hold before requests can be served, and what the followers have left to do."""

from collections.abc import Awaitable, Callable, Mapping

from gongdan.kernel.database import DATABASE_AWAY, Database

Backlog = Callable[[], Awaitable[Mapping[str, int]]]


class Readiness:
    """Asks the database, the disk and the witness; remembers nothing."""

    def __init__(
        self,
        database: Database,
        *,
        read_only: Callable[[], bool],
        witness: Callable[[], bool],
        backlog: Backlog,
    ) -> None:
        self._database = database
        self._read_only = read_only
        self._witness = witness
        self._backlog = backlog

    async def checks(self) -> dict[str, str]:
        """Return `ok`, `away` or `read_only` for each thing that is needed now or later."""
        return {
            "database": await self._database_state(),
            "disk": "read_only" if self._read_only() else "ok",
            "witness": "ok" if self._witness() else "away",
        }

    async def backlog(self) -> Mapping[str, int]:
        """Return how much each follower of the log has left to do."""
        try:
            return await self._backlog()
        except DATABASE_AWAY:
            return {}

    async def _database_state(self) -> str:
        return "ok" if await self._database.answers() else "away"
