"""Dead letters: what could not be done after all attempts, and sending it again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Struct

from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Database
from gongdan.kernel.dead_letters import (
    DeadLetter,
    Discard,
    Follower,
    discard,
    discarded_letters,
    open_letters,
    resend,
    restore,
)
from gongdan.kernel.http import Given, RefusedError, needs
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_text
from gongdan.rooms.audit.handlers import Trail
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.integration.jobs import DELIVER
from gongdan.rooms.workorders.views.seen import numbers_of

_KIND = "dead_letter"
_REASON_LIMIT = 500


class LetterOrder(Struct, frozen=True):
    """The order that a letter is about."""

    id: UUID
    number: str


class Letter(Struct, frozen=True, kw_only=True):
    """A dead letter: who gave up (`kind`, `name`), over which event, why, and when.

    `order` is null where the stream is no order, or none that you may read. `webhook` is the one
    that was given up. `can_be_discarded` and `can_be_restored` say what may be done with it now;
    `reason` and `discarded_at` stand on one that was laid aside.
    """

    id: UUID
    kind: str
    name: str
    stream: UUID | None
    version: int | None
    order: LetterOrder | None
    webhook: UUID | None
    error: str
    attempts: int
    at: datetime
    discarded_at: datetime | None
    reason: str
    can_be_discarded: bool
    can_be_restored: bool


class LetterPage(Struct, frozen=True):
    """Dead letters: the open ones, oldest first, or those laid aside, newest first."""

    items: tuple[Letter, ...]


class LetterMoved(Struct, frozen=True):
    """The letter with which something was done."""

    id: UUID


class DiscardLetter(Struct, frozen=True, forbid_unknown_fields=True):
    """Lay it aside; who comes later reads why."""

    reason: str


@get(
    "/dead-letters",
    opt=needs(Action.DEADLETTER_READ),
    summary="List what could not be done",
    tags=("dead letters",),
)
async def letters(
    principal: Given[Principal],
    database: Given[Database],
    *,
    discarded: FromQuery[bool] = False,
    limit: Annotated[int, QueryParameter(ge=1, le=500)] = 200,
) -> LetterPage:
    """Return the open dead letters, or those that were laid aside."""
    read = discarded_letters if discarded else open_letters
    async with database.reading(principal.tenant) as reader:
        found = await read(reader, principal.tenant, limit)
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
) -> LetterMoved:
    """Let it be tried again from the first attempt."""
    if not await resend(database, principal.tenant, letter):
        raise RefusedError(Refused("dead_letter_gone", RefusalKind.NOT_FOUND))
    await trail.record(_deed(principal, Action.DEADLETTER_RESEND, letter))
    return LetterMoved(letter)


@post(
    "/dead-letters/{letter:uuid}/discard",
    opt=needs(Action.DEADLETTER_DISCARD),
    status_code=200,
    summary="Lay a dead letter aside, with a reason",
    tags=("dead letters",),
)
async def lay_aside(
    principal: Given[Principal],
    database: Given[Database],
    trail: Given[Trail],
    *,
    letter: FromPath[UUID],
    data: JSONBody[DiscardLetter],
) -> LetterMoved:
    """Let it be; a job can be taken back, what follows a reaction's event goes on without it."""
    reason = clean_text(data.reason, limit=_REASON_LIMIT)
    if isinstance(reason, TextFault) or not reason.strip():
        facts: dict[str, str | int | list[str]] = {"limit": _REASON_LIMIT}
        fault = Refused("dead_letter_reason_missing", RefusalKind.MALFORMED, facts, "/reason")
        raise RefusedError(fault)
    async with database.writing(principal.tenant) as writer:
        outcome = await discard(
            writer, principal.tenant, letter, by=principal.user, reason=reason.strip()
        )
        if outcome is Discard.DISCARDED:
            await trail.record(_deed(principal, Action.DEADLETTER_DISCARD, letter), writer)
    if outcome is Discard.GONE:
        raise RefusedError(Refused("dead_letter_gone", RefusalKind.NOT_FOUND))
    if outcome is Discard.NEEDED:
        raise RefusedError(Refused("dead_letter_needed"))
    return LetterMoved(letter)


@post(
    "/dead-letters/{letter:uuid}/restore",
    opt=needs(Action.DEADLETTER_DISCARD),
    status_code=200,
    summary="Take back that a dead letter was laid aside",
    tags=("dead letters",),
)
async def take_back(
    principal: Given[Principal],
    database: Given[Database],
    trail: Given[Trail],
    letter: FromPath[UUID],
) -> LetterMoved:
    """Let it lie among the open ones again."""
    async with database.writing(principal.tenant) as writer:
        restored = await restore(writer, principal.tenant, letter)
        if restored:
            await trail.record(_deed(principal, "deadletter.restore", letter), writer)
    if not restored:
        raise RefusedError(Refused("dead_letter_gone", RefusalKind.NOT_FOUND))
    return LetterMoved(letter)


def _deed(principal: Principal, act: str, letter: UUID) -> Deed:
    return Deed(tenant=principal.tenant, actor=principal.actor, act=act, object=Ref(_KIND, letter))


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
            webhook=_webhook(each),
            error=each.error,
            attempts=each.attempts,
            at=each.failed_at,
            discarded_at=each.discarded_at,
            reason=each.reason,
            can_be_discarded=each.discarded_at is None and each.follower is not Follower.PROJECTION,
            can_be_restored=each.can_be_restored,
        )
        for each in found
    )


def _order(stream: UUID | None, numbers: Mapping[UUID, str]) -> LetterOrder | None:
    return LetterOrder(stream, numbers[stream]) if stream and stream in numbers else None


def _webhook(letter: DeadLetter) -> UUID | None:
    return UUID(letter.job_key) if letter.name == DELIVER and letter.job_key else None
