"""Connectors over HTTP. A secret goes in, and never comes out again."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, delete, get, patch, post
from litestar.params import FromPath, HeaderParameter, JSONBody, QueryParameter
from msgspec import Struct

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.integration.contract import (
    ChangeConnector,
    Connector,
    ConnectorCall,
    CreateConnector,
    Tried,
    TryConnector,
)
from gongdan.rooms.integration.handlers.connectors import ConnectorDesk

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class ConnectorPage(Struct, frozen=True):
    """The tenant's connectors, by key."""

    items: list[Connector]


class ConnectorCallPage(Struct, frozen=True):
    """The last calls, newest first."""

    items: list[ConnectorCall]


class ConnectorController(Controller):
    """Services outside that processes call."""

    path = "/connectors"
    tags = ("connectors",)

    @get("/", opt=needs(Action.CONNECTOR_READ), summary="List connectors")
    async def page(
        self, principal: Given[Principal], connectors: Given[ConnectorDesk]
    ) -> ConnectorPage:
        return ConnectorPage(await connectors.page(principal))

    @post("/", opt=needs(Action.CONNECTOR_CHANGE), summary="Add a connector")
    async def create(
        self,
        principal: Given[Principal],
        connectors: Given[ConnectorDesk],
        data: JSONBody[CreateConnector],
    ) -> Response[Connector]:
        return _answer(granted(await connectors.create(principal, data)), 201)

    @get("/{connector_id:uuid}", opt=needs(Action.CONNECTOR_READ), summary="Show a connector")
    async def show(
        self,
        principal: Given[Principal],
        connectors: Given[ConnectorDesk],
        connector_id: FromPath[UUID],
    ) -> Response[Connector]:
        return _answer(granted(await connectors.get(principal, connector_id)))

    @patch(
        "/{connector_id:uuid}", opt=needs(Action.CONNECTOR_CHANGE), summary="Change what is named"
    )
    async def change(
        self,
        principal: Given[Principal],
        connectors: Given[ConnectorDesk],
        connector_id: FromPath[UUID],
        data: JSONBody[ChangeConnector],
        if_match: IfMatch = None,
    ) -> Response[Connector]:
        seen = expected_version(if_match)
        return _answer(granted(await connectors.change(principal, connector_id, data, seen=seen)))

    @delete(
        "/{connector_id:uuid}", opt=needs(Action.CONNECTOR_CHANGE), summary="Forget a connector"
    )
    async def remove(
        self,
        principal: Given[Principal],
        connectors: Given[ConnectorDesk],
        connector_id: FromPath[UUID],
    ) -> None:
        granted(await connectors.remove(principal, connector_id))

    @post(
        "/{connector_id:uuid}/try",
        opt=needs(Action.CONNECTOR_CALL),
        status_code=200,
        summary="Make a test call now",
    )
    async def try_out(
        self,
        principal: Given[Principal],
        connectors: Given[ConnectorDesk],
        connector_id: FromPath[UUID],
        data: JSONBody[TryConnector],
    ) -> Tried:
        return granted(await connectors.try_out(principal, connector_id, data))

    @get(
        "/{connector_id:uuid}/calls",
        opt=needs(Action.CONNECTOR_READ),
        summary="List the last calls",
    )
    async def calls(
        self,
        principal: Given[Principal],
        connectors: Given[ConnectorDesk],
        connector_id: FromPath[UUID],
        limit: Annotated[int, QueryParameter(ge=1, le=200)] = 50,
    ) -> ConnectorCallPage:
        return ConnectorCallPage(granted(await connectors.calls(principal, connector_id, limit)))


def _answer(connector: Connector, status: int = 200) -> Response[Connector]:
    return Response(connector, status_code=status, headers={"ETag": etag(connector.version)})
