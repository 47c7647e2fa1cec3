"""What tests of deliveries share: orders that happen, webhooks that listen, rounds made by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from msgspec import Struct
from msgspec.structs import replace

from gongdan.adapters.chain_tree import ChainTree
from gongdan.adapters.outbound import OutboundClient
from gongdan.adapters.webhook_sender import WebhookSender
from gongdan.kernel.egress import EgressPolicy
from gongdan.kernel.ids import new_id
from gongdan.kernel.retry import Retry
from gongdan.kernel.sequencer import Sequencer
from gongdan.rooms.integration.jobs import Deliveries
from tests.house import Tenant, TestHouse

CANARY = "CANARY-webhook-title-7f3a"
ATTEMPTS = 4


class Yard(Struct, frozen=True):
    """A tenant; `admin` keeps webhooks, `requester` reports; `deliveries` give up after 4."""

    house: TestHouse
    tenant: Tenant
    admin: httpx.AsyncClient
    requester: httpx.AsyncClient
    sender: WebhookSender

    def deliveries(self, *, attempts: int = ATTEMPTS) -> Deliveries:
        """Return a worker that tries again at once."""
        outside = replace(self.house.house.integration.outside, sender=self.sender)
        retry = Retry(attempts, timedelta(0), timedelta(0))
        return Deliveries(outside, f"tests-{new_id().hex[-8:]}", retry=retry)

    async def listen(self, url: str, *types: str) -> tuple[str, str]:
        """Register a webhook; returns its path and secret."""
        body = {"url": url, "types": types}
        answer = await self.admin.post("/api/v1/webhooks", json=body)
        assert answer.status_code == 201, answer.text
        made = answer.json()
        return f"/api/v1/webhooks/{made['webhook']['id']}", made["secret"]

    async def report(self, count: int = 1) -> list[UUID]:
        """Report orders and give their events a place in the log."""
        orders = []
        for _ in range(count):
            body = {"title": CANARY, "contact": {"name": CANARY, "phone": "13812341234"}}
            answer = await self.requester.post("/api/v1/orders", json=body)
            assert answer.status_code == 201, answer.text
            orders.append(UUID(answer.json()["id"]))
        await self.place()
        return orders

    async def place(self) -> None:
        """Let the sequencer do its work."""
        sequencer = Sequencer(self.house.house.storage.worker, ChainTree())
        while await sequencer.place(self.tenant.id):
            pass

    async def deliver(self, *, rounds: int = 40, attempts: int = ATTEMPTS) -> None:
        """Deliver until nothing is due."""
        worker = self.deliveries(attempts=attempts)
        for _ in range(rounds):
            async with self.house.house.storage.worker.untenanted() as connection:
                due = await connection.fetch("SELECT * FROM webhooks_due_v1(100)")
            ours = [row[1] for row in due if row[0] == self.tenant.id]
            if not ours:
                return
            for webhook in ours:
                await worker.deliver(self.tenant.id, webhook)

    async def shown(self, path: str) -> dict[str, Any]:
        """Return a webhook as the API shows it."""
        found: dict[str, Any] = (await self.admin.get(path)).json()
        return found


@asynccontextmanager
async def opened(house: TestHouse) -> AsyncIterator[Yard]:
    """Make a tenant of its own."""
    tenant = await house.tenant()
    admin = await house.signed_in(tenant, "admin")
    requester = await house.signed_in(tenant, "requester")
    sender = WebhookSender(OutboundClient(EgressPolicy(allow_private=True), timeout=2))
    yard = Yard(house, tenant, admin, requester, sender)
    await yard.place()
    try:
        yield yard
    finally:
        await sender.aclose()
        await admin.aclose()
        await requester.aclose()
