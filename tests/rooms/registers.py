"""What tests of registers share: principals, a trail that is read back, a dump of the database."""

import warnings
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from litestar import Litestar
from litestar.controller import Controller
from litestar.di import Provide
from litestar.exceptions.base_exceptions import LitestarDeprecationWarning

from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import FieldView, Grant, Principal, Scope, View
from tests.postgres_server import HouseDatabase

ALL_ACTIONS = [
    f"{kind}.{act}" for kind in ("person", "customer", "asset") for act in ("read", "change")
]


class KeptTrail:
    """`kernel.audit.AuditTrail` that keeps deeds to be asked about."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        self.broken = False

    async def record(self, deed: Deed, within: Writer | None = None) -> None:
        assert within is not None, "a change and its deed stand or fall together"
        if self.broken:
            raise asyncpg.PostgresConnectionError("the trail can't be written")
        self.deeds.append(deed)

    @property
    def acts(self) -> list[str]:
        return [deed.act for deed in self.deeds]


def principal(
    tenant: UUID,
    personal: View = View.FULL,
    *,
    actions: Iterable[str] = ALL_ACTIONS,
    scope: Scope = Scope.ALL,
    unit_path: str = "",
    user: UUID | None = None,
) -> Principal:
    """Somebody who may do these actions, and sees personal fields so."""
    who = user or new_id()
    return Principal(
        tenant=tenant,
        actor=Actor(ActorKind.PERSON, who),
        user=who,
        grants=tuple(Grant(action, scope) for action in actions),
        views=(FieldView("*", "personal", personal),),
        unit_path=unit_path,
    )


def client_of(
    controller: type[Controller], register: object, name: str, caller: Principal
) -> httpx.AsyncClient:
    """A client of one controller alone, with neither guard nor problems around it."""
    dependencies = {name: Provide(_gives(register)), "principal": Provide(_gives(caller))}
    with warnings.catch_warnings():
        # routes name their dependencies by parameter; Litestar 3 will want them marked
        warnings.simplefilter("ignore", LitestarDeprecationWarning)
        app = Litestar([controller], dependencies=dependencies)
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=transport, base_url="http://test")


def _gives(value: object) -> Callable[[], Awaitable[object]]:
    async def give() -> object:
        return value

    return give


class Explaining:
    """A reader that keeps the plan of each query instead of running it."""

    def __init__(self, reader: Reader, plans: list[str]) -> None:
        self._reader = reader
        self._plans = plans

    async def fetch(self, query: str, *args: object) -> Sequence[Any]:
        rows = await self._reader.fetch(f"EXPLAIN {query}", *args)
        self._plans.append("\n".join(row[0] for row in rows))
        return []

    async def fetchrow(self, query: str, *args: object) -> Any:
        return await self.fetch(query, *args)

    async def fetchval(self, query: str, *args: object) -> Any:
        return await self.fetch(query, *args)


async def everything_stored(database: HouseDatabase) -> bytes:
    """Every row of every table as text, as a superuser sees them."""
    async with database.admin.untenanted() as connection:
        tables = await connection.fetch(
            "SELECT oid::regclass::text AS name FROM pg_class"
            " WHERE relnamespace = 'gongdan'::regnamespace AND relkind IN ('r', 'p')"
        )
        dump = []
        for table in tables:
            rows = await connection.fetch(f"SELECT t::text AS row FROM {table['name']} t")
            for row in rows:
                dump.append(row["row"])
                # a bytea is printed in hex: look inside as well
                dump += [_unhex(part) for part in row["row"].split('"') if part.startswith("\\\\x")]
    return "\n".join(dump).encode()


def _unhex(printed: str) -> str:
    return bytes.fromhex(printed.removeprefix("\\\\x")).decode("utf-8", "replace")
