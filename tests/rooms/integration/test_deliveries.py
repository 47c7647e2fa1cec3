"""Deliveries to a receiver that fails, hangs, resets and redirects: all, in order, signed."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from standardwebhooks import Webhook as Oracle
from standardwebhooks import WebhookVerificationError

from gongdan.adapters.file_keys import FileKeys
from gongdan.rooms.integration.jobs import rewrap_secrets
from tests.rooms.integration.receiver import HANG, RESET, Receiver, receiving
from tests.rooms.integration.yard import CANARY, Yard


def subjects(bodies: Sequence[dict[str, Any]]) -> list[UUID]:
    return [UUID(body["subject"]) for body in bodies]


async def test_each_event_is_told_once_in_order_and_signed_as_the_standard_says(
    yard: Yard, receiver: Receiver
) -> None:
    _, secret = await yard.listen(receiver.url)
    orders = await yard.report(5)
    await yard.deliver()
    assert sorted(subjects(receiver.taken)) == sorted(orders)
    positions = [body["data"]["position"] for body in receiver.taken]
    assert positions == sorted(positions)
    for headers, body, _ in receiver.got:
        Oracle(secret).verify(body, headers)
    changed = receiver.got[0][1].replace(b"accept", b"verify")
    with pytest.raises(WebhookVerificationError):
        Oracle(secret).verify(changed, receiver.got[0][0])


async def test_a_message_is_a_cloud_event_with_ids_and_states_and_nothing_of_people(
    yard: Yard, receiver: Receiver
) -> None:
    await yard.listen(receiver.url)
    (order,) = await yard.report()
    await yard.deliver()
    (body,) = receiver.taken
    assert body["specversion"] == "1.0"
    assert body["type"] == "gongdan.order.reported"
    assert body["source"] == f"/gongdan/{yard.tenant.id}"
    assert body["datacontenttype"] == "application/json"
    assert body["id"] == receiver.got[0][0]["webhook-id"]
    data = body["data"]
    assert (data["order"], data["version"]) == (str(order), 1)
    assert (data["stage"], data["status"], data["type"]) == ("accept", "open", "five_step")
    assert set(data) == {"order", "number", "type", "stage", "status", "version", "position"}
    assert CANARY.encode() not in b"".join(sent for _, sent, _ in receiver.got)


@pytest.mark.parametrize("bad", [500, 301, 404, HANG, RESET], ids=str)
async def test_what_fails_is_sent_again_under_the_same_id_before_anything_later(
    yard: Yard, receiver: Receiver, bad: int | str
) -> None:
    await yard.listen(receiver.url)
    orders = await yard.report(3)
    receiver.script = [204, bad, bad, 204, bad, 204]
    await yard.deliver()
    assert sorted(subjects(receiver.taken)) == sorted(orders)
    ids = [headers["webhook-id"] for headers, _, _ in receiver.got]
    assert ids[1] == ids[2] == ids[3]
    assert ids[4] == ids[5]
    assert len(set(ids)) == 3
    assert len({body for _, body, _ in receiver.got}) == 3
    positions = [body["data"]["position"] for body in receiver.taken]
    assert positions == sorted(positions)


async def test_one_message_is_sent_again_as_it_was_and_the_cursor_stays(
    yard: Yard, receiver: Receiver
) -> None:
    path, secret = await yard.listen(receiver.url)
    await yard.report(2)
    await yard.deliver()
    items = (await yard.admin.get(f"{path}/deliveries")).json()["items"]
    before = (await yard.shown(path))["behind"]
    receiver.script = [500]
    for outcome, attempt in ((500, 2), (204, 3)):
        there = f"{path}/deliveries/{items[1]['number']}/resend"
        answer = (await yard.admin.post(there)).json()
        assert (answer["status"], answer["attempt"]) == (outcome, attempt)
        assert answer["message"] == items[1]["message"]
    first, again = receiver.got[0], receiver.got[-1]
    assert (first[0]["webhook-id"], first[1]) == (again[0]["webhook-id"], again[1])
    Oracle(secret).verify(again[1], again[0])
    assert (await yard.shown(path))["behind"] == before
    assert (await yard.shown(path))["state"] == "current"
    listed = (await yard.admin.get(f"{path}/deliveries")).json()["items"]
    assert [each["attempt"] for each in listed] == [3, 2, 1, 1]


async def test_a_test_call_and_what_is_forgotten_are_not_sent_again(
    yard: Yard, receiver: Receiver
) -> None:
    path, _ = await yard.listen(receiver.url)
    await yard.admin.post(f"{path}/ping")
    was_a_test = await yard.admin.post(f"{path}/deliveries/1/resend")
    assert (was_a_test.status_code, was_a_test.json()["code"]) == (
        409,
        "webhook_delivery_was_a_test",
    )
    for number in (7, 10**30):
        gone = await yard.admin.post(f"{path}/deliveries/{number}/resend")
        assert (gone.status_code, gone.json()["code"]) == (404, "webhook_delivery_not_found")
    assert len(receiver.got) == 1


async def test_a_redirect_is_not_followed(yard: Yard, receiver: Receiver) -> None:
    path, _ = await yard.listen(receiver.url)
    await yard.report()
    async with receiving() as elsewhere:
        receiver.script = [307]
        await yard.deliver()
        assert elsewhere.got == []
    (first, last) = reversed((await yard.admin.get(f"{path}/deliveries")).json()["items"])
    assert (first["status"], first["error"], first["attempt"]) == (307, "redirect_not_followed", 1)
    assert (last["status"], last["error"], last["attempt"]) == (204, "", 2)


async def test_a_dead_receiver_holds_nobody_else_up(yard: Yard, receiver: Receiver) -> None:
    async with receiving() as dead:
        dead.then = HANG
        await yard.listen(dead.url)
        await yard.listen(receiver.url)
        orders = await yard.report(10)
        stop = asyncio.Event()
        running = asyncio.create_task(yard.deliveries(attempts=1_000).run(stop))
        await receiver.takes(len(orders))
        stop.set()
        await running
        assert sorted(subjects(receiver.taken)) == sorted(orders)
        assert len(dead.got) >= 1
        assert dead.taken == []


async def test_what_is_given_up_is_parked_with_a_letter_and_goes_on_when_it_is_resent(
    yard: Yard, receiver: Receiver
) -> None:
    path, _ = await yard.listen(receiver.url)
    orders = await yard.report(3)
    receiver.then = 503
    await yard.deliver()
    assert len(receiver.got) == 4
    assert (await yard.shown(path))["state"] == "parked"
    (letter,) = (await yard.admin.get("/api/v1/dead-letters")).json()["items"]
    assert (letter["kind"], letter["name"]) == ("job", "webhook.deliver")
    assert (letter["error"], letter["attempts"]) == ("status_not_2xx (503)", 4)
    assert UUID(letter["order"]["id"]) in orders

    receiver.then = 204
    await yard.deliver()
    assert receiver.taken == []
    again = await yard.admin.post(f"/api/v1/dead-letters/{letter['id']}/resend")
    assert again.status_code == 200, again.text
    await yard.house.followers.drain()
    await yard.deliver()
    assert sorted(subjects(receiver.taken)) == sorted(orders)
    assert (await yard.admin.get("/api/v1/dead-letters")).json()["items"] == []
    assert (await yard.shown(path))["state"] in {"current", "delivering"}


async def test_a_person_may_let_a_parked_webhook_pass_over_one_entry(
    yard: Yard, receiver: Receiver
) -> None:
    path, _ = await yard.listen(receiver.url)
    assert (await yard.admin.post(f"{path}/skip")).json()["code"] == "webhook_not_parked"
    await yard.report(3)
    receiver.script = [410]
    await yard.deliver()
    assert len(receiver.got) == 1, "410 says that nobody lives there: asked once"
    assert (await yard.shown(path))["state"] == "parked"
    assert (await yard.admin.post(f"{path}/skip")).status_code == 200
    await yard.deliver()
    refused = receiver.got[0][0]["webhook-id"]
    assert len(receiver.taken) == 2
    assert refused not in {body["id"] for body in receiver.taken}


async def test_both_secrets_sign_while_one_takes_over_and_a_stale_one_never_does(
    yard: Yard, receiver: Receiver
) -> None:
    path, old = await yard.listen(receiver.url)
    answer = await yard.admin.post(f"{path}/rotate", json={})
    new = answer.json()["secret"]
    assert answer.json()["webhook"]["secrets"] == 2
    await yard.report()
    await yard.deliver()
    headers, body, _ = receiver.got[-1]
    assert len(headers["webhook-signature"].split()) == 2
    Oracle(old).verify(body, headers)
    Oracle(new).verify(body, headers)

    newest = (await yard.admin.post(f"{path}/rotate", json={"overlap_hours": 0})).json()["secret"]
    await yard.report()
    await yard.deliver()
    headers, body, _ = receiver.got[-1]
    Oracle(newest).verify(body, headers)
    for stale in (old, new):
        with pytest.raises(WebhookVerificationError):
            Oracle(stale).verify(body, headers)


async def test_what_happened_while_a_webhook_was_off_is_told_afterwards(
    yard: Yard, receiver: Receiver
) -> None:
    path, _ = await yard.listen(receiver.url)
    off = await yard.admin.patch(path, json={"active": False}, headers={"If-Match": '"1"'})
    assert (off.status_code, off.json()["state"]) == (200, "inactive")
    orders = await yard.report(2)
    await yard.deliver()
    assert receiver.got == []
    await yard.admin.patch(path, json={"active": True}, headers={"If-Match": '"2"'})
    await yard.deliver()
    assert sorted(subjects(receiver.taken)) == sorted(orders)


async def test_a_webhook_hears_of_its_types_and_of_what_came_after_it(
    yard: Yard, receiver: Receiver
) -> None:
    await yard.report()
    await yard.listen(receiver.url, "gongdan.order.cancelled")
    (order,) = await yard.report()
    await yard.deliver()
    assert receiver.got == []
    cancelled = await yard.requester.post(
        f"/api/v1/orders/{order}/cancel",
        json={"reason": "not needed any more"},
        headers={"If-Match": '"1"'},
    )
    assert cancelled.status_code == 200, cancelled.text
    await yard.place()
    await yard.deliver()
    (body,) = receiver.taken
    assert (body["type"], body["data"]["status"]) == ("gongdan.order.cancelled", "cancelled")


async def test_several_workers_share_the_work_and_lose_nothing(
    yard: Yard, receiver: Receiver
) -> None:
    await yard.listen(receiver.url)
    orders = await yard.report(30)
    receiver.script = [204, 500, 204, RESET, 204, 204, 503] * 3
    stop = asyncio.Event()
    workers = [asyncio.create_task(yard.deliveries(attempts=99).run(stop)) for _ in range(3)]
    await receiver.takes(len(orders))
    stop.set()
    await asyncio.gather(*workers)
    seen = list(dict.fromkeys(body["data"]["position"] for body in receiver.taken))
    assert seen == sorted(seen)
    assert set(subjects(receiver.taken)) == set(orders)


async def test_a_test_call_is_signed_and_shows_how_it_went(yard: Yard, receiver: Receiver) -> None:
    path, secret = await yard.listen(receiver.url)
    receiver.script = [200, 500]
    good = (await yard.admin.post(f"{path}/ping")).json()
    assert (good["status"], good["error"], good["type"]) == (200, "", "gongdan.webhook.ping")
    headers, body, _ = receiver.got[0]
    Oracle(secret).verify(body, headers)
    assert (await yard.admin.post(f"{path}/ping")).json()["error"] == "status_not_2xx"
    listed = (await yard.admin.get(f"{path}/deliveries")).json()["items"]
    assert [each["status"] for each in listed] == [500, 200]


async def test_no_secret_lies_in_the_database_as_it_is(yard: Yard, receiver: Receiver) -> None:
    path, secret = await yard.listen(receiver.url)
    assert secret not in (await yard.admin.get(path)).text
    async with yard.house.house.storage.app.reading(yard.tenant.id) as reader:
        rows = await reader.fetch("SELECT wrapped FROM webhook_secret")
        audit = await reader.fetch("SELECT convert_from(body, 'UTF8') FROM event")
    raw = Oracle(secret)._whsecret
    assert rows
    assert all(raw not in row["wrapped"] for row in rows)
    assert all(secret not in row[0] and receiver.url not in row[0] for row in audit)


async def test_a_message_that_cannot_be_made_fails_alone_and_is_kept(
    yard: Yard, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = await yard.listen(receiver.url)
    orders = await yard.report(2)

    async def no_order(*_: object) -> dict[object, object]:
        return {}

    with monkeypatch.context() as broken:
        broken.setattr("gongdan.bootstrap.integration.FoldedOrders.at", no_order)
        await yard.deliver()
    assert receiver.got == []
    assert (await yard.shown(path))["state"] == "parked"
    (letter,) = (await yard.admin.get("/api/v1/dead-letters")).json()["items"]
    assert letter["error"] == "not_prepared"
    await yard.admin.patch(path, json={"active": True}, headers={"If-Match": '"1"'})
    await yard.deliver()
    assert sorted(subjects(receiver.taken)) == sorted(orders)


async def test_nothing_is_missed_while_sixteen_write_at_once(
    yard: Yard, receiver: Receiver
) -> None:
    await yard.listen(receiver.url)
    receiver.script = [204, 500, 204, RESET, 204] * 5
    stop = asyncio.Event()
    delivering = asyncio.create_task(yard.deliveries(attempts=99).run(stop))

    async def write() -> list[UUID]:
        return [order for _ in range(6) for order in await yard.report()]

    written = [
        order for some in await asyncio.gather(*(write() for _ in range(16))) for order in some
    ]
    await receiver.takes(len(written))
    stop.set()
    await delivering
    assert set(subjects(receiver.taken)) == set(written)
    positions = list(dict.fromkeys(body["data"]["position"] for body in receiver.taken))
    assert positions == sorted(positions)


async def test_secrets_survive_the_rotation_of_the_master_key(
    yard: Yard, receiver: Receiver
) -> None:
    _, secret = await yard.listen(receiver.url)
    house = yard.house.house
    keys = house.integration.outside.keeper
    assert isinstance(keys, FileKeys)
    old = await keys.current_version()
    newest = keys.add_version()
    assert await rewrap_secrets(yard.tenant.id, house.storage.app, keys, newest) == 1
    assert await rewrap_secrets(yard.tenant.id, house.storage.app, keys, newest) == 0
    async with house.storage.app.reading(yard.tenant.id) as reader:
        versions = await reader.fetch("SELECT DISTINCT kek_version FROM webhook_secret")
    assert [row[0] for row in versions] == [newest] != [old]
    await yard.report()
    await yard.deliver()
    headers, body, _ = receiver.got[-1]
    Oracle(secret).verify(body, headers)


async def test_the_worker_of_a_house_delivers_beside_its_other_duties(
    yard: Yard, receiver: Receiver
) -> None:
    path, _ = await yard.listen(receiver.url)
    stop = asyncio.Event()
    working = asyncio.create_task(yard.house.followers.run(stop))
    answers = [await yard.requester.post("/api/v1/orders", json={"title": "Leak"}) for _ in "abc"]
    await receiver.takes(3)
    stop.set()
    await working
    assert set(subjects(receiver.taken)) == {UUID(each.json()["id"]) for each in answers}
    await yard.deliver()
    assert (await yard.shown(path))["state"] == "current"
