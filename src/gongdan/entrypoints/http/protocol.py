"""HTTP/1.1 with an end to patience: heads that never end, bodies that drip, lines that stay silent.

uvicorn waits for ever for a request that has begun, and takes a head of any size. Here a head
must be whole within `HEAD_SECONDS` and `HEAD_BYTES`, and a body must not stand still for longer
than `BODY_SECONDS`; otherwise the line is cut (RFC 9110: 408, 431). An answer takes as long as it
takes: live streams are answers.
"""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS: Final = 15.0
HEAD_BYTES: Final = 64 * 1024
BODY_SECONDS: Final = 20.0

_TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\n"
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
_END = b"content-length: 0\r\nconnection: close\r\n\r\n"


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol, watched by one timer a connection."""

    head_seconds, body_seconds, head_bytes = HEAD_SECONDS, BODY_SECONDS, HEAD_BYTES

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._timer: asyncio.TimerHandle | None = None
        self._unread = 0  # bytes of a head that is not whole yet

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a head."""
        super().connection_made(transport)  # type: ignore[arg-type] # uvicorn says Transport
        self._wait(self.head_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._rest()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count the bytes of a head; a body that moves gets new patience."""
        self._unread += len(data)
        super().data_received(data)
        if self._unread > self.head_bytes and not self.transport.is_closing():
            self._cut(_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Begin to wait for the end of a head, on a line that was kept open as well."""
        super().on_message_begin()
        self._wait(self.head_seconds)

    def on_headers_complete(self) -> None:
        """Begin to wait for the body."""
        self._unread = 0
        self._wait(self.body_seconds)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Give a body that moves new patience."""
        self._unread = 0
        self._wait(self.body_seconds)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait for nothing more: the answer is ours to give."""
        self._unread = 0
        self._rest()
        super().on_message_complete()

    def _wait(self, seconds: float) -> None:
        self._rest()
        self._timer = self.loop.call_later(seconds, self._cut, _TIMED_OUT)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _cut(self, status: bytes) -> None:
        self._rest()
        if not self.transport.is_closing():
            self.transport.write(status + _END)
            self.transport.close()
