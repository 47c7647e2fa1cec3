"""The routes of definitions, with the room's desk over a real database behind them."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from httpx import ASGITransport, AsyncClient
from litestar import Litestar, Request, Response
from litestar.di import Provide

from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Writer
from gongdan.kernel.http import RefusedError
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.lowcode.api import DefinitionController
from gongdan.rooms.lowcode.handlers import By, DefinitionDesk
from gongdan.rooms.lowcode.store import shipped_bodies
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import ROLES, changed, five_step

DESIGNER = Actor(ActorKind.PERSON, UUID(int=7))
DRAFT = "/definitions/five_step/draft"


class Silent:
    async def record(self, deed: Deed, within: Writer | None = None) -> None:
        """Tell nobody."""


class Roles:
    async def of(self, tenant: UUID) -> frozenset[str]:
        assert tenant
        return ROLES


def _refused(_request: Request, error: RefusedError) -> Response[dict[str, object]]:
    said = {"code": error.refused.code, "facts": error.refused.facts}
    return Response(said, status_code=409)


@pytest.fixture
async def client(database: HouseDatabase, tenant: UUID) -> AsyncIterator[AsyncClient]:
    desk = DefinitionDesk(database.app, (), Roles(), Silent())
    await desk.publish_shipped(By(tenant, DESIGNER))
    principal = Principal(tenant=tenant, actor=DESIGNER, locale="en")
    app = Litestar(
        [DefinitionController],
        dependencies={
            "principal": Provide(lambda: principal, sync_to_thread=False),
            "spoken_in": Provide(lambda: "en", sync_to_thread=False),
            "definitions": Provide(lambda: desk, sync_to_thread=False),
            "database": Provide(lambda: database.app, sync_to_thread=False),
        },
        exception_handlers={RefusedError: _refused},
        signature_types=[HouseDatabase],
    )
    transport = ASGITransport(app)  # in this very event loop, as the pool demands
    async with AsyncClient(transport=transport, base_url="http://test") as each:
        yield each


async def test_definitions_are_listed_shown_and_read(client: AsyncClient) -> None:
    field_service, listed = (await client.get("/definitions")).json()["items"]
    assert field_service["key"] == "field_service"
    assert listed == {
        "key": "five_step",
        "title": five_step().title,
        "version": 1,
        "status": "published",
        "draft_edition": None,
        "reporters": [],
    }
    shown = (await client.get("/definitions/five_step")).json()
    assert [each["version"] for each in shown["versions"]] == [1]
    body = await client.get("/definitions/five_step/versions/1")
    assert body.headers["content-type"].startswith("application/json")
    assert body.json()["numbering"] == "WO-{year}-{n:06}"


async def test_a_draft_goes_from_saved_to_published_and_back(
    client: AsyncClient,
) -> None:
    saved = await client.put(DRAFT, content=changed("title/en", "Mine"))
    assert (saved.status_code, saved.headers["etag"]) == (204, '"1"')
    read = await client.get(DRAFT)
    assert (read.json()["title"]["en"], read.headers["etag"]) == ("Mine", '"1"')
    checked = await client.post(f"{DRAFT}/check")
    assert checked.json() == {"findings": [], "changes": [], "doubts": []}
    tag = {"If-Match": '"1"'}
    done = await client.post("/definitions/five_step/publish", json={"note": "why"}, headers=tag)
    assert (done.status_code, done.json()) == (201, {"key": "five_step", "version": 2})
    back = await client.post("/definitions/five_step/roll-back", json={"version": 1})
    assert back.json() == {"key": "five_step", "version": 3}
    retired = await client.post("/definitions/five_step/retire", json={})
    assert retired.status_code == 204


async def test_findings_come_with_place_and_mend_in_the_readers_language(
    client: AsyncClient,
) -> None:
    await client.put(DRAFT, content=changed("flow/nodes/execute/assignee", {"role": "wizard"}))
    [finding] = (await client.post(f"{DRAFT}/check")).json()["findings"]
    assert finding["place"] == "flow/nodes/execute/assignee"
    assert finding["what"] == "Nobody can have the role wizard."
    assert finding["mend"].startswith("Choose one of dispatcher")


@pytest.mark.parametrize(
    ("method", "path", "sent", "code"),
    [
        ("PUT", DRAFT, {"content": b"\xff"}, "definition_unreadable"),
        ("PUT", DRAFT, {"content": shipped_bodies()[0], "headers": {"If-Match": '"9"'}}, "definition_draft_changed_meanwhile"),
        ("GET", DRAFT, {}, "definition_draft_missing"),
        ("GET", "/definitions/none", {}, "definition_unknown"),
        ("GET", "/definitions/five_step/versions/99999999999", {}, "definition_version_unknown"),
        ("POST", "/definitions/five_step/publish", {"json": {}}, "if_match_missing"),
        ("POST", "/definitions/none/retire", {"json": {}}, "definition_not_published"),
        ("POST", "/definitions/five_step/roll-back", {"json": {"version": 5}}, "definition_version_unknown"),
    ],
)  # fmt: skip
async def test_an_expected_no_has_its_code(
    client: AsyncClient, method: str, path: str, sent: dict[str, object], code: str
) -> None:
    answer = await client.request(method, path, **sent)
    assert answer.json()["code"] == code


async def test_malformed_requests_are_told_so(client: AsyncClient) -> None:
    for version in (0, -1, "one", 2**40):
        sent = {"version": version}
        answer = await client.post("/definitions/five_step/roll-back", json=sent)
        assert answer.status_code == 400
    unknown = await client.post("/definitions/five_step/retire", json={"why": "?"})
    assert unknown.status_code == 400
