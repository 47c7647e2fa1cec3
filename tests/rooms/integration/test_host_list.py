"""The tenant's host list: what an entry means, and that nothing leaves against it."""

from ipaddress import IPv6Address
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.kernel.egress import EgressPolicy
from gongdan.rooms.integration.domain.host_list import MOST, host_of, lets_go, read_entry
from tests.house import ROLES, TestHouse
from tests.rooms.integration.receiver import Receiver
from tests.rooms.integration.yard import Yard

PATH = "/api/v1/outbound-hosts"
LABELS = st.from_regex(r"[a-z]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
NAMES = st.lists(LABELS, min_size=2, max_size=4).map(".".join)
NONE = {"kind": "none"}
PORTS = st.integers(1, 65_535)


@pytest.mark.parametrize(
    ("entry", "url", "goes"),
    [
        ("api.example.com", "https://api.example.com/in", True),
        ("api.example.com", "https://API.Example.COM./in", True),
        ("API.example.com.", "https://api.example.com:8443/in", True),
        ("api.example.com", "https://api.example.com.evil.example/in", False),
        ("api.example.com", "https://evil-api.example.com/in", False),
        ("api.example.com", "https://x.example/?api.example.com", False),
        ("api.example.com:443", "https://api.example.com/in", True),
        ("api.example.com:443", "https://api.example.com:8443/in", False),
        ("*.example.com", "https://a.b.example.com/", True),
        ("*.example.com", "https://example.com/", False),
        ("*.example.com", "https://badexample.com/", False),
        ("*.example.com:8443", "https://a.example.com/", False),
        ("例子.example", "https://xn--fsqu00a.example/", True),
        ("例子。example", "https://xn--fsqu00a.example/", True),
        ("bücher.example", "https://xn--bcher-kva.example/", True),
        ("93.184.215.14", "https://93.184.215.14/", True),
        ("93.184.215.14", "https://93.184.215.140/", False),
        ("93.184.215.14", "https://1572395790/", False),
        ("[2606:2800:21f:cb07::1]", "https://[2606:2800:021F:CB07:0:0:0:1]/", True),
        ("2606:2800:21f:cb07::1", "https://[2606:2800:21f:cb07::2]/", False),
        ("erp", "https://erp/", True),
    ],
)
def test_an_entry_covers_its_host_and_no_other(entry: str, url: str, goes: bool) -> None:
    assert lets_go([entry], url) is goes


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "*", "*.com", "*.*.example.com", "a.*.example.com", "https://a.example"),
        *("a.example/in", "user@a.example", "a.example:0", "a.example:65536", "a.example:x"),
        *("127.1", "0x7f.0.0.1", "2130706433", "*.10.0.0.1", "-a.example", "a-.example"),
        *("a..example", ".example", "straße.example", f"{'a' * 64}.example", "a b.example"),
    ],
)
def test_what_is_no_host_is_no_entry(text: str) -> None:
    assert read_entry(text) is None


@given(NAMES, PORTS)
def test_an_entry_in_any_spelling_covers_its_own_host(name: str, port: int) -> None:
    url = f"https://{name}:{port}/in"
    for entry in (name, name.upper(), f" {name}. ", f"{name}:{port}"):
        # labels like xn--… that no name has, and names that end in a number, are no entries at all
        assert read_entry(entry) is None or lets_go([entry], url)
    assert read_entry(host_of(url)) == read_entry(name if port == 443 else f"{name}:{port}")


@given(NAMES, NAMES)
def test_below_a_name_lies_only_what_ends_in_it(name: str, other: str) -> None:
    goes = lets_go([f"*.{name}"], f"https://{other}/")
    assert goes is (read_entry(f"*.{name}") is not None and other.endswith(f".{name}"))


@given(st.integers(0, 2**128 - 1))
def test_an_address_is_one_host_however_it_is_written(number: int) -> None:
    address = IPv6Address(number)
    for spelling in (str(address), address.exploded, str(address).upper()):
        assert lets_go([f"[{address.exploded}]"], f"https://[{spelling}]/")


@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=60))
def test_a_list_narrows_and_never_widens(hosts: list[str], url: str) -> None:
    policy = EgressPolicy(hosts=("api.example.com",))
    goes = policy.judge_url(url) is None and lets_go(hosts, url)
    assert not goes or policy.judge_url(url) is None
    assert lets_go([], url)


@given(st.text(max_size=40))
def test_an_entry_is_read_as_it_was_written_down(text: str) -> None:
    entry = read_entry(text)
    assert entry is None or read_entry(str(entry)) == entry


async def put(client: httpx.AsyncClient, *hosts: str, **more: Any) -> httpx.Response:
    """Set the list as it stands now."""
    tag = (await client.get(PATH)).headers["ETag"]
    return await client.put(PATH, json={"hosts": hosts, **more}, headers={"If-Match": tag})


@pytest.mark.parametrize("role", ROLES)
async def test_only_who_may_change_the_tenant_sees_or_sets_the_list(yard: Yard, role: str) -> None:
    client = await yard.house.signed_in(yard.tenant, role)
    body = {"hosts": ["a.example"]}
    answers = [
        await client.get(PATH),
        await client.post(f"{PATH}/check", json=body),
        await client.put(PATH, json=body, headers={"If-Match": '"0"'}),
    ]
    assert {each.status_code for each in answers} == ({200} if role == "admin" else {403})
    await client.aclose()


async def test_the_list_of_another_tenant_is_neither_seen_nor_obeyed(
    yard: Yard, house: TestHouse, receiver: Receiver
) -> None:
    stranger = await house.signed_in(await house.tenant(), "admin")
    assert (await put(stranger, "nobody.example")).status_code == 200
    assert (await yard.admin.get(PATH)).json()["hosts"] == []
    path, _ = await yard.listen(receiver.url)
    assert (await yard.admin.post(f"{path}/ping")).json()["status"] == 204
    await stranger.aclose()


async def test_entries_are_kept_in_one_spelling_once_each_and_in_the_trail(yard: Yard) -> None:
    answer = await put(yard.admin, "API.Example.com.", "api.example.com", "*.bücher.example:443")
    assert answer.json()["hosts"] == ["api.example.com", "*.xn--bcher-kva.example:443"]
    assert answer.headers["ETag"] == '"1"'
    auditor = await yard.house.signed_in(yard.tenant, "auditor")
    query = {"act": "host_list.change"}
    (deed,) = (await auditor.get("/api/v1/audit", params=query)).json()["items"]
    assert deed["facts"]["hosts"] == ["", "api.example.com, *.xn--bcher-kva.example:443"]
    await auditor.aclose()


@pytest.mark.parametrize(
    ("hosts", "code", "pointer"),
    [
        (["a.example", "https://b.example"], "host_entry_unusable", "/hosts/1"),
        ([f"h{n}.example" for n in range(MOST + 1)], "host_list_too_long", "/hosts"),
    ],
)
async def test_a_list_that_can_not_be_is_refused(
    yard: Yard, hosts: list[str], code: str, pointer: str
) -> None:
    problem = (await put(yard.admin, *hosts)).json()
    assert (problem["code"], problem["errors"][0]["pointer"]) == (code, pointer)


async def test_who_saw_another_list_sets_none(yard: Yard) -> None:
    late = (await yard.admin.get(PATH)).headers["ETag"]
    await put(yard.admin, "a.example")
    body = {"hosts": ["b.example"]}
    answer = await yard.admin.put(PATH, json=body, headers={"If-Match": late})
    assert (answer.status_code, answer.json()["code"]) == (412, "host_list_changed_meanwhile")


async def test_nobody_is_cut_off_unsaid(yard: Yard) -> None:
    path, _ = await yard.listen("https://receiver.example/hook")
    webhook = path.rpartition("/")[2]
    checked = (await yard.admin.post(f"{PATH}/check", json={"hosts": ["a.example"]})).json()
    assert [(each["kind"], each["id"], each["host"]) for each in checked["cut_off"]] == [
        ("webhook", webhook, "receiver.example")
    ]
    answer = await put(yard.admin, "a.example")
    assert (answer.status_code, answer.json()["code"]) == (409, "host_list_cuts_off")
    assert "receiver.example" in answer.json()["detail"]
    assert (await yard.admin.get(PATH)).json()["hosts"] == []
    done = await put(yard.admin, "a.example", knowing=[webhook])
    assert [each["listed"] for each in done.json()["uses"]] == [False]
    # one that is cut off already takes nobody by surprise
    assert (await put(yard.admin, "b.example")).status_code == 200


async def test_nothing_new_goes_to_a_host_that_is_not_listed(yard: Yard) -> None:
    await put(yard.admin, "a.example")
    refused = await yard.admin.post("/api/v1/webhooks", json={"url": "https://b.example/"})
    assert (refused.json()["code"], "b.example" in refused.json()["detail"]) == (
        "outbound_host_not_listed",
        True,
    )
    connector = {"key": "erp", "name": "ERP", "base_url": "https://b.example", "auth": NONE}
    proof = {"kind": "client", "client_id": "me", "token_url": "https://b.example/token"}
    for body, pointer in (
        (connector, "/base_url"),
        (
            {**connector, "base_url": "https://a.example", "auth": proof, "secret": "s3cret"},
            "/auth/token_url",
        ),
    ):
        problem = (await yard.admin.post("/api/v1/connectors", json=body)).json()
        assert problem["errors"][0]["pointer"] == pointer, problem
    path, _ = await yard.listen("https://a.example/hook")
    moved = await yard.admin.patch(
        path, json={"url": "https://b.example/"}, headers={"If-Match": '"1"'}
    )
    assert moved.json()["code"] == "outbound_host_not_listed"


async def test_what_is_cut_off_waits_and_goes_on_when_it_is_listed_again(
    yard: Yard, receiver: Receiver
) -> None:
    path, _ = await yard.listen(receiver.url)
    webhook = path.rpartition("/")[2]
    await put(yard.admin, "a.example", knowing=[webhook])
    test_call = (await yard.admin.post(f"{path}/ping")).json()
    assert (test_call["status"], test_call["error"]) == (None, "host_not_listed")
    await yard.report()
    await yard.deliver()
    tries = (await yard.admin.get(f"{path}/deliveries")).json()["items"]
    assert {each["error"] for each in tries} == {"host_not_listed"}
    assert (receiver.got, (await yard.shown(path))["state"]) == ([], "parked")
    # whoever was cut off can be switched off without being sent elsewhere
    off = await yard.admin.patch(path, json={"active": False}, headers={"If-Match": '"1"'})
    on = await yard.admin.patch(path, json={"active": True}, headers={"If-Match": '"2"'})
    assert (off.status_code, on.status_code) == (200, 200)
    await put(yard.admin, "a.example", host_of(receiver.url))
    await yard.deliver()
    assert len(receiver.taken) == 1


async def test_a_connector_is_judged_before_each_call(yard: Yard, receiver: Receiver) -> None:
    made = await yard.admin.post(
        "/api/v1/connectors",
        json={"key": "erp", "name": "ERP", "base_url": receiver.url, "auth": NONE},
    )
    connector = made.json()["id"]
    await put(yard.admin, "a.example", knowing=[connector])
    tried = await yard.admin.post(
        f"/api/v1/connectors/{connector}/try", json={"method": "POST", "path": "/x", "inputs": {}}
    )
    assert tried.json()["call"]["error"] == "host_not_listed", tried.text
    assert receiver.got == []
    await put(yard.admin)
    await yard.admin.post(
        f"/api/v1/connectors/{connector}/try", json={"method": "POST", "path": "/x", "inputs": {}}
    )
    assert len(receiver.got) == 1
