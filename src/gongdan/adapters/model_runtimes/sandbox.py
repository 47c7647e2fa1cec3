"""The house's side of a model's process: starts it, asks it, and ends it when it takes too long.

A process gets the file through its input, an empty environment and none of our descriptors. One
question is on its way at a time; a model that is silent for longer than `seconds` is ended.
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from gongdan.adapters.model_runtimes.frames import (
    LONGEST,
    Answer,
    Begin,
    No,
    Ready,
    Spoken,
    packed,
    spoken,
)
from gongdan.engines.plugged.manifest import Manifest
from gongdan.engines.plugged.tensors import Tensor

_CHILD = Path(__file__).with_name("child.py")
_ENVIRONMENT: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Limits(Struct, frozen=True):
    """What a model may take: bytes beside its runtime, seconds to load and to answer, CPU seconds.

    Without `cpu_seconds` only the clock on the wall ends it.
    """

    memory: int = 768_000_000
    load_seconds: float = 40.0
    seconds: float = 5.0
    cpu_seconds: int = 0


class ModelProcess:
    """One model at work. After `No` with a code of `ENDED` it is gone and answers nothing more."""

    def __init__(self, child: Process, limits: Limits) -> None:
        self._child = child
        self._limits = limits
        self._turn = asyncio.Lock()

    @property
    def alive(self) -> bool:
        """Tell whether it can be asked."""
        return self._child.returncode is None

    async def ask(self, tensor: Tensor, *, within: float | None = None) -> Answer | No:
        """Return what the model makes of a tensor; `within`: in fewer seconds than usual."""
        seconds = self._limits.seconds if within is None else within
        try:
            await asyncio.wait_for(self._turn.acquire(), seconds)
        except TimeoutError:
            return No("busy")
        try:
            # whoever was before may have ended it: that is one fault, and counted there
            said = await self._exchange(packed(tensor), seconds) if self.alive else No("busy")
        finally:
            self._turn.release()
        return said if isinstance(said, Answer | No) else No("died")

    async def load(self, begin: Begin, body: bytes) -> Ready | No:
        """Hand the file in."""
        said = await self._exchange(packed(begin) + body, self._limits.load_seconds)
        if isinstance(said, Ready):
            return said
        await self.aclose()
        return said if isinstance(said, No) else No("died")

    async def _exchange(self, message: bytes, seconds: float) -> Spoken:
        to_child, from_child = self._child.stdin, self._child.stdout
        if to_child is None or from_child is None:
            raise AssertionError("it is started with both")
        try:
            async with asyncio.timeout(seconds):
                to_child.write(message)
                await to_child.drain()
                length = int.from_bytes(await from_child.readexactly(4), "big")
                heard = await from_child.readexactly(min(length, LONGEST))
            return spoken.decode(heard)
        except TimeoutError:
            await self.aclose()
            return No("timeout", f"{seconds:g} s")
        except (EOFError, OSError, msgspec.DecodeError):
            # an EOFError is its end: of itself, or by a limit; what is too long does not decode
            await self.aclose()
            return No("died", f"exit {self._child.returncode}")
        except asyncio.CancelledError:
            # half a question must not be answered as the next one
            await self.aclose()
            raise

    async def aclose(self) -> None:
        """End the process."""
        if self._child.returncode is None:
            with suppress(ProcessLookupError):
                self._child.kill()
        await self._child.wait()


async def start(manifest: Manifest, body: bytes, limits: Limits) -> tuple[ModelProcess, Ready | No]:
    """Start a process for a model and load it; after `No` the process is gone."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", str(_CHILD)),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )
    process = ModelProcess(child, limits)
    begin = Begin(manifest, len(body), limits.memory, limits.cpu_seconds)
    return process, await process.load(begin, body)
