"""The log as a stranger checks it: tiles lead to the signed root, bundles hold without us."""

import json
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from gongdan.engines.chain import merkle, tiles
from gongdan.engines.chain.checkpoint import verify
from gongdan.entrypoints import verifier
from gongdan.kernel.ids import new_id
from tests.house import ROLES, Tenant, TestHouse

REPORT = {"title": "CANARY-title", "contact": {"name": "CANARY-name", "phone": "13812341234"}}
MAY_READ = {"admin", "auditor", "privacy-officer"}


@pytest.fixture(scope="module")
async def auditor(house: TestHouse, people: Tenant) -> AsyncIterator[httpx.AsyncClient]:
    client = await house.signed_in(people, "auditor")
    yield client
    await client.aclose()


@pytest.fixture(scope="module")
async def orders(house: TestHouse, people: Tenant) -> list[str]:
    """Some orders, in the log and under a checkpoint."""
    client = await house.signed_in(people, "requester")
    made = [(await client.post("/api/v1/orders", json=REPORT)).json()["id"] for _ in range(300)]
    await client.aclose()
    await house.followers.drain()
    return made


async def checkpoint_of(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get("/api/v1/log/checkpoint")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_tiles_and_entries_over_the_api_lead_to_the_signed_root(
    auditor: httpx.AsyncClient, orders: list[str]
) -> None:
    signed = await checkpoint_of(auditor)
    key = (await auditor.get("/api/v1/log/key")).json()
    tree = verify(signed["note"], [b64decode(key["public_key"])])
    assert key["fingerprint"] == signed["fingerprint"]
    assert key["verifier_key"].startswith(f"{tree.origin}+")
    assert tree.size == signed["size"] >= len(orders)

    fetched: dict[tuple[int, int], bytes] = {}
    for tile in tiles.tiles(tree.size):
        answer = await auditor.get(f"/api/v1/log/{tiles.tile_path(tile)}")
        assert answer.status_code == 200, answer.text
        assert len(answer.content) == tile.width * 32
        fetched[tile.level, tile.index] = answer.content
    read = tiles.reader(lambda level, index: fetched[level, index])
    assert merkle.root(merkle.frontier_at(read, tree.size)) == tree.root

    leaves: list[bytes] = []
    for index in range(-(-tree.size // 256)):
        width = min(256, tree.size - 256 * index)
        answer = await auditor.get(f"/api/v1/log/{tiles.bundle_path(index, width)}")
        leaves += [merkle.leaf_hash(entry) for entry in tiles.decode_bundle(answer.content)]
    assert merkle.root(merkle.extend(merkle.Frontier(0, ()), leaves)) == tree.root


async def test_a_bare_note_is_given_to_tools_that_ask_for_text(
    auditor: httpx.AsyncClient, orders: list[str]
) -> None:
    assert orders
    answer = await auditor.get("/api/v1/log/checkpoint", headers={"Accept": "text/plain"})
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == (await checkpoint_of(auditor))["note"]


@pytest.mark.parametrize(
    "path",
    [
        "0/999",
        "0/000.p/257",
        "0/000.p/0",
        "0/0",
        "0/x000/000",
        "7/000",
        "8/000",
        "-1/000",
        "00/000",
        "0/001",
        "entries/999",
        "entries/abc",
        "entries",
        "data/000",
        "0/000/../../checkpoint",
        "0/" + "x999/" * 9 + "999",
        "0/٠٠٠",
    ],
)
async def test_a_tile_that_is_not_there_is_a_plain_no(
    auditor: httpx.AsyncClient, orders: list[str], path: str
) -> None:
    assert orders
    answer = await auditor.get(f"/api/v1/log/tile/{path}")
    if "checkpoint" in path:
        assert answer.status_code in {200, 404}
    else:
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_tile"), answer.text


async def test_a_full_tile_may_be_kept_for_ever(
    auditor: httpx.AsyncClient, orders: list[str]
) -> None:
    assert orders
    answer = await auditor.get("/api/v1/log/tile/0/000")
    assert "immutable" in answer.headers["Cache-Control"]


async def test_a_bundle_over_the_api_holds_and_a_changed_byte_is_found(
    auditor: httpx.AsyncClient,
    orders: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = await auditor.get(f"/api/v1/orders/{orders[7]}/proof")
    assert answer.status_code == 200, answer.text
    assert "CANARY-name" not in answer.text
    fingerprint = (await checkpoint_of(auditor))["fingerprint"]
    file = tmp_path / "order.proof.json"
    file.write_bytes(answer.content)
    assert verifier.main(["--bundle", str(file), "--key", fingerprint]) == 0, capsys.readouterr()

    bundle = json.loads(answer.content)
    body = bytearray(b64decode(bundle["events"][0]["body"]))
    body[len(body) // 2] ^= 1
    bundle["events"][0]["body"] = b64encode(body).decode()
    file.write_text(json.dumps(bundle))
    assert verifier.main(["--bundle", str(file), "--key", fingerprint]) == 1
    assert "NOT INTACT" in capsys.readouterr().out


async def test_a_proof_is_not_given_before_the_newest_event_is_signed(
    house: TestHouse, people: Tenant, orders: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongdan.bootstrap.log_desk._PAUSE", 0.0)
    dispatcher = await house.signed_in(people, "dispatcher")
    acted = await dispatcher.post(
        f"/api/v1/orders/{orders[3]}/suspend",
        json={"reason": "waiting for parts"},
        headers={"If-Match": '"1"'},
    )
    assert acted.status_code == 200, acted.text
    early = await dispatcher.get(f"/api/v1/orders/{orders[3]}/proof")
    assert (early.status_code, early.json()["code"]) == (409, "proof_not_yet_signed")
    assert early.json()["next"]
    await house.followers.drain()
    later = await dispatcher.get(f"/api/v1/orders/{orders[3]}/proof")
    assert later.status_code == 200, later.text
    assert later.json()["version"] == 2
    await dispatcher.aclose()


async def test_a_proof_goes_to_who_may_read_the_order_with_all_its_fields(
    house: TestHouse, people: Tenant, orders: list[str]
) -> None:
    route = f"/api/v1/orders/{orders[0]}/proof"
    expected = {
        "admin": 200,
        "auditor": 200,
        "dispatcher": 200,
        # the order is his, but some of its fields are not for him
        "requester": 403,
        "technician": 404,
        "supervisor": 404,
        "designer": 403,
        "privacy-officer": 200,
    }
    for role in ROLES:
        client = await house.signed_in(people, role)
        answer = await client.get(route)
        assert answer.status_code == expected[role], (role, answer.text)
        bare = await client.get(route, params={"bodies": "none"})
        reads = expected[role] == 200 or role == "requester"
        assert (bare.status_code == 200) is reads, (role, bare.text)
        await client.aclose()
    stranger = await house.signed_in(await house.tenant(), "auditor")
    assert (await stranger.get(route)).status_code == 404
    missing = await stranger.get(f"/api/v1/orders/{new_id()}/proof")
    assert missing.status_code == 404
    await stranger.aclose()


@pytest.mark.parametrize("role", ROLES)
async def test_the_log_is_read_by_whom_it_is_granted(
    house: TestHouse, people: Tenant, orders: list[str], role: str
) -> None:
    assert orders
    client = await house.signed_in(people, role)
    for route in ("checkpoint", "key", "tile/0/000", "tile/entries/000"):
        answer = await client.get(f"/api/v1/log/{route}")
        assert answer.status_code == (200 if role in MAY_READ else 403), (route, answer.text)
    await client.aclose()


async def test_a_tenant_sees_its_own_log_and_no_other(
    house: TestHouse, people: Tenant, orders: list[str]
) -> None:
    assert orders
    stranger = await house.signed_in(await house.tenant(), "auditor")
    empty = await stranger.get("/api/v1/log/checkpoint")
    assert (empty.status_code, empty.json()["code"]) == (404, "log_not_yet_signed")
    assert (await stranger.get("/api/v1/log/tile/0/000")).status_code == 404
    assert str(people.id) not in (await stranger.get("/api/v1/log/key")).text
    await stranger.aclose()
