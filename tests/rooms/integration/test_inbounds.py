"""Inbounds: callers outside start orders and lead them on; whatever they send is an answer."""

import json
import time
from typing import Any

import httpx
import pytest

from gongdan.kernel.ids import new_id
from gongdan.rooms.lowcode.contract import DefinitionRef
from gongdan.rooms.lowcode.handlers import By
from tests.house import FOUNDER
from tests.rooms.integration.outside import ALARM, STARTS, Outside
from tests.rooms.integration.yard import Yard
from tests.rooms.workorders.drawn import edge, five_with

ARRIVED: dict[str, Any] = {
    "kind": "advance",
    "message": "parts_arrived",
    "at": "/order",
    "takes": [{"to": "fields.acceptance_note", "at": "/carrier/note"}],
}
AWAIT = {
    "kind": "receive",
    "stage": "accept",
    "title": {"zh": "等待到货", "en": "Await parts"},
    "trigger": {"kind": "message", "name": "parts_arrived"},
    "form": "accept",
}


async def opened(yard: Yard, does: dict[str, Any], **more: Any) -> tuple[Outside, str]:
    body = {"key": f"k{new_id().hex[-12:]}", "name": "监控系统", "does": does, **more}
    answer = await yard.admin.post("/api/v1/inbounds", json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    at = f"/api/v1/inbounds/{made['inbound']['id']}"
    return Outside(yard.house.client, made["inbound"]["path"], made["secret"]), at


async def log(yard: Yard, at: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await yard.admin.get(f"{at}/arrivals")).json()["items"]
    return found


async def draw(yard: Yard) -> None:
    """Let the five steps wait for parts before they are accepted."""
    edges = [edge("sent", "report", "await_parts"), edge("arrived", "await_parts", "accept")]
    body = five_with({"await_parts": AWAIT}, edges, without=["submit"])
    by = By(tenant=yard.tenant.id, actor=FOUNDER)
    published = await yard.house.house.definitions.publish_from_file(by, body)
    assert isinstance(published, DefinitionRef), published


async def test_a_caller_posts_an_order_is_made_it_waits_the_caller_posts_again_and_it_goes_on(
    yard: Yard,
) -> None:
    await draw(yard)
    alarms, at = await opened(yard, STARTS)
    made = await alarms.signed(ALARM)
    assert made.status_code == 201, made.text
    number = made.json()["number"]
    shown = (await yard.admin.get(f"/api/v1/orders/{made.json()['order']}")).json()
    assert (shown["title"], shown["urgency"], shown["waiting"]["act"]) == ("泵振动过高", 1, "")
    assert shown["fields"]["fault_kind"] == "mechanical"
    parts, there = await opened(yard, ARRIVED)
    early = await parts.signed({"order": "WO-0", "carrier": {"note": "x"}})
    assert (early.status_code, early.json()["code"]) == (409, "inbound_order_unknown")
    done = await parts.signed({"order": number, "carrier": {"note": "已送达"}}, key="a")
    assert (done.status_code, done.json()["outcome"]) == (200, "advanced")
    shown = (await yard.admin.get(f"/api/v1/orders/{made.json()['order']}")).json()
    assert shown["waiting"]["act"] == "accept"
    again = await parts.signed({"order": number, "carrier": {"note": "已送达"}}, key="a")
    assert (again.status_code, again.json()["outcome"]) == (200, "repeated")
    late = await parts.signed({"order": number, "carrier": {"note": "已送达"}}, key="b")
    assert (late.status_code, late.json()["code"]) == (409, "inbound_nobody_waits")
    timeline = (await yard.admin.get(f"/api/v1/orders/{made.json()['order']}/timeline")).json()[
        "items"
    ]
    assert [(each["type"], each["actor"]["kind"]) for each in timeline] == [
        ("OrderReported", "client"),
        ("MessageReceived", "client"),
    ]
    assert [each["outcome"] for each in await log(yard, at)] == ["started"]
    assert [each["outcome"] for each in await log(yard, there)] == [
        *("refused", "repeated", "advanced", "refused")
    ]


async def test_the_order_is_found_by_a_value_of_one_of_its_fields(yard: Yard) -> None:
    await draw(yard)
    alarms, _ = await opened(yard, STARTS)
    body = {**ALARM, "alarm": {**ALARM["alarm"], "part": {"kind": "building"}}}
    made = await alarms.signed(body)
    await yard.house.followers.drain()
    parts, _ = await opened(yard, {**ARRIVED, "at": "/kind", "field": "fault_kind"})
    done = await parts.signed({"kind": "building", "carrier": {"note": "x"}})
    assert (done.status_code, done.json().get("order")) == (200, made.json()["order"]), done.text


async def test_the_same_delivery_makes_one_order_and_a_key_of_another_body_none(
    yard: Yard,
) -> None:
    alarms, _ = await opened(yard, STARTS)
    first, again = [await alarms.signed(ALARM, key="evt-1") for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["order"] == again.json()["order"]
    other = await alarms.signed({**ALARM, "x": 1}, key="evt-1")
    assert (other.status_code, other.json()["code"]) == (409, "inbound_key_reused")


@pytest.mark.parametrize(
    ("odd", "status", "code"),
    [
        ({"secret": "whsec_MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="}, 401, "proof_wrong"),
        ({"sent": b'{"alarm": {}}'}, 401, "proof_wrong"),
        ({"stamp": int(time.time()) - 3_000}, 401, "stamp_old"),
        ({"stamp": int(time.time()) + 3_000}, 401, "stamp_old"),
        ({"stamp": "-1"}, 401, "proof_missing"),
        ({"headers": {"webhook-signature": ""}}, 401, "proof_missing"),
        ({"headers": {"webhook-signature": "v1,é".encode("latin-1")}}, 401, "proof_wrong"),
        ({"raw": b"x" * 100_000}, 413, "body_too_large"),
    ],
)
async def test_who_proves_nothing_does_nothing(
    yard: Yard, odd: dict[str, Any], status: int, code: str
) -> None:
    alarms, at = await opened(yard, STARTS)
    answer = await alarms.signed(ALARM, **odd)
    assert (answer.status_code, answer.json()["code"]) == (status, f"inbound_{code}")
    assert [each["code"] for each in await log(yard, at)] == [f"inbound_{code}"]


DEEP = b'{"a":' * 20_000 + b"1" + b"}" * 20_000


@pytest.mark.parametrize(
    ("raw", "status", "code", "field"),
    [
        (b"", 400, "body_not_json", ""),
        (b"{", 400, "body_not_json", ""),
        (b"\xff\xfe", 400, "body_not_json", ""),
        (b"[1]", 422, "order_title_missing", "/alarm/text"),
        (DEEP, 400, "body_too_deep", ""),
        (b'{"a": "\\ud800"}', 422, "text_lone_surrogate", ""),
        (b'{"alarm": {"text": {"a": 1}}}', 422, "inbound_value_unfit", "/alarm/text"),
        (b'{"alarm": {"text": "x", "level": 9}}', 422, "inbound_value_unfit", "/alarm/level"),
        (
            b'{"alarm": {"text": "x", "part": {"kind": 1e999999999}}}',
            *(422, "order_form_incomplete", "/alarm/part/kind"),
        ),
        (
            b'{"alarm": {"text": "x", "part": {"kind": ["a", {"b": 1.5}]}}}',
            *(422, "order_form_incomplete", "/alarm/part/kind"),
        ),
    ],
    ids=["empty", "half", "bytes", "list", "deep", "surrogate", "object", "level", "huge", "list2"],
)
async def test_what_can_not_become_an_order_is_refused_with_its_place(
    yard: Yard, raw: bytes, status: int, code: str, field: str
) -> None:
    alarms, at = await opened(yard, STARTS, most_bytes=524_288)
    answer = await alarms.signed(None, raw=raw)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    assert [each["pointer"] for each in problem["errors"]] == ([field] if field else [])
    (noted,) = await log(yard, at)
    assert (noted["outcome"], noted["code"], noted["field"]) == ("refused", code, field)


async def test_a_field_that_was_renamed_is_seen_in_the_log_without_what_was_said(
    yard: Yard,
) -> None:
    alarms, at = await opened(yard, STARTS)
    body = {"alarm": {"message": "CANARY-5c1d", "level": "critical"}, "who": {"phone": "CANARY"}}
    answer = await alarms.signed(body)
    assert answer.json()["code"] == "order_title_missing"
    text = (await yard.admin.get(f"{at}/arrivals")).text
    assert "/alarm/message text" in text
    assert "CANARY" not in text


async def test_a_megabyte_and_more_ends_at_the_door(yard: Yard) -> None:
    alarms, _ = await opened(yard, STARTS)
    answer = await alarms.signed(None, raw=b'{"a": "' + b"x" * 1_100_000 + b'"}')
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


async def test_the_address_of_another_tenant_takes_no_other_secret(yard: Yard) -> None:
    one, _ = await opened(yard, STARTS)
    two, _ = await opened(yard, STARTS)
    crossed = Outside(one.client, two.path, one.secret)
    assert (await crossed.signed(ALARM)).status_code == 401
    nowhere = Outside(one.client, f"/api/v1/inbound/{new_id()}", one.secret)
    answer = await nowhere.signed(ALARM)
    assert (answer.status_code, answer.json()["code"]) == (404, "inbound_not_found")


async def test_two_secrets_are_good_while_one_takes_over(yard: Yard) -> None:
    alarms, at = await opened(yard, STARTS)
    rotated = await yard.admin.post(f"{at}/rotate", json={"overlap_hours": 1})
    assert rotated.json()["inbound"]["secrets"] == 2
    newer = Outside(alarms.client, alarms.path, rotated.json()["secret"])
    assert (await newer.signed(ALARM)).status_code == 201
    assert (await alarms.signed(ALARM)).status_code == 201
    await yard.admin.post(f"{at}/rotate", json={"overlap_hours": 0})
    assert (await newer.signed(ALARM)).status_code == 401


async def test_a_bearer_token_is_good_and_the_key_may_stand_in_the_body(yard: Yard) -> None:
    alarms, at = await opened(yard, STARTS, proof="bearer", key_at="/id")
    assert alarms.secret.startswith("gdin_")
    assert (await alarms.shown({**ALARM, "id": 7})).status_code == 201
    assert (await alarms.shown({**ALARM, "id": 7})).json()["outcome"] == "repeated"
    assert (await alarms.shown(ALARM)).json()["code"] == "inbound_key_missing"
    wrong = Outside(alarms.client, alarms.path, "gdin_no")
    assert (await wrong.shown(ALARM, "k")).status_code == 401
    assert alarms.secret not in (await yard.admin.get(at)).text


async def test_too_many_are_told_to_wait_and_off_is_off(yard: Yard) -> None:
    alarms, at = await opened(yard, STARTS, per_minute=1)
    assert (await alarms.signed(ALARM)).status_code == 201
    often = await alarms.signed(ALARM)
    assert (often.status_code, often.json()["code"]) == (429, "inbound_too_often")
    assert int(often.headers["retry-after"]) >= 1
    off, there = await opened(yard, STARTS)
    tag = (await yard.admin.get(there)).headers["ETag"]
    await yard.admin.patch(there, json={"active": False}, headers={"If-Match": tag})
    assert (await off.signed(ALARM)).json()["code"] == "inbound_switched_off"
    assert (await yard.admin.delete(at)).status_code == 204
    assert (await alarms.signed(ALARM)).status_code == 404


async def test_a_sample_shows_what_would_be_made_and_makes_nothing(yard: Yard) -> None:
    _, at = await opened(yard, STARTS)
    before = (await yard.admin.get("/api/v1/orders")).json()["items"]

    async def tried(body: object) -> dict[str, Any]:
        answer = await yard.admin.post(f"{at}/try", json={"body": json.dumps(body)})
        assert answer.status_code == 200, answer.text
        seen: dict[str, Any] = answer.json()
        return seen

    good = await tried(ALARM)
    assert good["code"] == ""
    assert {"to": "urgency", "value": "1"} in good["takes"]
    bad = await tried({"alarm": {"text": "x", "part": {"kind": "unheard of"}}})
    assert (bad["code"], bad["field"]) == ("order_form_incomplete", "/alarm/part/kind")
    assert bad["detail"]
    assert (await yard.admin.get("/api/v1/orders")).json()["items"] == before
    assert await log(yard, at) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"key": "No"}, "inbound_key_unusable"),
        ({"name": " "}, "inbound_name_unusable"),
        ({"key_at": "id"}, "inbound_place_unusable"),
        ({"does": {**STARTS, "definition": "nothing"}}, "inbound_definition_unknown"),
        ({"does": {**STARTS, "takes": [{"to": "number", "at": "/a"}]}}, "inbound_take_unusable"),
        (
            {"does": {**STARTS, "takes": [{"to": "fields.work_done", "at": "/a"}]}},
            "inbound_take_unusable",
        ),
        ({"does": {**STARTS, "takes": [{"to": "title"}]}}, "inbound_place_unusable"),
        ({"does": {**ARRIVED, "at": ""}}, "inbound_place_unusable"),
        ({"does": {**ARRIVED, "message": "No!"}}, "inbound_message_unusable"),
        (
            {"does": {**ARRIVED, "takes": [{"to": "title", "at": "/a"}]}},
            "inbound_take_unusable",
        ),
    ],
)
async def test_an_inbound_that_can_not_work_is_not_kept(
    yard: Yard, change: dict[str, Any], code: str
) -> None:
    body = {"key": "good", "name": "x", "does": STARTS, **change}
    answer = await yard.admin.post("/api/v1/inbounds", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_what_can_be_chosen_is_what_is_published(yard: Yard) -> None:
    await draw(yard)
    choices = (await yard.admin.get("/api/v1/inbounds/choices")).json()
    five = next(each for each in choices["starts"] if each["key"] == "five_step")
    assert {"fault_kind", "operation_state"} <= {each["key"] for each in five["fields"]}
    (waits,) = [each for each in choices["messages"] if each["message"] == "parts_arrived"]
    assert [each["key"] for each in waits["fields"]] == ["acceptance_note"]


async def test_inbounds_of_another_tenant_do_not_exist(yard: Yard) -> None:
    _, at = await opened(yard, STARTS)
    other: httpx.AsyncClient = await yard.house.signed_in(await yard.house.tenant(), "admin")
    for answer in (await other.get(at), await other.delete(at, headers={"If-Match": '"1"'})):
        assert answer.status_code == 404
    assert (await other.get("/api/v1/inbounds")).json() == {"items": []}
