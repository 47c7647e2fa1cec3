"""`/shipped-definitions`: what comes with the program and the tenant has not."""

from litestar import Controller, get, post
from litestar.params import FromPath
from msgspec import Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.lowcode.api.requests import by
from gongdan.rooms.lowcode.contract import DefinitionRef
from gongdan.rooms.lowcode.handlers.shipped import Shipped, ShippedLine


class ShippedList(Struct, frozen=True):
    """What can be taken, by key."""

    items: list[ShippedLine]


class ShippedController(Controller):
    """Definitions that a newer program brought: offered, never published by themselves."""

    path = "/shipped-definitions"
    tags = ("definitions",)

    @get("/", opt=needs(Action.DEFINITION_PUBLISH), summary="List what the tenant has not")
    async def page(self, principal: Given[Principal], shipped: Given[Shipped]) -> ShippedList:
        """Return what comes with the program and has no version and no draft in the tenant."""
        return ShippedList(await shipped.missing(principal.tenant))

    @post("/{key:str}", opt=needs(Action.DEFINITION_PUBLISH), summary="Publish one of them")
    async def take(
        self, principal: Given[Principal], shipped: Given[Shipped], key: FromPath[str]
    ) -> DefinitionRef:
        """Publish it as its first version; what the tenant has stays as it is."""
        return granted(await shipped.take(by(principal), key))
