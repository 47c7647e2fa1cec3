"""What failed is sent again at once, and the log keeps what the receiver said."""

from tests.rooms.integration.receiver import Receiver
from tests.rooms.integration.yard import Yard


async def test_the_log_keeps_the_beginning_of_an_answer_without_secrets(
    yard: Yard, receiver: Receiver
) -> None:
    receiver.script, receiver.words = [503], "try later, key whsec_c2VjcmV0"
    path, _ = await yard.listen(receiver.url)
    await yard.report()
    await yard.deliver()
    items = (await yard.admin.get(f"{path}/deliveries")).json()["items"]
    assert [(each["status"], each["answer"]) for each in reversed(items)] == [
        (503, "try later, key ***"),
        (204, ""),
    ]


async def test_a_parked_webhook_goes_on_where_it_stood_when_it_is_sent_again(
    yard: Yard, receiver: Receiver
) -> None:
    receiver.then = 500
    path, _ = await yard.listen(receiver.url)
    orders = await yard.report(2)
    await yard.deliver()
    assert (await yard.shown(path))["state"] == "parked"
    receiver.then = 204
    answer = await yard.admin.post(f"{path}/retry")
    assert (answer.status_code, answer.json()["state"]) == (200, "delivering")
    await yard.deliver()
    assert [body["subject"] for body in receiver.taken] == list(map(str, orders))
    again = await yard.admin.post(f"{path}/retry")
    assert (again.status_code, again.json()["code"]) == (409, "webhook_nothing_failed")


async def test_the_types_that_can_be_heard_are_listed(yard: Yard) -> None:
    items = (await yard.admin.get("/api/v1/webhooks/types")).json()["items"]
    assert "gongdan.order.accepted" in items
    assert items == sorted(set(items))
