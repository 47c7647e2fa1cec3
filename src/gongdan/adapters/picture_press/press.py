"""The press: starts the child, hands the content in, and takes out what it made.

Plain content goes through pipes only; neither side writes it to a disk.
"""

import asyncio
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from gongdan.rooms.files.contract import Claims
from gongdan.rooms.files.ports import PictureMade, Unfit

AT_ONCE = 2
"""Children at a time: the rest waits in turn."""

SECONDS = 40.0
"""Longest time by the clock on the wall."""

_CHILD = Path(__file__).with_name("child.py")


class _Said(Struct, frozen=True):
    sizes: tuple[int, ...] = ()
    code: str = ""
    width: int = 0
    height: int = 0
    display_type: str = ""
    claims: Claims = Claims()


class PicturePress:
    """`rooms.files.ports.Press` over short-lived processes."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def picture(self, content: bytes, media_type: str) -> PictureMade | Unfit:
        """Return what was made from a picture, or why nothing was."""
        said, made = await self._run("picture", media_type, content)
        if said.code or len(made) != 2:
            return Unfit(said.code or Unfit.BROKEN)
        return PictureMade(
            width=said.width,
            height=said.height,
            display_type=said.display_type,
            display=made[0],
            thumbnail=made[1],
            claims=said.claims,
        )

    async def archive(self, content: bytes) -> Unfit | None:
        """Return why an archive is not taken, or None."""
        said, _ = await self._run("archive", "", content)
        return Unfit(said.code) if said.code else None

    async def _run(self, what: str, media_type: str, content: bytes) -> tuple[_Said, list[bytes]]:
        async with self._turns:
            child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",
                str(_CHILD),
                what,
                media_type,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={},
            )
            try:
                async with asyncio.timeout(self._seconds):
                    out, _ = await child.communicate(content)
            except TimeoutError:
                out = b""
            finally:
                if child.returncode is None:
                    child.kill()
                    await child.wait()
        return _taken_apart(out)


def _taken_apart(out: bytes) -> tuple[_Said, list[bytes]]:
    """Read an answer; a child that was stopped by its limits has said nothing."""
    line, _, made = out.partition(b"\n")
    try:
        said = msgspec.json.decode(line, type=_Said)
    except msgspec.DecodeError:
        return _Said(code=Unfit.BOMB), []
    pieces, at = [], 0
    for size in said.sizes:
        pieces.append(made[at : at + size])
        at += size
    return said, pieces
