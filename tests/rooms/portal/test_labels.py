"""Labels of assets: they lead to the public report, and say no more than it may know."""

from uuid import uuid4

from tests.rooms.portal.conftest import Portal

LABELS = "/api/v1/asset-labels"


async def registered(portal: Portal, code: str, **more: object) -> str:
    """Register an asset; return its id."""
    admin = await portal.staff("admin")
    made = await admin.post("/api/v1/assets", json={"code": code, "name": f"泵 {code}", **more})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def test_a_label_leads_to_the_public_report_about_its_asset(portal: Portal) -> None:
    asset, old = await registered(portal, "P 1/东"), await registered(portal, "P-OLD")
    admin = await portal.staff("admin")
    match = {"If-Match": '"1"'}
    await admin.patch(f"/api/v1/assets/{old}", json={"active": False}, headers=match)
    answer = await admin.get(LABELS, params=[("asset", asset), ("asset", old)])
    assert answer.status_code == 200, answer.text
    (label,) = answer.json()["items"]
    assert (label["code"], label["name"]) == ("P 1/东", "泵 P 1/东")
    base = str(portal.house.client.base_url).rstrip("/")
    assert label["url"] == f"{base}/portal/{portal.tenant.slug}?asset=P+1%2F%E4%B8%9C"
    assert label["qr"].startswith("<svg")
    assert asset not in label["url"]

    # what was scanned is what is reported about
    link = await portal.reported(asset="P 1/东")
    shown = await admin.get(f"/api/v1/orders/{link['order']}")
    assert shown.json()["asset"]["id"] == asset


async def test_no_label_is_made_for_a_closed_door_nor_for_what_is_not_there(portal: Portal) -> None:
    asset = await registered(portal, "P-2")
    admin = await portal.staff("admin")
    many = await admin.get(LABELS, params=[("asset", str(uuid4()))] * 49)
    assert (many.status_code, many.json()["code"]) == (422, "asset_labels_unusable")
    strange = await admin.get(LABELS, params={"asset": str(uuid4())})
    assert strange.json()["items"] == []
    now = (await admin.get("/api/v1/portal-settings")).json()
    await admin.put("/api/v1/portal-settings", json={**now, "reports_open": False})
    closed = await admin.get(LABELS, params={"asset": asset})
    assert (closed.status_code, closed.json()["code"]) == (409, "asset_labels_closed")
