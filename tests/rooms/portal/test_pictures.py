"""Photos and drawn signatures of strangers: taken with the report, shown to their link alone."""

from uuid import UUID

import httpx
import pytest

from gongdan.bootstrap.portal_consents import HouseConsents
from tests.entrypoints.http.answers import problem_of
from tests.rooms.files.conftest import Sender, file_of
from tests.rooms.files.pictures import CANARY, photo, png
from tests.rooms.portal.conftest import REPORT, Portal

pytestmark = pytest.mark.database


async def sent(client: httpx.AsyncClient, name: str = "漏水.jpg", data: bytes = b"") -> str:
    """Upload a picture; return the file's id."""
    return str(file_of(await Sender(client).upload(name, data or photo())))


async def reported_with_photo(portal: Portal) -> tuple[dict[str, str], str]:
    """Report something with a photo; return the link and the photo's id."""
    visitor = await portal.visit()
    file = await sent(visitor)
    answer = await visitor.post(f"{portal.door}/orders", json={**REPORT, "files": [file]})
    assert answer.status_code == 201, answer.text
    return answer.json(), file


async def test_a_photo_of_a_report_is_evidence_without_place_or_camera(portal: Portal) -> None:
    link, file = await reported_with_photo(portal)
    customer = portal.holding(link["token"])
    order = (await customer.get(f"/api/v1/orders/{link['order']}")).json()
    assert [(each["kind"], each["file"]) for each in order["proof"]["items"]] == [("photo", file)]
    display = await customer.get(f"/api/v1/files/{file}")
    assert display.status_code == 200, display.text
    assert b"GPS" not in display.content
    assert b"Exif" not in display.content
    assert CANARY.encode() not in display.content
    assert (await customer.get(f"/api/v1/files/{file}/thumbnail")).status_code == 200
    original = await customer.get(f"/api/v1/files/{file}/original")
    assert problem_of(original)["code"] == "not_allowed"
    dispatcher = await portal.staff("dispatcher")
    assert (await dispatcher.get(f"/api/v1/files/{file}")).status_code == 200


async def test_no_other_link_and_no_visit_reads_a_photo(portal: Portal) -> None:
    _, file = await reported_with_photo(portal)
    other = portal.holding((await portal.reported())["token"])
    for stranger in (other, await portal.visit()):
        for part in ("", "/thumbnail", "/about"):
            seen = await stranger.get(f"/api/v1/files/{file}{part}")
            assert problem_of(seen)["code"] == "file_not_found"


async def test_nobody_reports_with_a_photo_of_somebody_else(portal: Portal) -> None:
    _, file = await reported_with_photo(portal)
    loose = await sent(await portal.visit())
    visitor = await portal.visit()
    for foreign in (file, loose):
        body = {**REPORT, "files": [foreign]}
        answer = await visitor.post(f"{portal.door}/orders", json=body)
        assert problem_of(answer)["code"] == "portal_picture_unknown"


async def test_a_report_with_a_photo_sent_again_is_one_order_with_one_photo(
    portal: Portal,
) -> None:
    visitor = await portal.visit()
    body = {**REPORT, "files": [await sent(visitor)]}
    key = {"Idempotency-Key": "once"}
    first, second = [
        (await visitor.post(f"{portal.door}/orders", json=body, headers=key)).json()
        for _ in range(2)
    ]
    assert (first["order"], first["token"]) == (second["order"], second["token"])
    order = await portal.holding(first["token"]).get(f"/api/v1/orders/{first['order']}")
    assert len(order.json()["proof"]["items"]) == 1


async def test_what_a_stranger_uploads_is_bounded(portal: Portal) -> None:
    visitor = Sender(await portal.visit())
    assert problem_of(await visitor.begin("a.mp4", 10))["code"] == "upload_pictures_only"
    assert problem_of(await visitor.begin("a.jpg", 20_000_001))["code"] == "file_too_large"
    for number in range(10):
        assert (await visitor.begin(f"{number}.jpg", 100)).status_code == 201
    assert problem_of(await visitor.begin("more.jpg", 100))["code"] == "uploads_too_many"
    link = await portal.reported()
    dispatcher = await portal.staff("dispatcher")
    at = f"/api/v1/orders/{link['order']}/links"
    looking = (await dispatcher.post(at, json={"purpose": "look"})).json()
    looker = Sender(portal.holding(looking["url"].partition("#")[2]))
    assert problem_of(await looker.begin("a.jpg", 100))["code"] == "upload_not_for_guest"


async def test_a_customer_adds_a_photo_to_his_order_and_to_no_other(portal: Portal) -> None:
    link, other = await portal.reported(), await portal.reported()
    customer = portal.holding(link["token"])
    body = {"file": await sent(customer), "kind": "photo", "personal": True}
    foreign = await customer.post(f"/api/v1/orders/{other['order']}/evidence", json=body)
    assert problem_of(foreign)["code"] == "no_such_order"
    added = await customer.post(f"/api/v1/orders/{link['order']}/evidence", json=body)
    assert added.status_code == 200, added.text
    assert len(added.json()["proof"]["items"]) == 1


async def test_a_drawn_signature_is_kept_and_a_later_photo_outdates_it(portal: Portal) -> None:
    link = await portal.worked_on()
    customer, at = portal.holding(link["token"]), f"/api/v1/orders/{link['order']}"
    first = {"file": await sent(customer), "personal": True}
    (await customer.post(f"{at}/evidence", json=first)).raise_for_status()
    said = (await customer.get(f"{at}/statement?language=zh")).json()
    assert len(said["evidence"]) == 1
    assert "随附照片和文件：1 份" in said["text"]
    drawn = await sent(customer, "signature.png", png())
    sign = {"digest": said["digest"], "language": "zh", "signer": "欧阳测试", "picture": drawn}
    signed = await customer.post(f"{at}/sign", json=sign)
    assert signed.status_code == 200, signed.text
    (signature,) = signed.json()["signatures"]
    assert (signature["picture"], signature["outdated"]) == (drawn, False)
    assert (await customer.get(f"/api/v1/files/{drawn}")).status_code == 200
    other = portal.holding((await portal.reported())["token"])
    assert problem_of(await other.get(f"/api/v1/files/{drawn}"))["code"] == "file_not_found"
    second = {"file": await sent(customer, "later.jpg", photo(320, 240)), "personal": True}
    after = await customer.post(f"{at}/evidence", json=second)
    assert after.json()["signatures"][0]["outdated"] is True


async def test_a_signature_that_is_refused_leaves_its_picture_to_who_drew_it(
    portal: Portal,
) -> None:
    link = await portal.worked_on()
    customer, at = portal.holding(link["token"]), f"/api/v1/orders/{link['order']}"
    drawn = await sent(customer, "signature.png", png())
    sign = {"digest": "0" * 64, "language": "zh", "signer": "欧阳测试", "picture": drawn}
    assert problem_of(await customer.post(f"{at}/sign", json=sign))["code"] == "order_text_changed"
    assert (await customer.get(f"/api/v1/files/{drawn}")).status_code == 200
    dispatcher = await portal.staff("dispatcher")
    seen = await dispatcher.get(f"/api/v1/files/{drawn}")
    assert problem_of(seen)["code"] == "file_not_found"


async def test_a_report_with_a_contact_stands_in_the_ledger_of_consents(portal: Portal) -> None:
    link = await portal.reported()
    house, tenant = portal.house.house, portal.tenant.id
    book = house.portal.means.consents
    assert isinstance(book, HouseConsents)
    (subject,) = await book._orders.subjects_of(tenant, UUID(link["order"]))
    assert await house.privacy.consents.stands(tenant, subject, "contact")
    assert not await house.privacy.consents.stands(tenant, subject, "survey")


async def test_the_photo_of_somebody_who_is_erased_is_erased(portal: Portal) -> None:
    link, file = await reported_with_photo(portal)
    house, tenant = portal.house.house, portal.tenant.id
    book = house.portal.means.consents
    assert isinstance(book, HouseConsents)
    (subject,) = await book._orders.subjects_of(tenant, UUID(link["order"]))
    assert [each.where.id for each in await house.files.holdings.find(tenant, subject)] == [
        UUID(file)
    ]
    await house.files.holdings.erase(tenant, subject)
    customer = portal.holding(link["token"])
    seen = await customer.get(f"/api/v1/files/{file}")
    assert problem_of(seen)["code"] == "file_not_found"
