"""`/people/me`: what is stored about whoever asks, what he gives, what he contests."""

from uuid import UUID

from litestar import Controller, delete, get, post, put
from litestar.params import FromPath, JSONBody

from gongdan.kernel.http import SIGNED_IN, Given, RefusedError, granted
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.people.contract import (
    Absence,
    Contest,
    GivePlaces,
    MakeContest,
    Places,
    RecordAbsence,
)
from gongdan.rooms.people.handlers.absences import AbsenceDesk
from gongdan.rooms.people.handlers.oneself import AboutMe, OneselfDesk


class OneselfController(Controller):
    """One's own entry."""

    path = "/people/me"
    tags = ("people",)

    @get("/", opt=SIGNED_IN, summary="Show what is stored about oneself")
    async def about_me(self, principal: Given[Principal], oneself: Given[OneselfDesk]) -> AboutMe:
        return await oneself.about(principal)

    @put("/places", opt=SIGNED_IN, summary="Give or take back one's own places")
    async def give_places(
        self,
        principal: Given[Principal],
        oneself: Given[OneselfDesk],
        data: JSONBody[GivePlaces],
    ) -> Places:
        return granted(await oneself.give_places(principal, data))

    @post("/contests", opt=SIGNED_IN, summary="Say that something about oneself is wrong")
    async def contest(
        self,
        principal: Given[Principal],
        oneself: Given[OneselfDesk],
        data: JSONBody[MakeContest],
    ) -> Contest:
        return granted(await oneself.contest(principal, data))

    @post("/absences", opt=SIGNED_IN, summary="Say that one is away oneself")
    async def record_own(
        self,
        principal: Given[Principal],
        absences: Given[AbsenceDesk],
        data: JSONBody[RecordAbsence],
    ) -> Absence:
        return granted(await absences.record_own(principal, data))

    @delete("/absences/{absence_id:uuid}", opt=SIGNED_IN, summary="Say that one is there oneself")
    async def remove_own(
        self,
        principal: Given[Principal],
        absences: Given[AbsenceDesk],
        absence_id: FromPath[UUID],
    ) -> None:
        if (no := await absences.remove_own(principal, absence_id)) is not None:
            raise RefusedError(no)
