"""The way out: hostile URLs and names that change hands end in no connection at all."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from gongdan.adapters.outbound import MOST_READ, OutboundClient, Outcome
from gongdan.kernel.egress import EgressPolicy
from tests.kernel.test_egress import INSIDE, ODD_PORTS, SPACED, UNUSABLE

HOSTILE = [*UNUSABLE, *SPACED, *INSIDE, *ODD_PORTS]
NEAR = EgressPolicy(allow_private=True)


@dataclass
class Listener:
    """Counts every connection to this machine's port, on every address it has."""

    port: int = 0
    connections: int = 0
    answer: bytes = b"HTTP/1.1 204 No Content\r\n\r\n"
    heads: list[bytes] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(self.answer)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    listener = Listener()
    everywhere = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    server = await asyncio.start_server(listener.serve, sock=everywhere)
    listener.port = everywhere.getsockname()[1]
    try:
        yield listener
    finally:
        server.close()


async def post(url: str, client: OutboundClient) -> Outcome:
    outcome = await client.post(url, {"content-type": "application/json"}, b"{}")
    await client.aclose()
    return outcome


def test_there_are_hostile_urls_enough() -> None:
    assert len(set(HOSTILE)) >= 60


async def test_hostile_urls_end_in_no_connection_and_are_not_even_resolved() -> None:
    asked = []

    async def resolver(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    client = OutboundClient(EgressPolicy(), resolve=resolver)
    async with listening() as inside:
        for url in HOSTILE:
            # each as it stands, and once more towards the port where somebody counts
            for tried in (url, url.replace("://", f"://127.0.0.1:{inside.port}/", 1)):
                outcome = await client.post(tried, {}, b"{}")
                assert (outcome.status, outcome.error) == (None, "address_refused"), tried
        assert inside.connections == 0
    await client.aclose()
    assert asked == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["93.184.216.34", "127.0.0.1"],
        ["10.0.0.1"],
        ["169.254.169.254"],
        ["fe80::1%eth0"],
        ["64:ff9b::7f00:1"],
        ["0.0.0.0"],  # noqa: S104 - refused
    ],
)
async def test_a_name_that_stands_for_an_inner_address_ends_in_no_connection(
    addresses: list[str],
) -> None:
    async def resolver(_host: str, _port: int) -> Sequence[str]:
        return addresses

    async with listening() as inside:
        outcome = await post(
            "https://rebind.example/", OutboundClient(EgressPolicy(), resolve=resolver)
        )
        assert (outcome.status, outcome.error) == (None, "address_refused")
        assert inside.connections == 0


async def test_a_name_that_changes_hands_between_the_look_and_the_call_gains_nothing() -> None:
    """First a public address (of a documentation range that answers nobody), then ours."""
    asked: list[str] = []

    class OnlyFirst(EgressPolicy, frozen=True):
        def may_reach(self, address: str) -> bool:
            return address == "192.0.2.1"

    async def rebinding(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["192.0.2.1"] if len(asked) == 1 else ["127.0.0.1"]

    async with listening() as inside:
        client = OutboundClient(OnlyFirst(allow_private=True), timeout=0.3, resolve=rebinding)
        outcome = await post(f"http://rebind.example:{inside.port}/", client)
        assert outcome.status is None
        assert asked == ["rebind.example"]
        assert inside.connections == 0


async def test_the_machines_own_resolver_is_judged_as_well() -> None:
    async with listening() as inside:
        for host in ("2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "localhost"):
            url = f"https://{host}:{inside.port}/"
            assert (await post(url, OutboundClient(EgressPolicy()))).status is None
        assert inside.connections == 0


async def test_the_checked_address_is_called_under_the_right_name() -> None:
    async def resolver(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    async with listening() as near:
        url = f"http://hooks.example:{near.port}/a?b=c"
        outcome = await post(url, OutboundClient(NEAR, resolve=resolver))
        assert outcome.status == 204
        assert near.heads[0].startswith(b"POST /a?b=c HTTP/1.1\r\n")
        assert f"host: hooks.example:{near.port}".encode() in near.heads[0].lower()


async def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    async with listening() as near:
        near.answer = (
            f"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:{near.port}/secret\r\n"
            "content-length: 0\r\n\r\n"
        ).encode()
        outcome = await post(f"http://127.0.0.1:{near.port}/", OutboundClient(NEAR))
        assert (outcome.status, outcome.error) == (302, "redirect_not_followed")
        assert near.connections == 1


async def test_an_answer_without_end_costs_a_bounded_read() -> None:
    async with listening() as near:
        near.answer = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (40 * MOST_READ)
        outcome = await post(f"http://127.0.0.1:{near.port}/", OutboundClient(NEAR))
        assert outcome.status == 200
