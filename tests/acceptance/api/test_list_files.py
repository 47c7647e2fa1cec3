"""Files in lists and exports: counted, pictured and named for those who may see them, and no others."""

import csv
import io

import httpx
import pytest

from tests.acceptance.api.test_portal_form import uploaded
from tests.house import Tenant, TestHouse
from tests.rooms.files.pictures import photo
from tests.rooms.portal.asked import KEY, publish_leaks

pytestmark = pytest.mark.database


async def named(client: httpx.AsyncClient) -> dict[str, str]:
    """The column of files of an export, by title."""
    answer = await client.get("/api/v1/orders/export", headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.text
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    title, files = rows[1].index("Title"), rows[1].index("Files")
    return {row[title]: row[files] for row in rows[2:]}


async def test_files_are_counted_and_named_for_those_who_may_see_them(house: TestHouse) -> None:
    tenant: Tenant = await house.tenant()
    await publish_leaks(await house.signed_in(tenant, "designer"))
    dispatcher = await house.signed_in(tenant, "dispatcher")
    requester = await house.signed_in(tenant, "requester")
    open_, inside = [
        await uploaded(requester, name, photo()) for name in ("shown.jpg", "papers.jpg")
    ]
    fields = {
        "where_from": "roof",
        "spots": [{"room": "x"}],
        "cost_center": "c",
        "shots": [open_],
        "papers": [inside],
    }
    made = await requester.post(
        "/api/v1/orders", json={"title": "Leak", "type": KEY, "fields": fields}
    )
    assert made.status_code == 201, made.text
    bare = await requester.post("/api/v1/orders", json={"title": "No files"})
    ids = [made.json()["id"], bare.json()["id"]]
    params = [("order", each) for each in ids]
    found = (await dispatcher.get("/api/v1/orders/files", params=params)).json()
    assert found == {"items": [{"order": ids[0], "count": 2, "picture": open_}]}
    assert await named(dispatcher) == {"Leak": "shown.jpg, papers.jpg", "No files": ""}
    # of what is the house's own the reporter hears nothing
    own = (await requester.get("/api/v1/orders/files", params=params)).json()
    assert own == {"items": [{"order": ids[0], "count": 1, "picture": open_}]}
    stranger = await house.signed_in(await house.tenant(), "dispatcher")
    assert (await stranger.get("/api/v1/orders/files", params=params)).json() == {"items": []}
