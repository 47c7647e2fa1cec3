"""What a receiver is sent: the event's type in words of its own, and a CloudEvents body.

Ids, number, stage, status and version only: whoever needs more asks the API under rights of
his own. No names, no titles, no texts: a webhook leaves the house.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.integration.contract import OrderFact
from gongdan.rooms.integration.domain.refusals import Refusal, malformed
from gongdan.rooms.workorders.contract import ORDER_EVENTS

PING = "gongdan.webhook.ping"
"""The type of a test call."""

HISTORY = "gongdan.order.history_recorded"
"""Imported history: old acts of another system, sent only to those who name the type."""

_OWN_WORDS = {"WorkCompleted": "completed", "ImportedActRecorded": "history_recorded"}
_NEXT_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def _words(name: str) -> str:
    """Return `CommentAdded` as `comment_added`."""
    return _NEXT_WORD.sub("_", name).lower()


TYPES: Mapping[str, str] = MappingProxyType(
    {
        event.__name__: "gongdan.order."
        + (_OWN_WORDS.get(event.__name__) or _words(event.__name__.removeprefix("Order")))
        for event in ORDER_EVENTS
    }
)
"""What each event of an order is called outside."""


class Happening(Struct, frozen=True, kw_only=True):
    """An event of an order, ready to be told."""

    id: UUID
    type: str
    order: UUID
    version: int
    position: int
    at: datetime


def check_types(types: tuple[str, ...]) -> tuple[str, ...] | Refused:
    """Return the types once each, sorted, or name those that do not exist."""
    unknown = sorted(set(types) - set(TYPES.values()))
    if unknown:
        named = [each[:100] for each in unknown[:5]]
        return malformed(Refusal.WEBHOOK_TYPE_UNKNOWN, "/types", types=named)
    return tuple(sorted(set(types)))


def wants(types: tuple[str, ...], type_: str) -> bool:
    """Tell whether a webhook with these types wants to hear of a type."""
    return type_ in types if types else type_ != HISTORY


def order_body(tenant: UUID, happening: Happening, fact: OrderFact) -> bytes:
    """Return the CloudEvents 1.0 JSON of an order's event: the same bytes at every attempt."""
    data = {
        "order": str(happening.order),
        "number": fact.number,
        "type": fact.type,
        "stage": fact.stage,
        "status": fact.status,
        "version": happening.version,
        "position": happening.position,
    }
    return _cloud_event(
        tenant,
        id=str(happening.id),
        type=happening.type,
        subject=str(happening.order),
        time=_instant(happening.at),
        data=data,
    )


def ping_body(tenant: UUID, message: UUID, webhook: UUID, at: datetime) -> bytes:
    """Return the CloudEvents 1.0 JSON of a test call."""
    return _cloud_event(
        tenant,
        id=str(message),
        type=PING,
        subject=str(webhook),
        time=_instant(at),
        data={"webhook": str(webhook)},
    )


def _cloud_event(tenant: UUID, **attributes: object) -> bytes:
    event = {
        "specversion": "1.0",
        "source": f"/gongdan/{tenant}",
        "datacontenttype": "application/json",
        **attributes,
    }
    return msgspec.json.encode(event)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
