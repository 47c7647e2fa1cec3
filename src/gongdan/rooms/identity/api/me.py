"""Oneself."""

from litestar import Controller, get, patch, post
from litestar.params import JSONBody
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from gongdan.kernel.http import SIGNED_IN, Given, RefusedError, granted
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.oneself import ChangeOneself, change_oneself
from gongdan.rooms.identity.handlers.sessions import ChangePassword, change_password
from gongdan.rooms.identity.views.me import Me, me


class PasswordBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The old password, and the new one of at least ten characters."""

    old: str
    new: str


class MeBody(Struct, frozen=True, forbid_unknown_fields=True):
    """New data of oneself, as far as given."""

    name: str | UnsetType = UNSET
    locale: str | UnsetType = UNSET
    zone: str | UnsetType = UNSET


class MeController(Controller):
    """Who asks."""

    path = "/me"
    tags = ("identity",)

    @get("/", opt=SIGNED_IN, summary="Show who asks, and what he may do")
    async def show(self, principal: Given[Principal], identity: Given[Means]) -> Me:
        return await me(identity.database, principal)

    @patch("/", opt=SIGNED_IN, summary="Change one's own name, language, time zone")
    async def say(
        self,
        principal: Given[Principal],
        identity: Given[Means],
        data: JSONBody[MeBody],
    ) -> Me:
        command = ChangeOneself(data.name, data.locale, data.zone)
        done = granted(await change_oneself(identity, principal, command))
        return await me(identity.database, replace(principal, locale=done.locale, zone=done.zone))

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
