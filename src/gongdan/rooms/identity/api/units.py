"""Organisation units over HTTP."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, delete, get, patch, post, put
from litestar.params import FromPath, HeaderParameter, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, RefusedError, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.units import (
    ArchiveUnit,
    CreateUnit,
    HeadUnit,
    MoveUnit,
    RenameUnit,
    archive_unit,
    create_unit,
    give_unit_name,
    head_unit,
    move_unit,
    remove_empty_unit,
)
from gongdan.rooms.identity.views.roles import Units, UnitView, get_unit, list_units

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class NewUnitBody(Struct, frozen=True, forbid_unknown_fields=True):
    """A new unit below `parent` (null: at the root); its code never changes."""

    code: str
    name: str
    parent: UUID | None = None


class UnitBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Another name."""

    name: str


class UnitPlaceBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Another parent (null: the root)."""

    parent: UUID | None


class UnitHeadBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Who heads the unit (null: nobody)."""

    manager: UUID | None


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
        made = granted(await create_unit(identity, principal, command))
        return await _answer(identity, principal, made.id, status=201)

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
        granted(await give_unit_name(identity, principal, command))
        return await _answer(identity, principal, unit_id)

    @post(
        "/{unit_id:uuid}/move",
        opt=needs(Action.UNIT_CHANGE),
        status_code=200,
        summary="Move a unit with all below it",
    )
    async def move(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        unit_id: FromPath[UUID],
        data: JSONBody[UnitPlaceBody],
        if_match: IfMatch = None,
    ) -> Response[UnitView]:
        command = MoveUnit(unit_id, data.parent, expected_version(if_match))
        granted(await move_unit(identity, principal, command))
        return await _answer(identity, principal, unit_id)

    @put("/{unit_id:uuid}/manager", opt=needs(Action.UNIT_CHANGE), summary="Say who heads a unit")
    async def head(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        unit_id: FromPath[UUID],
        data: JSONBody[UnitHeadBody],
        if_match: IfMatch = None,
    ) -> Response[UnitView]:
        command = HeadUnit(unit_id, data.manager, expected_version(if_match))
        granted(await head_unit(identity, principal, command))
        return await _answer(identity, principal, unit_id)

    @post(
        "/{unit_id:uuid}/archive",
        opt=needs(Action.UNIT_CHANGE),
        status_code=200,
        summary="Archive a unit nobody belongs to",
    )
    async def archive(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        unit_id: FromPath[UUID],
        if_match: IfMatch = None,
    ) -> Response[UnitView]:
        seen = expected_version(if_match)
        command = ArchiveUnit(unit_id, archived=True, seen=seen)
        granted(await archive_unit(identity, principal, command))
        return await _answer(identity, principal, unit_id)

    @post(
        "/{unit_id:uuid}/restore",
        opt=needs(Action.UNIT_CHANGE),
        status_code=200,
        summary="Bring an archived unit back",
    )
    async def restore(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        unit_id: FromPath[UUID],
        if_match: IfMatch = None,
    ) -> Response[UnitView]:
        seen = expected_version(if_match)
        command = ArchiveUnit(unit_id, archived=False, seen=seen)
        granted(await archive_unit(identity, principal, command))
        return await _answer(identity, principal, unit_id)

    @delete("/{unit_id:uuid}", opt=needs(Action.UNIT_CHANGE), summary="Remove an empty unit")
    async def remove(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        unit_id: FromPath[UUID],
    ) -> None:
        if (refused := await remove_empty_unit(identity, principal, unit_id)) is not None:
            raise RefusedError(refused)


async def _answer(
    identity: Means, principal: Principal, unit: UUID, *, status: int = 200
) -> Response[UnitView]:
    shown = granted(await get_unit(identity.database, principal, unit))
    return Response(shown, status_code=status, headers={"ETag": etag(shown.version)})
