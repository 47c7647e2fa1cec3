"""Where a webhook may point: hostile addresses in every spelling are refused before a byte leaves."""

import asyncio
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.adapters.webhook_sender import WebhookSender
from gongdan.rooms.integration.domain.endpoints import check_url, is_public, may_be_reached
from tests.rooms.integration.receiver import receiving

PRIVATE = """
0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.1.2.3 169.254.0.1
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.168.0.1 198.18.0.1 198.51.100.1
203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
2002:7f00:1:: 2002:a9fe:a9fe:: 2001:0:4136:e378:8000:63bf:f5ff:fffe fc00::1 fd00:ec2::254 fe80::1
fec0::1 ff02::1 2001:db8::1 100::1
""".split()
PUBLIC = "1.1.1.1 8.8.8.8 93.184.216.34 2606:4700:4700::1111 2a00:1450:4001:80b::200e".split()
UNUSABLE = [
    "",
    "hook",
    "//example.com/hook",
    "ftp://example.com/hook",
    "file:///etc/passwd",
    "gopher://example.com/",
    "javascript:alert(1)",
    "http://example.com/hook",
    "https://",
    "https:///hook",
    "https://user@example.com/",
    "https://user:secret@example.com/",
    "https://example.com@127.0.0.1/",
    "https://example.com/#part",
    "https://example.com:0/",
    "https://example.com:65536/",
    "https://example.com:99999999999/",
    "https://example.com:8o/",
    "https://exam ple.com/",
    "https://example.com/a b",
    "https://example.com/\r\nHost: inside",
    "https://example.com\\@127.0.0.1/",
    "https://例子.公司/",
    "https://ⓔxample.com/",
    "https://example.com/\x00",
    "https://[::1/",
    "https://[fe80::1%25eth0]/",
    "https://example.com/" + "a" * 2_000,
    "HTTPS ://example.com/",
]
INSIDE = [
    "https://localhost/",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://a.localhost/",
    "https://metadata.google.internal/",
    "https://printer.local/",
    "https://127.0.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://10.1.2.3:8443/",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused_however_it_is_carried(address: str) -> None:
    assert not may_be_reached(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_reached(address: str) -> None:
    assert may_be_reached(address)


def test_an_address_of_one_link_is_refused() -> None:
    assert not may_be_reached("fe80::1%eth0")
    assert not may_be_reached("2606:4700:4700::1111%1")


@given(st.integers(0, 2**32 - 1))
def test_an_address_inside_another_is_judged_as_itself(number: int) -> None:
    inner = ip_address(number)
    mapped = ip_network("::ffff:0:0/96")[number]
    translated = ip_network("64:ff9b::/96")[number]
    assert is_public(mapped) == is_public(translated) == is_public(inner)


@pytest.mark.parametrize("url", UNUSABLE)
def test_a_url_that_is_not_a_plain_https_address_is_refused(url: str) -> None:
    refused = check_url(url, allow_private=False)
    assert refused is not None
    assert refused.code == "webhook_url_unusable"


@pytest.mark.parametrize("url", INSIDE)
def test_a_url_that_points_inside_is_refused_unless_the_installation_allows_it(url: str) -> None:
    refused = check_url(url, allow_private=False)
    assert refused is not None
    assert refused.code == "webhook_address_refused"
    assert check_url(url, allow_private=True) is None


@pytest.mark.parametrize(
    "host",
    # spellings that a resolver takes for 127.0.0.1, whatever the name looks like
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "[::ffff:7f00:1]",
    ],
)
async def test_no_connection_is_made_to_an_address_that_was_judged_private(host: str) -> None:
    async with receiving() as inside:
        port = inside.url.split(":")[2].split("/")[0]
        sender = WebhookSender(may_be_reached, timeout=2)
        sent = await sender.post(f"http://{host}:{port}/hook", {}, b"{}")
        await sender.aclose()
    assert (sent.status, sent.error) in {(None, "address_refused"), (None, "name_unknown")}
    assert inside.got == []


async def test_the_address_that_was_judged_is_the_one_that_is_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that stands for a public address first and for a private one a moment later."""
    asked = []
    async with receiving() as inside:
        port = int(inside.url.split(":")[2].split("/")[0])

        async def rebinding(
            host: str, port: int, **_: object
        ) -> list[tuple[int, int, int, str, tuple[str, int]]]:
            asked.append(host)
            address = "192.0.2.1" if len(asked) == 1 else "127.0.0.1"
            return [(2, 1, 6, "", (address, port))]

        sender = WebhookSender(lambda address: address == "192.0.2.1", timeout=0.3)
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "getaddrinfo", rebinding, raising=False)
        sent = await sender.post(f"http://rebind.example:{port}/hook", {}, b"{}")
        monkeypatch.undo()
        await sender.aclose()
    assert sent.status is None
    assert asked == ["rebind.example"]
    assert inside.got == []
