"""Organisation units over HTTP."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, delete, get, patch, post
from litestar.params import FromPath, HeaderParameter, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, RefusedError, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.domain.units import Unit
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.units import (
    CreateUnit,
    RenameUnit,
    create_unit,
    give_unit_name,
    remove_empty_unit,
)
from gongdan.rooms.identity.views.roles import Units, UnitView, list_units, unit_view

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class NewUnitBody(Struct, frozen=True, forbid_unknown_fields=True):
    """A new unit below `parent` (null: at the root); its code never changes."""

    code: str
    name: str
    parent: UUID | None = None


class UnitBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Another name."""

    name: str


class UnitController(Controller):
    """The tree of the tenant's units."""

    path = "/units"
    tags = ("identity",)

    @get("/", opt=needs(Action.UNIT_READ), summary="List units, parents before children")
    async def page(self, principal: Given[Principal], identity: Given[Means]) -> Units:
        return await list_units(identity.database, principal)

    @post("/", opt=needs(Action.UNIT_CHANGE), summary="Create a unit")
    async def create(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        data: JSONBody[NewUnitBody],
    ) -> Response[UnitView]:
        command = CreateUnit(data.code, data.name, data.parent)
        return _answer(granted(await create_unit(identity, principal, command)), status=201)

    @patch("/{unit_id:uuid}", opt=needs(Action.UNIT_CHANGE), summary="Rename a unit")
    async def rename(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        unit_id: FromPath[UUID],
        data: JSONBody[UnitBody],
        if_match: IfMatch = None,
    ) -> Response[UnitView]:
        command = RenameUnit(unit_id, data.name, expected_version(if_match))
        return _answer(granted(await give_unit_name(identity, principal, command)))

    @delete("/{unit_id:uuid}", opt=needs(Action.UNIT_CHANGE), summary="Remove an empty unit")
    async def remove(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        unit_id: FromPath[UUID],
    ) -> None:
        if (refused := await remove_empty_unit(identity, principal, unit_id)) is not None:
            raise RefusedError(refused)


def _answer(unit: Unit, *, status: int = 200) -> Response[UnitView]:
    return Response(unit_view(unit), status_code=status, headers={"ETag": etag(unit.version)})
