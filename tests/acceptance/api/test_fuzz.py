"""Schemathesis before the real server: no 5xx, every status documented, every body as described.

A fuzzer that finds nothing proves nothing: the last test takes our protections away and lets a
liar answer, and demands that each of these faults is found.
"""

import struct
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from gongdan.entrypoints.http import edge
from gongdan.entrypoints.http.edge import AsgiApp, Message, Receive, Scope, Send
from gongdan.kernel.ids import new_id
from gongdan.rooms.audit import api as audit
from tests.acceptance.api.live import Fuzzing, fuzz, served
from tests.entrypoints.http.described import DOCUMENT, OPERATIONS
from tests.house import Tenant, TestHouse

pytestmark = [pytest.mark.slow, pytest.mark.once]

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
AS_WHOM: Mapping[str, tuple[str, ...]] = {
    "dispatcher": ("orders", "planning", "rosters", "changes", "files"),
    "admin": (
        "identity",
        "people",
        "dispatch",
        "customers",
        "assets",
        "portal",
        "imports",
        "models",
        "connectors",
        "inbounds",
        "webhooks",
        "dead letters",
        "system",
    ),
    "designer": ("definitions", "rehearsals"),
    "privacy-officer": ("privacy", "log"),
    "auditor": ("audit",),
}
EXAMPLES = 6
_HEADERS = {"Range": ["bytes=0-2", "bytes=3-", "bytes=9-", "x"], "If-None-Match": ["*", "x"]}
_PLAIN_TEXT = {"type", "default", "maxLength"}


class World(msgspec.Struct, frozen=True):
    """A tenant with something in it, and the API's description with the ids of these things."""

    tenant: Tenant
    house: TestHouse
    document: Path

    async def token(self, role: str) -> str:
        client = await self.house.signed_in(self.tenant, role)
        return str(client.headers["authorization"]).removeprefix("Bearer ")


@pytest.fixture(scope="module")
async def world(house: TestHouse, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Things of each kind, so that the fuzzer also meets what is there."""
    tenant = await house.tenant()
    admin = await house.signed_in(tenant, "admin")
    dispatcher = await house.signed_in(tenant, "dispatcher")
    subject = await _made(admin, "/customers", code="C-2", name="某人", phone="13812341234")
    ids = {
        "tenant": tenant.slug,
        "subject_id": subject,
        "webhook_id": await _webhook(admin),
        "upload": await _made(dispatcher, "/uploads", name="报告.txt", size=5),
        "file": await _file(dispatcher),
        "order": await _made(dispatcher, "/orders", title="水泵振动"),
        "asset_id": await _made(admin, "/assets", code="P-1", name="水泵"),
        "customer_id": await _made(admin, "/customers", code="C-1", name="某公司"),
        "person_id": await _made(admin, "/people", name="王师傅"),
        "unit_id": await _made(admin, "/units", code="east", name="东区"),
        "user_id": str(tenant.users["requester"]),
        "key": "five_step",
    }
    document = tmp_path_factory.mktemp("api") / "openapi.json"
    document.write_bytes(msgspec.json.encode(_with_ids(ids)))
    return World(tenant, house, document)


async def _webhook(client: httpx.AsyncClient) -> str:
    """Register an address that nobody has (RFC 2606)."""
    answer = await client.post("/api/v1/webhooks", json={"url": "https://hook.invalid/x"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["webhook"]["id"])


async def _file(client: httpx.AsyncClient) -> str:
    upload = await _made(client, "/uploads", name="note.txt", size=5)
    headers = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    await client.patch(f"/api/v1/uploads/{upload}", content=b"plain", headers=headers)
    finished = await client.post(f"/api/v1/uploads/{upload}/finish")
    assert finished.status_code == 200, finished.text
    return upload


async def _made(client: httpx.AsyncClient, path: str, **body: str | int) -> str:
    answer = await client.post(f"/api/v1{path}", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def _with_ids(ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the description, narrowed so that right requests come through to the rooms.

    Half of the ids in paths are of things that are there; texts in queries are readable ones.
    (Wrong requests the fuzzer makes all the same.)
    """
    document = deepcopy(DOCUMENT)
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                where, name = parameter["in"], parameter["name"]
                if name in _HEADERS:
                    parameter["schema"] = {"type": "string", "enum": _HEADERS[name]}
                elif where == "path" and name in ids:
                    parameter["schema"] = {"type": "string", "enum": [ids[name], str(new_id())]}
                elif where == "query" and set(parameter["schema"]) <= _PLAIN_TEXT:
                    text = "^$" if name == "cursor" else "^[a-z0-9水泵 ]{0,12}$"
                    parameter["schema"] = {"type": "string", "pattern": text}
    return document


async def test_no_request_makes_the_server_fail_or_break_its_word(
    world: World, tmp_path: Path
) -> None:
    app = world.house.client._transport.app  # type: ignore[attr-defined]
    requests = 0
    failures: dict[str, str] = {}
    async with served(app) as url:
        for role, tags in AS_WHOM.items():
            token = await world.token(role)
            wanted = Fuzzing(url, token, CHECKS, examples=EXAMPLES, tags=tags)
            found = await fuzz(wanted, world.document, tmp_path)
            requests += found.requests
            failures |= {f"{role}: {what}": why for what, why in found.failures.items()}
    assert failures == {}
    assert requests >= 900


def test_every_part_of_the_api_is_fuzzed() -> None:
    named = {tag for _, _, operation in OPERATIONS for tag in operation["tags"]}
    fuzzed = [tag for tags in AS_WHOM.values() for tag in tags]
    assert sorted(named) == sorted(fuzzed), "each tag belongs to the role that may do most of it"


class Liar:
    """Says another status than is described for people, and another key than is for units."""

    def __init__(self, app: AsgiApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")

        async def lie(message: Message) -> None:
            if path.endswith("/people") and message.get("status") == 200:
                message = {**message, "status": 206}
            if path.endswith("/units") and scope["method"] == "GET" and "body" in message:
                body = message["body"].replace(b'"path"', b'"road"')
                message = {**message, "body": body}
            await send(message)

        await self._app(scope, receive, lie)


def takes_ascii_only(raw: bytes, _headers: object) -> bytes:
    """Read a body as a programme would that never met a name in Chinese."""
    if b"\\u" in raw:
        raise ValueError("no ASCII")
    raw.decode("ascii")
    return raw


def counts_in_32_bits(said: datetime | None, _field: str) -> datetime | None:
    """Read a time as a programme would that ends in 2038."""
    if said is not None:
        struct.pack("<i", int(said.timestamp()))
    return said


async def test_the_fuzzer_has_teeth(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "clean_body", takes_ascii_only)
    monkeypatch.setattr(audit, "_moment", counts_in_32_bits)
    liar = Liar(world.house.client._transport.app)  # type: ignore[attr-defined]
    seen: set[str] = set()
    async with served(liar) as url:
        for role, names in {
            "admin": ("listPeople", "createPerson", "listUnits"),
            "auditor": ("listAuditEntries",),
        }.items():
            wanted = Fuzzing(url, await world.token(role), CHECKS, examples=40, operations=names)
            seen |= set((await fuzz(wanted, world.document, tmp_path)).failures)
    assert {
        "status_code_conformance GET /api/v1/people",
        "response_schema_conformance GET /api/v1/units",
        "not_a_server_error POST /api/v1/people",
        "not_a_server_error GET /api/v1/audit",
    } <= seen
