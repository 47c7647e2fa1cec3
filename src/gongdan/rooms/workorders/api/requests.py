"""What an order's routes read from a request besides its body."""

import hashlib
from typing import Annotated, TypeAlias
from uuid import UUID

from litestar.params import HeaderParameter

from gongdan.kernel.eventstore.port import Idempotency
from gongdan.kernel.http import expected_version
from gongdan.kernel.messages import Actor
from gongdan.rooms.workorders.handlers.sent import Sent

IfMatch: TypeAlias = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match",
        required=False,
        description="The ETag of the version that you saw; without it the answer is 428.",
    ),
]
IfNoneMatch: TypeAlias = Annotated[
    str | None,
    HeaderParameter(
        name="If-None-Match",
        required=False,
        description="The ETag of the version that you have.",
    ),
]
IdempotencyKey: TypeAlias = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        required=False,
        min_length=1,
        max_length=200,
        description="The same key with the same request has one effect and one answer, 30 days.",
    ),
]
CommandId: TypeAlias = Annotated[
    UUID | None,
    HeaderParameter(
        name="Command-Id",
        required=False,
        description="An id of your own for this act: it acts once on the order, for ever.",
    ),
]


def sent_new(actor: Actor, key: str | None, body: bytes) -> Sent:
    """Return how a request for a new order was sent."""
    return Sent(idempotency=_idempotency(actor, "POST /orders", key, body, status=201), status=201)


def sent_act(  # noqa: PLR0913 - the parts of one request, each named
    actor: Actor,
    *,
    order: UUID,
    act: str,
    if_match: str | None,
    key: str | None,
    command_id: UUID | None,
    body: bytes,
    additive: bool = False,
) -> Sent:
    """Return how a request for an act was sent; an `additive` one fits whichever version.

    Raises `RefusedError` for an exclusive act without a readable `If-Match`.
    """
    said = (if_match or "").encode() + b"\0" + body
    return Sent(
        expected=None if additive else expected_version(if_match),
        command_id=command_id,
        idempotency=_idempotency(actor, f"POST /orders/{order}/{act}", key, said, status=200),
    )


def sent_addition(
    actor: Actor,
    *,
    order: UUID,
    act: str,
    key: str | None,
    command_id: UUID | None,
    body: bytes,
) -> Sent:
    """Return how an additive request was sent: over whichever version is the newest."""
    route = f"POST /orders/{order}/{act}"
    return Sent(
        command_id=command_id, idempotency=_idempotency(actor, route, key, body, status=200)
    )


def sent_bulk(actor: Actor, key: str | None, body: bytes) -> Idempotency | None:
    """Return the key of a request about many orders."""
    return _idempotency(actor, "POST /orders/bulk", key, body, status=200)


def _idempotency(
    actor: Actor, route: str, key: str | None, body: bytes, *, status: int
) -> Idempotency | None:
    if key is None:
        return None
    who = f"{actor.kind}:{actor.id or actor.name}"
    return Idempotency(who, route, key, hashlib.sha256(body).digest(), status)
