"""The way out: one POST to an address that was judged, and no further.

A name is resolved once; every address that it stands for has to pass the policy, and the
connection goes to the address that was judged, so that a name can't change hands in between
(DNS rebinding). Host and TLS keep the name. No redirects, no proxies, no cookies; an answer is
read up to a limit, in limited time. All that the far side can do wrong comes back as a value.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress

import httpcore
from msgspec import Struct

from gongdan.kernel.egress import EgressPolicy

TIMEOUT = 10.0
"""Seconds for the whole of a request: resolving, connecting, TLS, sending, the answer's head."""

READING = 1.0
"""Seconds for the answer's body, once its head is there."""

MOST_READ = 16 * 1024
"""Bytes of an answer that are read at all; what comes after them is left lying."""

MOST_KEPT = 2_000
"""Bytes of an answer that are handed on."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Returns the addresses of a name; raises `OSError` where there are none."""

_SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)


class Outcome(Struct, frozen=True):
    """How a request ended: a status (None: no answer came), milliseconds, an error code.

    `answer` is the beginning of the answer's body, at most `MOST_KEPT` bytes of it.
    """

    status: int | None
    milliseconds: int
    error: str = ""
    answer: bytes = b""


class UrlRefusedError(Exception):
    """The policy lets nothing go to this URL."""


class AddressRefusedError(Exception):
    """A name stands for an address to which nothing may be sent."""


class NameUnknownError(Exception):
    """A name stands for no address."""


_CODES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    ((UrlRefusedError, AddressRefusedError), "address_refused"),
    (NameUnknownError, "name_unknown"),
    ((TimeoutError, httpcore.TimeoutException), "timed_out"),
    (httpcore.ConnectError, "connection_failed"),
    ((httpcore.NetworkError, httpcore.ProtocolError), "connection_broke"),
)


async def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the machine's resolver."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class OutboundClient:
    """Sends what the policy lets out; close it at the end."""

    def __init__(
        self,
        policy: EgressPolicy,
        *,
        timeout: float = TIMEOUT,
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._policy = policy
        self._timeout = timeout
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or ssl.create_default_context(),
            max_connections=200,
            max_keepalive_connections=50,
            keepalive_expiry=15,
            network_backend=_JudgedNetwork(policy, resolve),
        )

    async def aclose(self) -> None:
        """Close what is open."""
        await self._pool.aclose()

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Outcome:
        """Send, and tell how it ended; of the answer the beginning is read."""
        return await self.send("POST", url, headers, body)

    async def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes,
        *,
        whole: int = 0,
        seconds: float = 0,
    ) -> Outcome:
        """Send, and tell how it ended; an answer wanted `whole` may have so many bytes."""
        began = time.perf_counter()
        status, error, answer = None, "", bytearray()
        try:
            async with asyncio.timeout(seconds or self._timeout):
                status = await self._status((method, url), headers, body, answer, whole=whole)
        except Exception as fault:  # noqa: BLE001 - whatever the far side does is an outcome
            error = _code(fault)
        if status is not None and not 200 <= status < 300:
            error = "redirect_not_followed" if 300 <= status < 400 else "status_not_2xx"
        elif whole and len(answer) > whole:
            error = "answer_too_large"
        milliseconds = round((time.perf_counter() - began) * 1000)
        return Outcome(status, milliseconds, error, bytes(answer[: whole or MOST_KEPT]))

    async def _status(
        self,
        where: tuple[str, str],
        headers: Mapping[str, str],
        body: bytes,
        answer: bytearray,
        *,
        whole: int,
    ) -> int:
        method, url = where
        # judged again on the way out: the policy may have become stricter since it was kept
        if self._policy.judge_url(url) is not None:
            raise UrlRefusedError
        async with self._pool.stream(
            method, url, headers=list(headers.items()), content=body
        ) as response:
            status = int(response.status)
            if whole:
                await _read_whole(response, answer, whole)
                return status
            # the status is the answer; a body that breaks off or drips takes nothing back
            with suppress(httpcore.NetworkError, httpcore.ProtocolError, TimeoutError):
                async with asyncio.timeout(READING):
                    await _read_some(response, answer)
            return status


async def _read_whole(response: httpcore.Response, kept: bytearray, most: int) -> None:
    """Read all of an answer, and of one that is too long one part more than it may have."""
    async for part in response.aiter_stream():
        kept += part
        if len(kept) > most:
            return


async def _read_some(response: httpcore.Response, kept: bytearray) -> None:
    read = 0
    async for part in response.aiter_stream():
        read += len(part)
        if len(kept) < MOST_KEPT:
            kept += part
        if read > MOST_READ:
            return


class _JudgedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to judged addresses only; everything else as httpcore does it."""

    def __init__(self, policy: EgressPolicy, resolve: Resolve) -> None:
        self._policy = policy
        self._resolve = resolve
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(  # noqa: PLR0917 - httpcore's own signature
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - their word
        local_address: str | None = None,
        socket_options: Iterable[_SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, judge, and connect to the first address that answers."""
        addresses = await self._judged(host, port)
        for place, address in enumerate(addresses):
            try:
                return await self._plain.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except httpcore.ConnectError:
                if place == len(addresses) - 1:
                    raise
        raise NameUnknownError(host)

    async def _judged(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as fault:
            raise NameUnknownError(host) from fault
        if not all(map(self._policy.may_reach, addresses)):
            raise AddressRefusedError(host)
        return addresses


def _code(fault: Exception) -> str:
    if isinstance(fault, httpcore.ConnectError) and isinstance(fault.__cause__, ssl.SSLError):
        return "tls_failed"
    found = (code for kinds, code in _CODES if isinstance(fault, kinds))
    return next(found, "request_failed")
