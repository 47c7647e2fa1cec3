"""A stranger reports, follows by link, signs, rates, or sends the work back."""

import pytest

from tests.entrypoints.http.answers import problem_of
from tests.rooms.portal.conftest import REPORT, Portal

pytestmark = pytest.mark.database


async def test_a_report_gives_a_number_and_a_link_to_follow_it(portal: Portal) -> None:
    link = await portal.reported()
    assert f"/portal/#{link['token']}" in link["url"]
    customer = portal.holding(link["token"])
    own = (await customer.get("/api/v1/links/current")).json()
    assert own["link"]["order"] == link["order"]
    order = await customer.get(f"/api/v1/orders/{link['order']}")
    assert order.json()["title"] == "茶水间漏水"
    unchanged = await customer.get(
        f"/api/v1/orders/{link['order']}", headers={"If-None-Match": order.headers["etag"]}
    )
    assert unchanged.status_code == 304


async def test_the_same_report_sent_again_is_one_order_and_one_link(portal: Portal) -> None:
    visitor = await portal.visit()
    key = {"Idempotency-Key": "once"}
    first, second = [
        (await visitor.post(f"{portal.door}/orders", json=REPORT, headers=key)).json()
        for _ in range(2)
    ]
    assert first["order"] == second["order"]
    assert first["token"] == second["token"]
    other = await visitor.post(f"{portal.door}/orders", json={**REPORT, "text": "x"}, headers=key)
    assert problem_of(other)["code"] == "idempotency_key_reused"


async def test_a_customer_reads_signs_and_rates(portal: Portal) -> None:
    link = await portal.worked_on()
    customer, at = portal.holding(link["token"]), f"/api/v1/orders/{link['order']}"
    said = (await customer.get(f"{at}/statement?language=en")).json()
    assert "茶水间漏水" in said["text"]
    sign = {"digest": said["digest"], "language": "en", "signer": "欧阳测试"}
    assert (await customer.post(f"{at}/sign", json=sign)).status_code == 200
    tag = (await customer.get(at)).headers["etag"]
    verify = {"outcome": "passed", "rating": 5, "rating_note": "谢谢"}
    done = await customer.post(f"{at}/verify", json=verify, headers={"If-Match": tag})
    assert done.json()["stage"] == "archive"
    assert done.json()["rating"] == 5
    copy = (await customer.post(f"{at}/copies", json={"signature": 0})).json()
    assert copy["digest"] == said["digest"]
    assert copy["qr"].startswith("<svg")
    anybody = portal.holding(copy["url"].partition("#")[2])
    await portal.house.followers.drain()
    checked = (await anybody.get("/api/v1/signature-check")).json()
    assert (checked["text"], checked["digest"]) == (said["text"], said["digest"])
    assert checked["checkpoint_size"] > checked["position"]
    assert "欧阳" not in str(checked)
    assert problem_of(await anybody.get(at))["code"] == "not_allowed"


async def test_a_rejection_goes_back_to_the_work_and_comes_round_again(portal: Portal) -> None:
    link = await portal.worked_on()
    customer, at = portal.holding(link["token"]), f"/api/v1/orders/{link['order']}"
    tag = (await customer.get(at)).headers["etag"]
    no = {"outcome": "rejected", "reason": "还在滴水", "rating": 2}
    back = await customer.post(f"{at}/verify", json=no, headers={"If-Match": tag})
    assert back.json()["stage"] == "execute"
    told = (await customer.get(f"{at}/timeline")).json()["items"]
    assert told[-1]["reason"] == "还在滴水"
    assert {each["actor"]["name"] for each in told} == {"customer_link", "D.", "T."}


async def test_a_customer_sees_where_it_stands_and_not_how_the_house_works(portal: Portal) -> None:
    link = await portal.worked_on()
    customer = portal.holding(link["token"])
    shown = (await customer.get(f"/api/v1/orders/{link['order']}")).json()
    assert shown["assignee"]["name"] == "T."
    assert shown["data"] == {}
    assert shown["contact"]["name"] == "欧阳*"
    assert {each["act"] for each in shown["acts"]} == {"verify", "sign", "amend", "remind"}


async def test_customer_and_house_write_to_each_other(portal: Portal) -> None:
    link = await portal.reported()
    customer, at = portal.holding(link["token"]), f"/api/v1/orders/{link['order']}"
    house = await portal.staff("dispatcher")
    for text, internal in (("两点到，请留人", False), ("备件在三号库", True)):
        said = {"text": text, "internal": internal, "mentions": []}
        assert (await house.post(f"{at}/comment", json=said)).status_code == 200
    assert (await customer.get(at)).json()["beside"]["may"] == ["comment"]
    answer = {"text": "好的", "internal": False, "mentions": []}
    assert (await customer.post(f"{at}/comment", json=answer)).status_code == 200
    hidden = await customer.post(f"{at}/comment", json={**answer, "internal": True})
    assert problem_of(hidden)["status"] == 403
    heard = (await customer.get(f"{at}/comments")).json()["items"]
    assert [(each["actor"]["name"], each["text"]) for each in heard] == [
        ("D.", "两点到，请留人"),
        ("customer_link", "好的"),
    ]
    told = (await house.get(f"{at}/comments")).json()["items"]
    assert [each["text"] for each in told] == ["两点到，请留人", "备件在三号库", "好的"]


async def test_a_reminder_is_taken_once_in_a_while(portal: Portal) -> None:
    link = await portal.reported()
    customer, at = portal.holding(link["token"]), f"/api/v1/orders/{link['order']}"
    assert (await customer.post(f"{at}/remind", json={})).status_code == 200
    again = problem_of(await customer.post(f"{at}/remind", json={}))
    assert again["code"] == "order_reminded_just_now"


async def test_an_order_is_called_off_while_nobody_works_on_it(portal: Portal) -> None:
    link = await portal.reported()
    customer, at = portal.holding(link["token"]), f"/api/v1/orders/{link['order']}"
    answer = await customer.post(
        f"{at}/cancel", json={"reason": "好了"}, headers={"If-Match": '"1"'}
    )
    assert answer.json()["status"] == "cancelled"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": "  "}, "portal_text_missing"),
        ({"text": "x" * 4_001}, "portal_text_unusable"),
        ({"consent": False}, "portal_consent_missing"),
        ({"website": "http://spam"}, "portal_report_not_taken"),
        ({"asset": "nowhere"}, "portal_asset_unknown"),
        ({"latitude": "91", "longitude": "0"}, "order_coordinates_out_of_range"),
    ],
)
async def test_a_report_that_cannot_be_taken_says_why(
    portal: Portal, changed: dict[str, object], code: str
) -> None:
    visitor = await portal.visit()
    answer = await visitor.post(f"{portal.door}/orders", json={**REPORT, **changed})
    assert problem_of(answer)["code"] == code
