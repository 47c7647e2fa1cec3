"""The tenant's host list over HTTP."""

from typing import Annotated, TypeAlias

from litestar import Controller, Response, get, post, put
from litestar.params import HeaderParameter, JSONBody

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.integration.contract import HostList, HostsChecked, SetHosts
from gongdan.rooms.integration.handlers.host_list import HostListDesk

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class HostListController(Controller):
    """To which hosts webhooks and connectors may go."""

    path = "/outbound-hosts"
    tags = ("webhooks",)

    @get("/", opt=needs(Action.TENANT_CHANGE), summary="Show the hosts to which requests may go")
    async def show(
        self, principal: Given[Principal], host_list: Given[HostListDesk]
    ) -> Response[HostList]:
        """Return the list, and every webhook and connector with whether it may go.

        No entry: to every host that the installation lets out. The list narrows that and never
        widens it; it is asked before each connection, and redirects are not followed.
        """
        return _answer(await host_list.show(principal))

    @put("/", opt=needs(Action.TENANT_CHANGE), summary="Set the hosts to which requests may go")
    async def put(
        self,
        principal: Given[Principal],
        host_list: Given[HostListDesk],
        data: JSONBody[SetHosts],
        if_match: IfMatch = None,
    ) -> Response[HostList]:
        """Whom it cuts off has to be named in `knowing`; nobody is cut off unsaid."""
        seen = expected_version(if_match)
        return _answer(granted(await host_list.put(principal, data, seen=seen)))

    @post(
        "/check",
        opt=needs(Action.TENANT_CHANGE),
        status_code=200,
        summary="Show whom a list would cut off; nothing is kept",
    )
    async def check(
        self,
        principal: Given[Principal],
        host_list: Given[HostListDesk],
        data: JSONBody[SetHosts],
    ) -> HostsChecked:
        return granted(await host_list.check(principal, data))


def _answer(found: HostList) -> Response[HostList]:
    return Response(found, headers={"ETag": etag(found.version)})
