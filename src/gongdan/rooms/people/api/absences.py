"""`/people/{person}/absences`: when somebody is away, for those who give out work."""

from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, RefusedError, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.people.contract import Absence, RecordAbsence
from gongdan.rooms.people.handlers.absences import AbsenceDesk


class AbsenceList(Struct, frozen=True):
    """What runs and what is to come, the next first."""

    items: list[Absence]


class AbsenceController(Controller):
    """Somebody's absences."""

    path = "/people/{person_id:uuid}/absences"
    tags = ("people",)

    @get("/", opt=needs(Action.PERSON_READ), summary="List somebody's absences")
    async def list_absences(
        self,
        principal: Given[Principal],
        absences: Given[AbsenceDesk],
        person_id: FromPath[UUID],
    ) -> AbsenceList:
        return AbsenceList(list(granted(await absences.of(principal, person_id))))

    @post("/", opt=needs(Action.ABSENCE_RECORD), summary="Say that somebody is away")
    async def record(
        self,
        principal: Given[Principal],
        absences: Given[AbsenceDesk],
        person_id: FromPath[UUID],
        data: JSONBody[RecordAbsence],
    ) -> Absence:
        return granted(await absences.record(principal, person_id, data))

    @delete(
        "/{absence_id:uuid}", opt=needs(Action.ABSENCE_RECORD), summary="Say that somebody is there"
    )
    async def remove(
        self,
        principal: Given[Principal],
        absences: Given[AbsenceDesk],
        person_id: FromPath[UUID],
        absence_id: FromPath[UUID],
    ) -> None:
        if (no := await absences.remove(principal, person_id, absence_id)) is not None:
            raise RefusedError(no)
