"""The routes of identity and audit, over a small server with nothing else in it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from litestar import Litestar, Request, Response
from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.handlers import BaseRouteHandler

from gongdan.bootstrap.first_run import TrailPast
from gongdan.entrypoints.http.problems import Problems
from gongdan.entrypoints.http.rates import Rates
from gongdan.entrypoints.http.texts import load_texts
from gongdan.kernel.http import PUBLIC, SIGNED_IN, RefusedError
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.audit.api import AuditController
from gongdan.rooms.audit.views import TrailViews
from gongdan.rooms.identity.api import CONTROLLERS
from gongdan.rooms.identity.contract import SESSION_COOKIE, may
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from tests.rooms.identity.yard import PASSWORD, Yard

# our routes take what they need by its name, which Litestar 3 will want to see annotated
pytestmark = pytest.mark.filterwarnings(
    "ignore::litestar.exceptions.base_exceptions.LitestarDeprecationWarning"
)

Client = httpx.AsyncClient
STATUS = {
    RefusalKind.UNAUTHENTICATED: 401,
    RefusalKind.FORBIDDEN: 403,
    RefusalKind.NOT_FOUND: 404,
    RefusalKind.CONFLICT: 409,
    RefusalKind.STALE: 412,
    RefusalKind.MALFORMED: 422,
    RefusalKind.PRECONDITION: 428,
    RefusalKind.TOO_MANY: 429,
}


def refused(_request: Request[Any, Any, Any], fault: RefusedError) -> Response[dict[str, object]]:
    """A stand-in for the entrypoint's problem+json."""
    said = {"code": fault.refused.code, "field": fault.refused.field}
    return Response(said, status_code=STATUS[fault.refused.kind])


class Nameless:
    """Knows nobody by name."""

    async def actors(self, _tenant: UUID, _ids: object) -> dict[UUID, str]:
        return {}

    async def things(self, _reader: object, _things: object) -> dict[Ref, str]:
        return {}


@pytest.fixture
async def client(yard: Yard) -> AsyncIterator[Client]:
    """A server with the yard behind it, and a browser before it."""

    async def guard(connection: ASGIConnection[Any, Any, Any, Any], to: BaseRouteHandler) -> None:
        if to.opt["action"] == PUBLIC["action"]:
            return
        bearer = connection.headers.get("authorization", "").removeprefix("Bearer ")
        known = await yard.known(bearer or connection.cookies.get(SESSION_COOKIE, ""))
        if isinstance(known, Refused):
            raise RefusedError(known)
        if to.opt["action"] != SIGNED_IN["action"] and not may(known, to.opt["action"]):
            raise RefusedError(refuse(Refusal.NOT_ALLOWED, action=to.opt["action"]))
        connection.state.principal = known

    async def principal(request: Request[Any, Any, Any]) -> object:
        return request.state.principal

    app = Litestar(
        [*CONTROLLERS, AuditController],
        guards=[guard],
        dependencies={
            "principal": Provide(principal),
            "rates": Provide(lambda: Rates(0), sync_to_thread=False),
            "identity": Provide(lambda: yard.means, sync_to_thread=False),
            "database": Provide(lambda: yard.means.database, sync_to_thread=False),
            "past": Provide(lambda: TrailPast(yard.means.database), sync_to_thread=False),
            "first_run": Provide(lambda: None, sync_to_thread=False),
            "trail_views": Provide(
                lambda: TrailViews(yard.means.database, Nameless()), sync_to_thread=False
            ),
            "exports": Provide(lambda: None, sync_to_thread=False),
            "words": Provide(lambda: Problems(load_texts()), sync_to_thread=False, use_cache=True),
            "spoken_in": Provide(lambda: "en", sync_to_thread=False),
        },
        exception_handlers={RefusedError: refused},
    )
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as browser:
        yield browser


async def bearer(client: Client, yard: Yard, login: str) -> dict[str, str]:
    body = {"tenant": yard.slug, "login": login, "password": PASSWORD, "cookie": False}
    opened = await client.post("/sessions", json=body)
    assert opened.status_code == 201, opened.text
    return {"Authorization": f"Bearer {opened.json()['token']}"}


async def test_a_browser_signs_in_by_cookie_sees_itself_and_signs_out(
    client: Client, yard: Yard
) -> None:
    user = await yard.add("lin", "requester")
    body = {"tenant": yard.slug, "login": "lin", "password": PASSWORD}
    opened = await client.post("/sessions", json=body)
    assert opened.status_code == 201
    assert opened.json()["token"] is None
    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    me = (await client.get("/me")).json()
    assert (me["id"], me["login"], me["tenant"]["slug"]) == (str(user), "lin", yard.slug)
    assert "order.report" in me["actions"]
    assert (await client.get("/sessions")).json()["items"][0]["current"] is True
    assert (await client.delete("/sessions/current")).status_code == 204
    assert (await client.get("/me")).status_code == 401


async def test_a_log_in_ends_the_session_that_its_browser_had_before(
    client: Client, yard: Yard
) -> None:
    for login in ("lin", "wang"):
        await yard.add(login, "requester")
    body = {"tenant": yard.slug, "login": "lin", "password": PASSWORD}
    assert (await client.post("/sessions", json=body)).status_code == 201
    first = client.cookies[SESSION_COOKIE]
    # somebody who put a cookie of his own into a browser doesn't share what is entered there
    assert (await client.post("/sessions", json=body | {"login": "wang"})).status_code == 201
    assert client.cookies[SESSION_COOKIE] != first
    assert (await client.get("/me")).json()["login"] == "wang"
    assert isinstance(await yard.known(first), Refused)
    # a failed try ends nothing, nor does a program that asks for a token
    assert (await client.post("/sessions", json=body | {"password": "no"})).status_code == 401
    await bearer(client, yard, "lin")
    assert (await client.get("/me")).json()["login"] == "wang"


async def test_a_wrong_password_is_401_and_sets_no_cookie(client: Client, yard: Yard) -> None:
    await yard.add("lin")
    body = {"tenant": yard.slug, "login": "lin", "password": "wrong wrong"}
    answer = await client.post("/sessions", json=body)
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_failed")
    assert "set-cookie" not in answer.headers


async def test_an_administrator_runs_the_house(client: Client, yard: Yard) -> None:
    await yard.add("root", "admin")
    by = await bearer(client, yard, "root")
    unit = (await client.post("/units", json={"code": "east", "name": "东区"}, headers=by)).json()
    new = {
        "login": "wang",
        "name": "王师傅",
        "password": PASSWORD,
        "unit": unit["id"],
        "roles": ["technician"],
    }
    made = await client.post("/users", json=new, headers=by)
    assert made.status_code == 201
    wang = made.json()
    assert wang["unit"] == {"id": unit["id"], "name": "东区"}
    found = await client.get("/users", params={"q": "王", "role": "technician"}, headers=by)
    assert [user["login"] for user in found.json()["items"]] == ["wang"]
    path = f"/users/{wang['id']}"
    assert (await client.patch(path, json={"name": "王"}, headers=by)).status_code == 428
    seen = by | {"If-Match": made.headers["etag"]}
    assert (await client.patch(path, json={"name": "王"}, headers=seen)).json()["name"] == "王"
    assert (await client.patch(path, json={"name": "李"}, headers=seen)).status_code == 412
    shut = await client.post(f"{path}/disable", headers=by)
    assert shut.json()["disabled"] is True
    again = await client.post(f"{path}/enable", headers=by)
    assert again.json()["disabled"] is False


async def test_a_role_is_copied_changed_given_and_removed(client: Client, yard: Yard) -> None:
    await yard.add("root", "admin")
    user = await yard.add("lin")
    by = await bearer(client, yard, "root")
    copy = {"source": "technician", "key": "night", "name_zh": "夜班", "name_en": "Night shift"}
    made = await client.post("/roles", json=copy, headers=by)
    assert (made.status_code, made.json()["stands_for"]) == (201, "technician")
    rights = {"grants": [{"action": "order.read", "scope": "all"}], "views": []}
    changed = await client.patch(
        "/roles/night", json={"rights": rights}, headers=by | {"If-Match": made.headers["etag"]}
    )
    assert changed.json()["version"] == 2
    given = await client.put(f"/users/{user}/roles", json={"roles": ["night"]}, headers=by)
    assert given.json()["roles"] == ["night"]
    lin = await bearer(client, yard, "lin")
    me = (await client.get("/me", headers=lin)).json()
    assert (me["roles"], me["actions"]) == (["night", "technician"], ["order.read"])
    assert (await client.delete("/roles/night", headers=by)).json()["code"] == "role_in_use"
    shipped = await client.patch(
        "/roles/technician", json={"name_en": "x"}, headers=by | {"If-Match": '"0"'}
    )
    assert (shipped.status_code, shipped.json()["code"]) == (403, "role_is_shipped")


async def test_a_key_works_within_its_scopes_until_it_is_revoked(
    client: Client, yard: Yard
) -> None:
    await yard.add("root", "admin")
    by = await bearer(client, yard, "root")
    until = (yard.clock() + timedelta(days=30)).isoformat()
    body = {"name": "script", "scopes": ["user.read"], "expires_at": until}
    issued = (await client.post("/api-keys", json=body, headers=by)).json()
    key = {"Authorization": f"Bearer {issued['token']}"}
    assert (await client.get("/users", headers=key)).status_code == 200
    assert (await client.get("/roles", headers=key)).status_code == 403
    listed = (await client.get("/api-keys", headers=by)).json()["items"]
    assert [found["id"] for found in listed] == [issued["key"]["id"]]
    gone = await client.delete(f"/api-keys/{issued['key']['id']}", headers=by)
    assert gone.status_code == 204
    assert (await client.get("/users", headers=key)).status_code == 401
    naive = body | {"expires_at": "2030-01-01T00:00:00"}
    assert (await client.post("/api-keys", json=naive, headers=by)).status_code == 400


async def test_the_trail_is_read_by_auditors_only_and_page_by_page(
    client: Client, yard: Yard
) -> None:
    await yard.add("root", "admin")
    auditor = await yard.add("eye", "auditor")
    assert (await client.get("/audit", headers=await bearer(client, yard, "root"))).is_error
    by = await bearer(client, yard, "eye")
    mine = {"actor": str(auditor), "act": "session.open"}
    assert len((await client.get("/audit", params=mine, headers=by)).json()["items"]) == 1
    seen: list[str] = []
    cursor = ""
    while True:
        page = (
            await client.get("/audit", params={"limit": 2, "cursor": cursor}, headers=by)
        ).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == len(await yard.trail())
    about = {"object_kind": "user", "object_id": str(auditor)}
    told = (await client.get("/audit", params=about, headers=by)).json()["items"]
    assert [item["act"] for item in told] == ["user.create"]
    for bad in ({"cursor": "%%%"}, {"since": "2026-01-01T00:00:00"}, {"actor": "nobody"}):
        assert (await client.get("/audit", params=bad, headers=by)).status_code in {400, 422}


async def test_no_route_is_open_without_a_session(client: Client) -> None:
    for path in ("/me", "/users", "/roles", "/units", "/api-keys", "/audit", "/sessions"):
        assert (await client.get(path)).status_code == 401
        assert (await client.get(path, headers={"Authorization": "Bearer x"})).status_code == 401


async def test_what_does_not_exist_is_404_in_every_house(client: Client, yard: Yard) -> None:
    await yard.add("root", "admin")
    by = await bearer(client, yard, "root")
    nowhere = UUID(int=1)
    assert (await client.get(f"/users/{nowhere}", headers=by)).status_code == 404
    assert (await client.delete(f"/units/{nowhere}", headers=by)).status_code == 404
    assert (await client.delete(f"/api-keys/{nowhere}", headers=by)).status_code == 404
    assert (await client.get("/roles/nothing", headers=by)).status_code == 404


async def test_the_history_of_a_user_names_who_changed_what(client: Client, yard: Yard) -> None:
    root = await yard.add("root", "admin")
    user = await yard.add("lin")
    headers = await bearer(client, yard, "root")
    body = {"zone": "UTC", "name": "Another"}
    changed = await client.patch(
        f"/users/{user}", json=body, headers={**headers, "If-Match": '"1"'}
    )
    assert changed.status_code == 200, changed.text
    granted = await client.put(
        f"/users/{user}/roles", json={"roles": ["technician"]}, headers=headers
    )
    assert granted.status_code == 200, granted.text
    page = (await client.get(f"/users/{user}/history", headers=headers)).json()
    assert [each["act"] for each in page["items"]] == ["user.grant", "user.change", "user.create"]
    assert {each["by"] for each in page["items"][:2]} == {str(root)}
    assert page["items"][0]["changes"] == [
        {"field": "roles", "before": [], "after": ["technician"]}
    ]
    assert page["items"][1]["changes"] == [
        {"field": "name", "before": [], "after": []},
        {"field": "zone", "before": ["Asia/Shanghai"], "after": ["UTC"]},
    ]


async def test_a_role_tells_its_holders_and_its_past(client: Client, yard: Yard) -> None:
    await yard.add("root", "admin")
    headers = await bearer(client, yard, "root")
    copy = {"source": "technician", "key": "night", "name_zh": "夜班", "name_en": "Night"}
    assert (await client.post("/roles", json=copy, headers=headers)).status_code == 201
    rights = {"grants": [{"action": "order.read", "scope": "all"}], "views": []}
    changed = await client.patch(
        "/roles/night", json={"rights": rights}, headers={**headers, "If-Match": '"1"'}
    )
    assert changed.status_code == 200, changed.text
    roles = (await client.get("/roles", headers=headers)).json()
    held = {role["key"]: role["holders"] for role in roles["items"]}
    assert (held["admin"], held["night"]) == (1, 0)
    assert "order.read" in roles["actions"]
    page = (await client.get("/roles/night/history", headers=headers)).json()
    assert [each["act"] for each in page["items"]] == ["role.change", "role.copy"]
    (rights_changed,) = page["items"][0]["changes"]
    assert rights_changed["after"] == ["order.read:all"]
    assert "order.claim:assigned" in rights_changed["before"]


async def test_a_unit_is_moved_archived_and_restored(client: Client, yard: Yard) -> None:
    await yard.add("root", "admin")
    headers = await bearer(client, yard, "root")
    units = [
        (await client.post("/units", json={"code": code, "name": code}, headers=headers)).json()
        for code in ("east", "west")
    ]
    place = {"parent": units[1]["id"]}
    east = f"/units/{units[0]['id']}"
    moved = await client.post(f"{east}/move", json=place, headers={**headers, "If-Match": '"1"'})
    assert (moved.status_code, moved.json()["path"]) == (200, "/west/east/")
    rests = await client.post(f"{east}/archive", headers={**headers, "If-Match": '"2"'})
    assert (rests.status_code, rests.json()["archived"]) == (200, True)
    back = await client.post(f"{east}/restore", headers={**headers, "If-Match": '"3"'})
    assert (back.status_code, back.json()["archived"]) == (200, False)
    page = (await client.get(f"{east}/history", headers=headers)).json()
    acts = [each["act"] for each in page["items"]]
    assert acts == ["unit.restore", "unit.archive", "unit.move", "unit.create"]
