"""A receiver of webhooks on a real socket, which answers as it is told: well, badly, or not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import msgspec

HANG, RESET = "hang", "reset"
Answer = int | str
"""A status, or HANG (never answers), or RESET (cuts the line in the middle of it)."""


@dataclass
class Receiver:
    """Keeps what it was sent; `script` holds the next answers, then `then` for ever.

    `words` stand in the body of each answer.
    """

    url: str = ""
    script: list[Answer] = field(default_factory=list)
    then: Answer = 204
    got: list[tuple[dict[str, str], bytes, Answer]] = field(default_factory=list)
    words: str = ""
    news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def taken(self) -> list[dict[str, Any]]:
        """The bodies that were answered with 2xx, in order."""
        return [
            msgspec.json.decode(body)
            for _, body, answer in self.got
            if isinstance(answer, int) and answer < 300
        ]

    async def takes(self, messages: int) -> None:
        """Wait until so many different messages were taken."""
        async with asyncio.timeout(30):
            while len({body["id"] for body in self.taken}) < messages:
                self.news.clear()
                await self.news.wait()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode().split("\r\n")[1:-2]
                headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines)}
                body = await reader.readexactly(int(headers["content-length"]))
                answer = self.script.pop(0) if self.script else self.then
                self.got.append((headers, body, answer))
                self.news.set()
                if answer == HANG:
                    await asyncio.sleep(60)
                if answer == RESET:
                    writer.transport.abort()
                    return
                there = "location: /elsewhere\r\n" if 300 <= int(answer) < 400 else ""
                said = self.words.encode()
                head_of = f"HTTP/1.1 {answer} X\r\n{there}content-length: {len(said)}\r\n\r\n"
                writer.write(head_of.encode() + said)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            with suppress(Exception):
                writer.close()


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """Run a receiver."""
    receiver = Receiver()
    tasks: set[asyncio.Task[None]] = set()

    def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(receiver.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    try:
        yield receiver
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
