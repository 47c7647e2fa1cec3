"""ClamAV's daemon as a scanner, over its INSTREAM command (clamd(8)): `host:port` or a socket.

The daemon keeps what it scans in a temporary folder of its own while it looks: put that on a
memory disk (`TemporaryDirectory`), or plain content touches a disk there.
"""

import asyncio
from collections.abc import AsyncIterator

from gongdan.rooms.files.ports import ScannerAwayError, Verdict

SECONDS = 120.0


class ClamdScanner:
    """`rooms.files.ports.Scanner` over a running clamd."""

    def __init__(self, address: str, *, seconds: float = SECONDS) -> None:
        self._address = address
        self._seconds = seconds

    async def scan(self, content: AsyncIterator[bytes]) -> Verdict:
        """Return what clamd says; raises `ScannerAwayError` where it does not say anything."""
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._asked(content)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as fault:
            raise ScannerAwayError("clamd does not answer") from fault
        said = answer.rstrip(b"\0\n").decode(errors="replace").removeprefix("stream: ")
        if said == "OK":
            return Verdict(is_clean=True)
        if said.endswith(" FOUND"):
            return Verdict(is_clean=False, found=said.removesuffix(" FOUND"))
        raise ScannerAwayError(f"clamd could not look at it: {said}")

    async def _asked(self, content: AsyncIterator[bytes]) -> bytes:
        reader, writer = await self._line()
        try:
            writer.write(b"zINSTREAM\0")
            async for piece in content:
                writer.write(len(piece).to_bytes(4, "big") + piece)
                await writer.drain()
            writer.write(bytes(4))
            await writer.drain()
            return await reader.readuntil(b"\0")
        finally:
            writer.close()

    async def _line(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._address.startswith("/"):
            return await asyncio.open_unix_connection(self._address)
        host, _, port = self._address.rpartition(":")
        return await asyncio.open_connection(host, int(port))
