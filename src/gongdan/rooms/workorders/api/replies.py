"""`/replies`: canned replies."""

from uuid import UUID

from litestar import Controller, Response, delete, get, post, put
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.api.requests import IfMatch
from gongdan.rooms.workorders.handlers.replies import CannedReplies, ReplyWanted
from gongdan.rooms.workorders.store.replies import Reply


class Replies(Struct, frozen=True):
    """All canned replies that you may use, by name."""

    items: tuple[Reply, ...]


class ReplyController(Controller):
    """Texts that people use again and again; `{number}` and `{title}` stand for the order's."""

    path = "/replies"
    tags = ("orders",)

    @get("/", opt=needs("order.comment"), summary="List canned replies")
    async def list_replies(
        self, principal: Given[Principal], replies: Given[CannedReplies]
    ) -> Replies:
        """Return the replies that you may use."""
        return Replies(await replies.all(principal))

    @post("/", opt=needs("reply.change"), summary="Keep a canned reply")
    async def create_reply(
        self,
        data: JSONBody[ReplyWanted],
        principal: Given[Principal],
        replies: Given[CannedReplies],
    ) -> Response[Reply]:
        """Keep a new reply for everybody of the tenant."""
        reply = granted(await replies.add(principal, data))
        return Response(reply, status_code=201, headers={"ETag": etag(reply.version)})

    @put("/{reply_id:uuid}", opt=needs("reply.change"), summary="Change a canned reply")
    async def change_reply(
        self,
        reply_id: FromPath[UUID],
        data: JSONBody[ReplyWanted],
        principal: Given[Principal],
        replies: Given[CannedReplies],
        if_match: IfMatch = None,
    ) -> Response[Reply]:
        """Change a reply as you saw it (`If-Match`)."""
        version = expected_version(if_match)
        reply = granted(await replies.change(principal, reply_id, data, version))
        return Response(reply, headers={"ETag": etag(reply.version)})

    @delete("/{reply_id:uuid}", opt=needs("reply.change"), summary="Take a canned reply away")
    async def delete_reply(
        self, reply_id: FromPath[UUID], principal: Given[Principal], replies: Given[CannedReplies]
    ) -> None:
        """Take a reply away; it can be brought back."""
        granted(await replies.delete(principal, reply_id, gone=True))

    @post(
        "/{reply_id:uuid}/restore",
        opt=needs("reply.change"),
        status_code=204,
        summary="Bring a canned reply back",
    )
    async def restore_reply(
        self, reply_id: FromPath[UUID], principal: Given[Principal], replies: Given[CannedReplies]
    ) -> None:
        """Bring a reply back that was taken away."""
        granted(await replies.delete(principal, reply_id, gone=False))
