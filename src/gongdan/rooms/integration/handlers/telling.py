"""One message to one receiver: prepared, signed, posted, noted; at each attempt the same body."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.clock import Clock
from gongdan.kernel.log.entries import LogEvent
from gongdan.rooms.integration.contract import Attempt
from gongdan.rooms.integration.domain.excerpts import excerpt
from gongdan.rooms.integration.domain.host_list import HOST_NOT_LISTED, lets_go
from gongdan.rooms.integration.domain.messages import TYPES, Happening, order_body
from gongdan.rooms.integration.domain.signatures import secret_context, signed_headers
from gongdan.rooms.integration.ports import OrderFacts, SecretKeeper, Sender, Sent
from gongdan.rooms.integration.store.webhooks import Target
from gongdan.rooms.workorders.contract import KIND as ORDER


class Message(Struct, frozen=True, kw_only=True):
    """What is told: its id is the same at every attempt."""

    id: UUID
    type: str
    body: bytes
    order: UUID | None = None
    position: int | None = None

    def noted(self, sent: Sent, attempt: int, at: datetime) -> Attempt:
        """Return how an attempt went, as it is kept."""
        return Attempt(
            number=0,
            message=self.id,
            type=self.type,
            order=self.order,
            position=self.position,
            attempt=attempt,
            status=sent.status,
            milliseconds=sent.milliseconds,
            error=sent.error,
            answer=excerpt(sent.answer),
            at=at,
        )


def happening_of(event: LogEvent) -> Happening | None:
    """Return what is told of an entry of the log; None for what is no event of an order."""
    stored = event.stored
    if event.kind != ORDER or stored.type not in TYPES or stored.position is None:
        return None
    return Happening(
        id=stored.event_id,
        type=TYPES[stored.type],
        order=stored.stream,
        version=stored.seq,
        position=stored.position,
        at=stored.recorded_at,
    )


async def message_of(tenant: UUID, told: Happening, orders: OrderFacts) -> Message:
    """Return the message about an event, with the order as the event left it."""
    place = (told.order, told.version)
    fact = (await orders.at(tenant, [place]))[place]
    return Message(
        id=told.id,
        type=told.type,
        body=order_body(tenant, told, fact),
        order=told.order,
        position=told.position,
    )


class Post(Struct, frozen=True, kw_only=True):
    """The way out: who keeps the secrets, who sends, what time it is."""

    keeper: SecretKeeper
    sender: Sender
    clock: Clock

    async def send(self, tenant: UUID, webhook: UUID, target: Target, message: Message) -> Sent:
        """Send a message, signed with every secret that is valid at the moment.

        A host that the tenant's list does not let go is not called. There is no second hop to be
        judged: redirects are not followed.
        """
        if not lets_go(target.hosts, target.url):
            return Sent(None, 0, HOST_NOT_LISTED)
        context = secret_context(webhook)
        keys = [await self.keeper.unwrap(tenant, each, context=context) for each in target.secrets]
        headers = signed_headers(message.id, int(self.clock().timestamp()), message.body, keys)
        return await self.sender.post(target.url, headers, message.body)
