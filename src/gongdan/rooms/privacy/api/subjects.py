"""Persons of whom something is held, over HTTP: found, shown, given their data, erased."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.privacy.contract import (
    SUBJECT_ERASE,
    SUBJECT_EXPORT,
    SUBJECT_READ,
    EraseSubject,
    Erasure,
    FindSubject,
    Said,
    SubjectsFound,
    SubjectShown,
)
from gongdan.rooms.privacy.handlers.erasing import Erasing
from gongdan.rooms.privacy.handlers.subjects import Subjects

_SHOWN = 100


class ErasurePage(Struct, frozen=True):
    """The newest erasures."""

    items: list[Erasure]


class SubjectController(Controller):
    """What is held of a person. Numbers and addresses travel in bodies, never in addresses."""

    path = "/subjects"
    tags = ("privacy",)

    @post("/find", opt=needs(SUBJECT_READ), status_code=200, summary="Find a person")
    async def find(
        self, principal: Given[Any], subjects: Given[Subjects], data: JSONBody[FindSubject]
    ) -> SubjectsFound:
        """Find by a whole phone number or mail address, or by an entry about the person."""
        return granted(await subjects.find(principal, data))

    @get("/{subject_id:uuid}", opt=needs(SUBJECT_READ), summary="Show what is held of a person")
    async def show(
        self, principal: Given[Any], subjects: Given[Subjects], subject_id: FromPath[UUID]
    ) -> SubjectShown:
        """Show where something is held, which fields, what was agreed, and who looked."""
        return granted(await subjects.show(principal, subject_id))

    @post(
        "/{subject_id:uuid}/export",
        opt=needs(SUBJECT_EXPORT),
        status_code=200,
        summary="Export all that is held of a person",
    )
    async def export(
        self,
        principal: Given[Any],
        subjects: Given[Subjects],
        subject_id: FromPath[UUID],
        data: JSONBody[Said],
    ) -> Response[bytes]:
        """Return a ZIP with JSON, CSV and who looked; for nobody but the person."""
        packed = granted(await subjects.export(principal, subject_id, data.reason))
        return Response(
            packed,
            media_type="application/zip",
            headers={
                "Cache-Control": "no-store",
                "Content-Disposition": f'attachment; filename="subject-{subject_id}.zip"',
            },
        )

    @post("/{subject_id:uuid}/erase", opt=needs(SUBJECT_ERASE), summary="Erase a person")
    async def erase(
        self,
        principal: Given[Any],
        erasing: Given[Erasing],
        subject_id: FromPath[UUID],
        data: JSONBody[EraseSubject],
    ) -> Erasure:
        """Destroy the person's key and all that stands beside it. This can't be undone."""
        return granted(await erasing.erase(principal, subject_id, data))

    @post("/{subject_id:uuid}/hold", opt=needs(SUBJECT_ERASE), status_code=204,
          summary="Keep a person's data for a legal reason")  # fmt: skip
    async def hold(
        self,
        principal: Given[Any],
        subjects: Given[Subjects],
        subject_id: FromPath[UUID],
        data: JSONBody[Said],
    ) -> None:
        granted(await subjects.hold(principal, subject_id, data.reason))

    @post("/{subject_id:uuid}/release", opt=needs(SUBJECT_ERASE), status_code=204,
          summary="Lift a legal hold")  # fmt: skip
    async def release(
        self,
        principal: Given[Any],
        subjects: Given[Subjects],
        subject_id: FromPath[UUID],
        data: JSONBody[Said],
    ) -> None:
        granted(await subjects.release(principal, subject_id, data.reason))


@get("/erasures", opt=needs(SUBJECT_READ), tags=["privacy"], summary="List erasures, newest first")
async def erasures(principal: Given[Any], erasing: Given[Erasing]) -> ErasurePage:
    """Show who was erased when, by ids alone, and how far each erasure went."""
    return ErasurePage(list(await erasing.newest(principal.tenant, _SHOWN)))
