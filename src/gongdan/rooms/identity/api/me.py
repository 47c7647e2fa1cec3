"""Oneself."""

from litestar import Controller, get, post
from litestar.params import JSONBody
from msgspec import Struct

from gongdan.kernel.http import SIGNED_IN, Given, RefusedError
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.sessions import ChangePassword, change_password
from gongdan.rooms.identity.views.me import Me, me


class PasswordBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The old password, and the new one of at least ten characters."""

    old: str
    new: str


class MeController(Controller):
    """Who asks."""

    path = "/me"
    tags = ("identity",)

    @get("/", opt=SIGNED_IN, summary="Show who asks, and what he may do")
    async def show(self, principal: Given[Principal], identity: Given[Means]) -> Me:
        return await me(identity.database, principal)

    @post("/password", opt=SIGNED_IN, status_code=204, summary="Change one's own password")
    async def change(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        data: JSONBody[PasswordBody],
    ) -> None:
        command = ChangePassword(data.old, data.new)
        if (refused := await change_password(identity, principal, command)) is not None:
            raise RefusedError(refused)
