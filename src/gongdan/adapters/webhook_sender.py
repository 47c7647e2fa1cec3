"""Webhooks and calls of services go out by the one way out."""

from collections.abc import Mapping

from gongdan.adapters.outbound import OutboundClient
from gongdan.rooms.integration.ports import Heard, Sent

LARGEST = 1024 * 1024
"""Bytes of a service's answer."""


class WebhookSender:
    """Fulfils `rooms.integration.ports.Sender`; close it at the end."""

    def __init__(self, client: OutboundClient) -> None:
        self._client = client

    async def aclose(self) -> None:
        """Close the way out."""
        await self._client.aclose()

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Sent:
        """Send, and tell how it ended."""
        outcome = await self._client.post(url, headers, body)
        beginning = outcome.answer.decode(errors="replace")
        return Sent(outcome.status, outcome.milliseconds, outcome.error, beginning)


class ServiceCaller:
    """Fulfils `rooms.integration.ports.Caller` over the same way out."""

    def __init__(self, client: OutboundClient) -> None:
        self._client = client

    async def call(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, *, seconds: int
    ) -> Heard:
        """Call, and tell how it ended."""
        done = await self._client.send(
            method, url, headers, body, whole=LARGEST, seconds=float(seconds)
        )
        return Heard(done.status, done.milliseconds, done.error, done.answer)
