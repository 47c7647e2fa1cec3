"""Inbounds over HTTP. A secret is in the answer that makes it, and in no other."""

from datetime import datetime
from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, delete, get, patch, post
from litestar.params import FromPath, HeaderParameter, JSONBody, QueryParameter
from msgspec import Struct

from gongdan.kernel.http import Given, Words, etag, expected_version, granted, needs
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.integration.contract import (
    Arrival,
    ChangeInbound,
    CreateInbound,
    Inbound,
    InboundWithSecret,
    RotateSecret,
    TryInbound,
)
from gongdan.rooms.integration.handlers.inbounds import InboundDesk
from gongdan.rooms.integration.handlers.sampling import Sampling
from gongdan.rooms.integration.ports import Choices

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]
Accepted: TypeAlias = Annotated[str, HeaderParameter(name="Accept-Language")]


class InboundPage(Struct, frozen=True):
    """The tenant's inbounds, by key."""

    items: list[Inbound]


class ArrivalShown(Struct, frozen=True, kw_only=True):
    """One delivery: how it ended; of a refused one what was wrong and what to do, in words.

    `shape` tells which places its body had and of which kind, and no value.
    """

    id: UUID
    at: datetime
    outcome: str
    code: str
    detail: str
    next: str
    field: str
    key: str
    size: int
    order: UUID | None
    number: str
    shape: list[str]


class ArrivalPage(Struct, frozen=True):
    """The last deliveries, newest first."""

    items: list[ArrivalShown]


class TakenShown(Struct, frozen=True):
    """What a sample gives for one target."""

    to: str
    value: str


class SampleShown(Struct, frozen=True, kw_only=True):
    """What would be made of a sample; nothing was made. `code` is "" where it would be taken."""

    takes: list[TakenShown]
    number: str
    code: str
    detail: str
    next: str
    field: str


class InboundController(Controller):
    """Doors by which callers outside start orders or lead them on."""

    path = "/inbounds"
    tags = ("inbounds",)

    @get("/", opt=needs(Action.INBOUND_READ), summary="List inbounds")
    async def page(self, principal: Given[Principal], inbounds: Given[InboundDesk]) -> InboundPage:
        return InboundPage(await inbounds.page(principal))

    @get(
        "/choices", opt=needs(Action.INBOUND_READ), summary="List what an inbound can do, and fill"
    )
    async def choices(self, principal: Given[Principal], inbounds: Given[InboundDesk]) -> Choices:
        return await inbounds.choices(principal)

    @post("/", opt=needs(Action.INBOUND_CHANGE), summary="Open an inbound")
    async def create(
        self,
        principal: Given[Principal],
        inbounds: Given[InboundDesk],
        data: JSONBody[CreateInbound],
    ) -> InboundWithSecret:
        return granted(await inbounds.create(principal, data))

    @get("/{inbound_id:uuid}", opt=needs(Action.INBOUND_READ), summary="Show an inbound")
    async def show(
        self,
        principal: Given[Principal],
        inbounds: Given[InboundDesk],
        inbound_id: FromPath[UUID],
    ) -> Response[Inbound]:
        return _answer(granted(await inbounds.get(principal, inbound_id)))

    @patch("/{inbound_id:uuid}", opt=needs(Action.INBOUND_CHANGE), summary="Change what is named")
    async def change(
        self,
        principal: Given[Principal],
        inbounds: Given[InboundDesk],
        inbound_id: FromPath[UUID],
        data: JSONBody[ChangeInbound],
        if_match: IfMatch = None,
    ) -> Response[Inbound]:
        seen = expected_version(if_match)
        return _answer(granted(await inbounds.change(principal, inbound_id, data, seen=seen)))

    @delete("/{inbound_id:uuid}", opt=needs(Action.INBOUND_CHANGE), summary="Close an inbound")
    async def remove(
        self,
        principal: Given[Principal],
        inbounds: Given[InboundDesk],
        inbound_id: FromPath[UUID],
    ) -> None:
        granted(await inbounds.remove(principal, inbound_id))

    @post(
        "/{inbound_id:uuid}/rotate",
        opt=needs(Action.INBOUND_CHANGE),
        status_code=200,
        summary="Make a new secret",
    )
    async def rotate(
        self,
        principal: Given[Principal],
        inbounds: Given[InboundDesk],
        inbound_id: FromPath[UUID],
        data: JSONBody[RotateSecret],
    ) -> InboundWithSecret:
        return granted(await inbounds.rotate(principal, inbound_id, data))

    @post(
        "/{inbound_id:uuid}/try",
        opt=needs(Action.INBOUND_TRY),
        status_code=200,
        summary="See what would be made of a sample body",
    )
    async def sample(
        self,
        principal: Given[Principal],
        sampling: Given[Sampling],
        words: Given[Words],
        inbound_id: FromPath[UUID],
        data: JSONBody[TryInbound],
        accepted: Accepted = "",
    ) -> SampleShown:
        seen = granted(await sampling.sample(principal, inbound_id, data))
        said = _said(words, seen.refused, accepted, principal)
        return SampleShown(
            takes=[TakenShown(to, value) for to, value in seen.takes.items()],
            number=seen.number,
            code=str(seen.refused.code) if seen.refused else "",
            detail=said[0],
            next=said[1],
            field=seen.refused.field if seen.refused else "",
        )

    @get(
        "/{inbound_id:uuid}/arrivals",
        opt=needs(Action.INBOUND_READ),
        summary="List the last deliveries",
    )
    async def arrivals(
        self,
        principal: Given[Principal],
        inbounds: Given[InboundDesk],
        words: Given[Words],
        inbound_id: FromPath[UUID],
        limit: Annotated[int, QueryParameter(ge=1, le=200)] = 50,
        accepted: Accepted = "",
    ) -> ArrivalPage:
        found = granted(await inbounds.arrivals(principal, inbound_id, limit))
        return ArrivalPage([_arrival(each, words, accepted, principal) for each in found])


def _arrival(arrival: Arrival, words: Words, accepted: str, principal: Principal) -> ArrivalShown:
    no = Refused(arrival.code, facts=arrival.facts) if arrival.code else None
    detail, then = _said(words, no, accepted, principal)
    return ArrivalShown(
        id=arrival.id,
        at=arrival.at,
        outcome=arrival.outcome,
        code=arrival.code,
        detail=detail,
        next=then,
        field=arrival.field,
        key=arrival.key,
        size=arrival.size,
        order=arrival.order,
        number=arrival.number,
        shape=list(arrival.shape),
    )


def _said(words: Words, no: Refused | None, accepted: str, principal: Principal) -> tuple[str, str]:
    return words.said(no, accepted=accepted, preferred=principal.locale) if no else ("", "")


def _answer(inbound: Inbound) -> Response[Inbound]:
    return Response(inbound, headers={"ETag": etag(inbound.version)})
