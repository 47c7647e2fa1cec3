"""A sample of what a caller sends: what would be made of it, without making it."""

from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.clean_json import read_json
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.integration.contract import Inbound, TryInbound
from gongdan.rooms.integration.domain.clients import client_of
from gongdan.rooms.integration.domain.taking import values_of
from gongdan.rooms.integration.handlers.inbounds import InboundDesk, InboundMeans
from gongdan.rooms.integration.handlers.understanding import placed, understood

LONGEST = 200
"""Characters of a value that are shown."""


class Sampled(Struct, frozen=True, kw_only=True):
    """What a sample gives for each target, the order that it is for, and why it is refused."""

    takes: dict[str, str]
    number: str = ""
    refused: Refused | None = None


class Sampling:
    """Looks at samples with the eyes of deliveries."""

    def __init__(self, means: InboundMeans, desk: InboundDesk) -> None:
        self._means = means
        self._desk = desk

    async def sample(
        self, principal: Principal, inbound: UUID, command: TryInbound
    ) -> Sampled | Refused:
        """Return what would be made of a sample body."""
        found = await self._desk.get(principal, inbound, Action.INBOUND_TRY)
        if isinstance(found, Refused):
            return found
        body = read_json(command.body.encode(), exact=True)
        if isinstance(body, Refused):
            return Sampled(takes={}, refused=body)
        return await self._seen(principal.tenant, found, body)

    async def _seen(self, tenant: UUID, inbound: Inbound, body: object) -> Sampled:
        values = values_of(inbound.does.takes, body)
        if isinstance(values, Refused):
            return Sampled(takes={}, refused=values)
        takes = {name: _shown(value) for name, value in values.items()}
        wanted = await understood(self._means.orders, tenant, inbound, body)
        if isinstance(wanted, Refused):
            return Sampled(takes=takes, refused=wanted)
        client = client_of(tenant, inbound)
        no = await self._means.orders.foresee(client, wanted.command, wanted.order)
        refused = placed(inbound, no) if no else None
        return Sampled(takes=takes, number=wanted.number, refused=refused)


def _shown(value: object) -> str:
    said = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return said[:LONGEST]
