"""The line itself: who never finishes a request, or sends a head without end, is cut off."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest
import uvicorn

from gongdan.entrypoints.http.edge import Message, Receive, Scope, Send
from gongdan.entrypoints.http.protocol import PatientProtocol

Dial = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


class Hasty(PatientProtocol):
    """The same, with less patience, so that the test has some left."""

    head_seconds, body_seconds, head_bytes = 0.3, 0.3, 4096


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Read the body, then answer; `/slow` takes longer than the line's patience."""
    if scope["type"] != "http":
        return
    message: Message = {"more_body": True}
    while message.get("more_body"):
        message = await receive()
    if scope["path"] == "/slow":
        await asyncio.sleep(0.7)
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    )
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
async def dial() -> AsyncIterator[Dial]:
    config = uvicorn.Config(application, http=Hasty, lifespan="off", log_level="critical")  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    listening = await asyncio.get_running_loop().create_server(
        lambda: Hasty(config, server.server_state, {}), "127.0.0.1", 0
    )
    port = listening.sockets[0].getsockname()[1]
    opened: list[asyncio.StreamWriter] = []

    async def connect() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        opened.append(writer)
        return reader, writer

    yield connect
    for writer in opened:
        writer.close()
    listening.close()


async def heard(reader: asyncio.StreamReader) -> bytes:
    async with asyncio.timeout(60):
        return await reader.read()


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nhost: x\r\nx: "])
async def test_a_head_that_never_ends_is_cut(dial: Dial, begun: bytes) -> None:
    reader, writer = await dial()
    writer.write(begun)
    assert (await heard(reader)).startswith(b"HTTP/1.1 408 ")


async def test_a_head_that_drips_is_cut_all_the_same(dial: Dial) -> None:
    reader, writer = await dial()
    writer.write(b"GET / HTTP/1.1\r\n")

    async def drip() -> None:
        while True:
            writer.write(b"x: y\r\n")
            await asyncio.sleep(0.05)

    dripping = asyncio.create_task(drip())
    answer = b"HTTP/1.1 408 "
    # the line may be torn before the answer is read, since this side goes on writing
    with suppress(ConnectionResetError):
        answer = await heard(reader)
    assert answer.startswith(b"HTTP/1.1 408 ")
    dripping.cancel()
    await asyncio.gather(dripping, return_exceptions=True)


async def test_a_body_that_stands_still_is_cut(dial: Dial) -> None:
    reader, writer = await dial()
    writer.write(b"POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\n1234")
    assert (await heard(reader)).startswith(b"HTTP/1.1 408 ")


async def test_a_head_without_measure_is_cut(dial: Dial) -> None:
    reader, writer = await dial()
    writer.write(b"GET / HTTP/1.1\r\n" + b"x: " + b"y" * 8192)
    assert (await heard(reader)).startswith(b"HTTP/1.1 431 ")


async def test_an_answer_takes_the_time_it_takes_and_the_line_serves_again(dial: Dial) -> None:
    reader, writer = await dial()
    for path in (b"/slow", b"/", b"/slow"):
        writer.write(b"POST " + path + b" HTTP/1.1\r\nhost: x\r\ncontent-length: 9000\r\n\r\n")
        for _ in range(9):
            writer.write(b"z" * 1000)
            await asyncio.sleep(0.05)
        async with asyncio.timeout(60):
            assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200 ")
