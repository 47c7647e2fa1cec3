"""A customer answers what the verification asks, reads it with the text, and signs it."""

import copy
from typing import Any

import httpx
import pytest

from tests.entrypoints.http.answers import problem_of
from tests.rooms.lowcode.sample import FIVE_STEP
from tests.rooms.portal.conftest import Portal

pytestmark = pytest.mark.database

GIVEN = {"works": "yes", "badge": "B-77"}
FIELDS: dict[str, dict[str, Any]] = {
    "works": {
        "title": {"zh": "试运转", "en": "Test run"},
        "schema": {"type": "string", "enum": ["yes", "no"]},
        "options": {"yes": {"zh": "正常", "en": "Fine"}, "no": {"zh": "异常", "en": "Faulty"}},
        "privacy": "public",
    },
    "badge": {
        "title": {"zh": "工号", "en": "Badge"},
        "schema": {"type": "string", "maxLength": 40},
        "privacy": "personal",
        "purpose": {"zh": "核对验收人", "en": "To check who accepts"},
        "basis": "contract",
        "retention": 30,
    },
    "house_cost": {
        "title": {"zh": "CANARYcost", "en": "CANARYcost"},
        "schema": {"type": "string"},
        "privacy": "internal",
    },
}


def asking() -> dict[str, Any]:
    """The five steps with a form at the verification, of which one field is the house's own."""
    body = copy.deepcopy(FIVE_STEP)
    body["fields"] |= FIELDS
    body["forms"]["check"] = {
        "schema": {
            "type": "object",
            "properties": {each: {"$ref": f"#/fields/{each}/schema"} for each in FIELDS},
            "required": ["works"],
        },
        "ui": {"order": list(FIELDS)},
    }
    body["flow"]["nodes"]["verify"] |= {"form": "check", "evidence": [{"kind": "signature"}]}
    return body


async def asked(portal: Portal) -> tuple[httpx.AsyncClient, str]:
    """An order whose work is done; its customer, and its address."""
    designer = await portal.staff("designer")
    saved = await designer.put("/api/v1/definitions/five_step/draft", json=asking())
    assert saved.is_success, saved.text
    headers = {"If-Match": saved.headers["etag"]}
    done = await designer.post("/api/v1/definitions/five_step/publish", json={}, headers=headers)
    assert done.status_code == 201, done.text
    link = await portal.worked_on()
    return portal.holding(link["token"]), f"/api/v1/orders/{link['order']}"


async def test_what_the_verification_asks_is_answered_read_and_signed(portal: Portal) -> None:
    customer, at = await asked(portal)
    order = (await customer.get(at)).json()
    [verify] = [each for each in order["acts"] if each["act"] == "verify"]
    assert set(verify["form"]["schema"]["properties"]) == {"works", "badge"}
    assert "CANARY" not in str(order)
    assert [(each["kind"], each["have"]) for each in order["proof"]["demands"]] == [
        ("signature", 0)
    ]
    with_answers = {"language": "en", "outcome": "passed", "answers": GIVEN}
    said = (await customer.post(f"{at}/statement", json=with_answers)).json()
    assert "Test run: Fine" in said["text"]
    assert "B-77" not in said["text"]
    assert "Test run" not in (await customer.get(f"{at}/statement?language=en")).json()["text"]
    unfit = {**with_answers, "answers": {"works": "perhaps"}}
    no = problem_of(await customer.post(f"{at}/statement", json=unfit))
    assert no["code"] == "order_form_incomplete"
    sign = {"digest": said["digest"], "language": "en", "signer": "欧阳测试"}
    other = {**sign, "outcome": "passed", "answers": {**GIVEN, "works": "no"}}
    changed = problem_of(await customer.post(f"{at}/sign", json=other))
    assert changed["code"] == "order_text_changed"
    signed = await customer.post(f"{at}/sign", json={**other, "answers": GIVEN})
    assert signed.status_code == 200, signed.text
    tag = {"If-Match": signed.headers["etag"]}
    otherwise = {"outcome": "passed", "data": {**GIVEN, "works": "no"}}
    no = problem_of(await customer.post(f"{at}/verify", json=otherwise, headers=tag))
    assert no["code"] == "order_signed_otherwise"
    taken = {"outcome": "passed", "data": GIVEN, "rating": 5}
    done = await customer.post(f"{at}/verify", json=taken, headers=tag)
    assert (done.status_code, done.json()["stage"]) == (200, "archive")
    [signature] = done.json()["signatures"]
    assert (signature["outdated"], signature["text"]) == (False, said["text"])
    assert done.json()["data"]["works"] == "yes"


async def test_who_verifies_otherwise_in_the_house_leaves_the_signature_outdated(
    portal: Portal,
) -> None:
    customer, at = await asked(portal)
    with_answers = {"language": "zh", "outcome": "passed", "answers": {"works": "yes"}}
    said = (await customer.post(f"{at}/statement", json=with_answers)).json()
    assert "试运转: 正常" in said["text"]
    sign = {"digest": said["digest"], "signer": "欧阳测试", **with_answers}
    signed = await customer.post(f"{at}/sign", json=sign)
    supervisor = await portal.staff("supervisor")
    body = {"outcome": "passed", "data": {"works": "no"}}
    tag = {"If-Match": signed.headers["etag"]}
    done = await supervisor.post(f"{at}/verify", json=body, headers=tag)
    assert done.status_code == 200, done.text
    assert [each["outdated"] for each in done.json()["signatures"]] == [True]
