"""A receiver outside the house is told of every event of the planted orders, and hears no word."""

from collections.abc import AsyncIterator

import pytest

from gongdan.adapters.outbound import OutboundClient
from gongdan.adapters.webhook_sender import WebhookSender
from gongdan.kernel.egress import EgressPolicy
from gongdan.settings import WebhookSettings
from tests.acceptance.api.canaries import Planted, plant
from tests.house import TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.integration.receiver import Receiver, receiving
from tests.rooms.integration.yard import Yard

SAID = "CANARYsaidalongtheway"


@pytest.fixture(scope="module")
async def neighbourly(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    """A house that lets webhooks into its own network."""
    async with running_house(database, webhooks=WebhookSettings(allow_private=True)) as running:
        yield running


async def walked_to_its_end(planted: Planted) -> None:
    """Take an order through the loop, with words at every step."""
    people = planted.tenant.users
    for role, act, body in (
        ("dispatcher", "suspend", {"reason": SAID}),
        ("dispatcher", "resume", {}),
        ("dispatcher", "accept", {"assignee": str(people["technician"])}),
        ("technician", "comment", {"text": SAID}),
        ("technician", "complete", {"data": {"work_done": SAID, "result": "fixed"}}),
        ("requester", "reject", {"to": "accept", "reason": SAID}),
        ("requester", "cancel", {"reason": SAID}),
    ):
        path = f"/api/v1/orders/{planted.ids['order']}"
        seen = await planted.clients[role].get(path)
        headers = {"If-Match": seen.headers["etag"]}
        answer = await planted.clients[role].post(f"{path}/{act}", json=body, headers=headers)
        assert answer.status_code == 200, (act, answer.text)


async def test_no_message_to_the_outside_holds_a_word_of_anybody(neighbourly: TestHouse) -> None:
    planted = await plant(neighbourly)
    sender = WebhookSender(OutboundClient(EgressPolicy(allow_private=True), timeout=20))
    clients = planted.clients
    yard = Yard(neighbourly, planted.tenant, clients["admin"], clients["requester"], sender)
    receiver: Receiver
    async with receiving() as receiver:
        path, secret = await yard.listen(receiver.url)
        await walked_to_its_end(planted)
        await yard.place()
        await yard.deliver()
        assert (await clients["admin"].post(f"{path}/ping")).status_code == 200
    await sender.aclose()
    orders = {planted.ids["order_requester"], planted.ids["order_dispatcher"]}
    assert orders <= {body["subject"] for body in receiver.taken if "subject" in body}
    assert len({body["type"] for body in receiver.taken}) >= 9
    for headers, body, _ in receiver.got:
        said = body.decode() + repr(headers)
        assert not [word for word in (*planted.all, SAID, secret) if word in said], said
