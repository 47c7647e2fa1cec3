"""Dead letters: what could not be done after all attempts, and sending it again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, QueryParameter
from msgspec import Struct

from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Database
from gongdan.kernel.dead_letters import DeadLetter, open_letters, resend
from gongdan.kernel.http import Given, RefusedError, needs
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.audit.handlers import Trail
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.workorders.views.seen import numbers_of

_KIND = "dead_letter"


class LetterOrder(Struct, frozen=True):
    """The order that a letter is about."""

    id: UUID
    number: str


class Letter(Struct, frozen=True, kw_only=True):
    """A dead letter: who gave up (`kind`, `name`), over which event, why, and when.

    `order` is null where the stream is no order, or none that you may read.
    """

    id: UUID
    kind: str
    name: str
    stream: UUID | None
    version: int | None
    order: LetterOrder | None
    error: str
    attempts: int
    at: datetime


class LetterPage(Struct, frozen=True):
    """The open dead letters, oldest first."""

    items: tuple[Letter, ...]


class Resent(Struct, frozen=True):
    """The letter that is being tried again."""

    id: UUID


@get(
    "/dead-letters",
    opt=needs(Action.DEADLETTER_READ),
    summary="List what could not be done",
    tags=("dead letters",),
)
async def letters(
    principal: Given[Principal],
    database: Given[Database],
    limit: Annotated[int, QueryParameter(ge=1, le=500)] = 200,
) -> LetterPage:
    """Return the open dead letters."""
    async with database.reading(principal.tenant) as reader:
        found = await open_letters(reader, principal.tenant, limit)
    return LetterPage(await _shown(database, principal, found))


@post(
    "/dead-letters/{letter:uuid}/resend",
    opt=needs(Action.DEADLETTER_RESEND),
    status_code=200,
    summary="Try a dead letter again",
    tags=("dead letters",),
)
async def send_again(
    principal: Given[Principal],
    database: Given[Database],
    trail: Given[Trail],
    letter: FromPath[UUID],
) -> Resent:
    """Let it be tried again from the first attempt."""
    if not await resend(database, principal.tenant, letter):
        raise RefusedError(Refused("dead_letter_gone", RefusalKind.NOT_FOUND))
    await trail.record(
        Deed(
            tenant=principal.tenant,
            actor=principal.actor,
            act=Action.DEADLETTER_RESEND,
            object=Ref(_KIND, letter),
        )
    )
    return Resent(letter)


async def _shown(
    database: Database, principal: Principal, found: Sequence[DeadLetter]
) -> tuple[Letter, ...]:
    streams = {each.stream for each in found if each.stream is not None}
    numbers = await numbers_of(database, principal, streams)
    return tuple(
        Letter(
            id=each.id,
            kind=each.follower,
            name=each.name,
            stream=each.stream,
            version=each.seq,
            order=_order(each.stream, numbers),
            error=each.error,
            attempts=each.attempts,
            at=each.failed_at,
        )
        for each in found
    )


def _order(stream: UUID | None, numbers: Mapping[UUID, str]) -> LetterOrder | None:
    return LetterOrder(stream, numbers[stream]) if stream and stream in numbers else None
