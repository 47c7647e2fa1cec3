"""`/people/{person}/contests`: what somebody says is wrong about him, and the answers."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.people.contract import AnswerContest, Contest
from gongdan.rooms.people.handlers.oneself import OneselfDesk


class ContestList(Struct, frozen=True):
    """What was contested, the newest first."""

    items: list[Contest]


class ContestController(Controller):
    """Somebody's objections, for those who may change the entry."""

    path = "/people/{person_id:uuid}/contests"
    tags = ("people",)

    @get("/", opt=needs(Action.PERSON_CHANGE), summary="List somebody's objections")
    async def list_contests(
        self,
        principal: Given[Principal],
        oneself: Given[OneselfDesk],
        person_id: FromPath[UUID],
    ) -> ContestList:
        return ContestList(granted(await oneself.contests(principal, person_id)))

    @post(
        "/{contest_id:uuid}/answer",
        opt=needs(Action.PERSON_CHANGE),
        status_code=200,
        summary="Answer an objection",
    )
    async def answer(
        self,
        principal: Given[Principal],
        oneself: Given[OneselfDesk],
        person_id: FromPath[UUID],
        contest_id: FromPath[UUID],
        data: JSONBody[AnswerContest],
    ) -> Contest:
        return granted(await oneself.answer(principal, person_id, contest_id, data))
