"""The outermost layer: a trace for each request, limits, clean text in, safe headers out."""

import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, TypeAlias

from gongdan.entrypoints.http.intake import clean_body, is_signed, is_stream, unreadable_address
from gongdan.entrypoints.http.metrics import Metrics
from gongdan.entrypoints.http.policies import Policies
from gongdan.entrypoints.http.rates import too_many
from gongdan.entrypoints.http.trace import begin_trace, log
from gongdan.kernel.messages import RefusalKind, Refused

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
AsgiApp: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_BODY: Final = 1_048_576
"""Bytes of a request's body; files have routes of their own."""

BAD: Final = 400
SLOW: Final = 0.5
"""Seconds: what takes longer is logged, as is every "no"; the rest is counted in the metrics."""

WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})

Refuse: TypeAlias = Callable[[Scope, Refused], tuple[int, dict[str, str], bytes]]
"""Makes status, headers and problem+json of a refusal that happens before any route."""


class Edge:
    """Wraps the application; holds no state of its own but its counters."""

    def __init__(
        self,
        app: AsgiApp,
        *,
        refuse: Refuse,
        metrics: Metrics,
        read_only: Callable[[], bool],
        policies: Policies,
        waits: Callable[[Scope], float],
    ) -> None:
        self._app = app
        self._refuse = refuse
        self._metrics = metrics
        self._read_only = read_only
        self._policies = policies
        self._waits = waits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it at once."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._policies.encrypted:
            scope["scheme"] = "https"  # a proxy may not tell; the settings do
        trace, begun, cpu = begin_trace(), time.perf_counter(), time.process_time()
        seen = _Watched(send, trace, self._policies)
        if wait := self._waits(scope):
            await _answer(seen, *self._refuse(scope, too_many(wait)))
            self._metrics.told_to_wait()
            return
        fault = self._closed(scope)
        if fault is None:
            body = None if is_stream(scope) else await _clean_body(scope, receive)
            if isinstance(body, Refused):
                fault = body
            else:
                await self._app(scope, body or receive, seen)
        if fault is not None:
            await _answer(seen, *self._refuse(scope, fault))
        took = time.perf_counter() - begun
        self._metrics.observe(scope, seen.status, seconds=took, cpu=time.process_time() - cpu)
        if seen.status >= BAD or took > SLOW:
            log.info("request", method=scope["method"], status=seen.status, ms=round(took * 1e3, 2))

    def _closed(self, scope: Scope) -> Refused | None:
        if scope["method"] in WRITING and self._read_only():
            return Refused("read_only", RefusalKind.READ_ONLY)
        return unreadable_address(scope["path"], scope["query_string"])


class _Watched:
    """Sends on, remembers the status, adds the headers that every answer has."""

    def __init__(self, send: Send, trace: str, policies: Policies) -> None:
        self._send = send
        self._policies = policies
        self._trace = trace.encode()
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            said = message.get("headers", ())
            headers = [*said, *self._policies.added(said), (b"x-trace-id", self._trace)]
            message = {**message, "headers": headers}
        await self._send(message)


async def _clean_body(scope: Scope, receive: Receive) -> Receive | Refused | None:
    """Read a body whole, and hand it on clean."""
    if scope["method"] not in WRITING:
        return None
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return Refused("body_not_json", RefusalKind.MALFORMED)
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > MAX_BODY:
            return Refused("body_too_large", RefusalKind.TOO_LARGE, {"limit": MAX_BODY})
        chunks.append(chunk)
        if not message.get("more_body", False):
            break
    raw = b"".join(chunks)
    body = raw if is_signed(scope) else clean_body(raw, scope["headers"])
    return body if isinstance(body, Refused) else _replay(body, receive)


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _answer(send: Send, status: int, headers: dict[str, str], body: bytes) -> None:
    said = {**headers, "Content-Length": str(len(body))}
    raw = [(name.lower().encode(), value.encode()) for name, value in said.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body, "more_body": False})
