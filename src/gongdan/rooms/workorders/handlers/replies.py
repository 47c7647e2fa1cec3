"""Canned replies: kept by those who may change them, used by all who may comment."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, Ref, new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_line, clean_text
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed
from gongdan.rooms.workorders.domain.rights import sees_internal
from gongdan.rooms.workorders.store.replies import (
    Reply,
    add_reply,
    change_reply,
    delete_reply,
    load_replies,
    reply_exists,
)

LONGEST_NAME, LONGEST_TEXT = 80, 4_000


class ReplyWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A canned reply as somebody wants it; `internal` ones are shown to insiders alone."""

    name: str
    text: str
    internal: bool = False


class CannedReplies:
    """The canned replies of tenants."""

    def __init__(self, database: Database, trail: AuditTrail, ids: NewId = new_id) -> None:
        self._database = database
        self._trail = trail
        self._ids = ids

    async def all(self, principal: Principal) -> tuple[Reply, ...]:
        """Return the replies that this reader may use."""
        async with self._database.reading(principal.tenant) as reader:
            replies = await load_replies(reader, principal.tenant)
        inside = sees_internal(principal)
        return tuple(each for each in replies if inside or not each.internal)

    async def add(self, principal: Principal, wanted: ReplyWanted) -> Reply | Refused:
        """Keep a new reply."""
        reply = _clean(self._ids(), wanted, version=1)
        if isinstance(reply, Refused):
            return reply
        async with self._database.writing(principal.tenant) as writer:
            await add_reply(writer, principal.tenant, reply)
            await self._trail.record(_deed(principal, "reply.add", reply.id), within=writer)
        return reply

    async def change(
        self, principal: Principal, reply: UUID, wanted: ReplyWanted, version: int
    ) -> Reply | Refused:
        """Keep a reply as it is wanted now."""
        new = _clean(reply, wanted, version=version)
        if isinstance(new, Refused):
            return new
        async with self._database.writing(principal.tenant) as writer:
            if not await change_reply(writer, principal.tenant, new):
                there = await reply_exists(writer, principal.tenant, reply)
                kind = RefusalKind.STALE if there else RefusalKind.NOT_FOUND
                return Refused(OrderCode.REPLY_UNKNOWN, kind)
            await self._trail.record(_deed(principal, "reply.change", reply), within=writer)
        return Reply(
            id=reply, name=new.name, text=new.text, internal=new.internal, version=version + 1
        )

    async def delete(self, principal: Principal, reply: UUID, *, gone: bool) -> Refused | None:
        """Take a reply away, or bring it back."""
        async with self._database.writing(principal.tenant) as writer:
            if not await delete_reply(writer, principal.tenant, reply, gone=gone):
                return Refused(OrderCode.REPLY_UNKNOWN, RefusalKind.NOT_FOUND)
            act = "reply.delete" if gone else "reply.restore"
            await self._trail.record(_deed(principal, act, reply), within=writer)
        return None


def _clean(reply: UUID, wanted: ReplyWanted, *, version: int) -> Reply | Refused:
    name = clean_line(wanted.name, limit=LONGEST_NAME)
    if isinstance(name, TextFault) or not name.strip():
        fault = name.value if isinstance(name, TextFault) else "empty"
        return malformed(OrderCode.TEXT_UNUSABLE, "/name", fault=fault, limit=LONGEST_NAME)
    text = clean_text(wanted.text, limit=LONGEST_TEXT)
    if isinstance(text, TextFault) or not text.strip():
        fault = text.value if isinstance(text, TextFault) else "empty"
        return malformed(OrderCode.TEXT_UNUSABLE, "/text", fault=fault, limit=LONGEST_TEXT)
    return Reply(id=reply, name=name, text=text, internal=wanted.internal, version=version)


def _deed(principal: Principal, act: str, reply: UUID) -> Deed:
    return Deed(tenant=principal.tenant, actor=principal.actor, act=act, object=Ref("reply", reply))
