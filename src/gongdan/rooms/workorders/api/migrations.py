"""`/definitions/{key}/migrations`: the running orders of one version go over to another."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract.migrations import Ending, MigrationCheck, MigrationRow, Way
from gongdan.rooms.workorders.handlers.migrations import (
    PAGE,
    MigrateOrders,
    MigrationDesk,
    MigrationShown,
)

_ACTION = "definition.publish"


class MigrationList(Struct, frozen=True):
    """The newest migrations of an order type, newest first."""

    items: tuple[MigrationShown, ...]


class MigrationRows(Struct, frozen=True):
    """Orders that came to one ending; `next` asks for the following page."""

    items: tuple[MigrationRow, ...]
    next: UUID | None


class MigrationController(Controller):
    """Migrations of the running orders of a definition."""

    path = "/definitions/{key:str}/migrations"
    tags = ("definitions",)

    @post(
        "/check",
        opt=needs(_ACTION),
        status_code=200,
        summary="Look at what a migration would do",
    )
    async def check_migration(
        self,
        principal: Given[Principal],
        migrations: Given[MigrationDesk],
        key: FromPath[str],
        data: JSONBody[MigrateOrders],
    ) -> MigrationCheck:
        """Judge every running order of the version; nothing is changed."""
        return granted(await migrations.check(principal, key, data))

    @post("/", opt=needs(_ACTION), status_code=202, summary="Begin a migration")
    async def begin_migration(
        self,
        principal: Given[Principal],
        migrations: Given[MigrationDesk],
        key: FromPath[str],
        data: JSONBody[MigrateOrders],
    ) -> MigrationShown:
        """Let a worker move every order that runs by the version now; of one type one at a time."""
        return granted(await migrations.begin(principal, key, data))

    @get("/", opt=needs(_ACTION), summary="List migrations")
    async def list_migrations(
        self,
        principal: Given[Principal],
        migrations: Given[MigrationDesk],
        key: FromPath[str],
    ) -> MigrationList:
        return MigrationList(await migrations.newest(principal, key))

    @get("/{migration:uuid}", opt=needs(_ACTION), summary="Show how far a migration came")
    async def get_migration(
        self,
        principal: Given[Principal],
        migrations: Given[MigrationDesk],
        key: FromPath[str],
        migration: FromPath[UUID],
    ) -> MigrationShown:
        return granted(await migrations.show(principal, key, migration))

    @get("/{migration:uuid}/orders", opt=needs(_ACTION), summary="List the orders of a migration")
    async def list_migration_orders(
        self,
        principal: Given[Principal],
        migrations: Given[MigrationDesk],
        key: FromPath[str],
        migration: FromPath[UUID],
        ending: Annotated[Ending, QueryParameter()] = Ending.BLOCKED,
        after: Annotated[UUID | None, QueryParameter()] = None,
    ) -> MigrationRows:
        begin = after or UUID(int=0)
        rows = granted(await migrations.orders(principal, key, migration, ending, after=begin))
        return MigrationRows(rows, rows[-1].order if len(rows) == PAGE else None)


def _way_route(way: Way, summary: str) -> HTTPRouteHandler:
    """Make the route of one thing that can be done with a migration."""

    async def do(
        principal: Given[Principal],
        migrations: Given[MigrationDesk],
        key: FromPath[str],
        migration: FromPath[UUID],
    ) -> MigrationShown:
        return granted(await migrations.act(principal, key, migration, way))

    do.__name__ = f"{way}_migration"
    return post(
        f"/definitions/{{key:str}}/migrations/{{migration:uuid}}/{way}",
        opt=needs(_ACTION),
        status_code=200,
        summary=summary,
        tags=("definitions",),
    )(do)


MIGRATION_ROUTES = (
    MigrationController,
    _way_route("pause", "Let a migration rest"),
    _way_route("resume", "Let a migration go on"),
    _way_route("cancel", "Break a migration off"),
    _way_route("back", "Let the orders of a migration stand as before"),
)
"""The routes of migrations of many orders."""
