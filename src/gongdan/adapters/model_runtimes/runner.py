"""Models at work: a process each, started when first asked, started again when it has died.

At most `AT_ONCE` at a time in a process of the house: whoever was asked longest ago gives way.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.model_runtimes.checking import check, read
from gongdan.adapters.model_runtimes.frames import No
from gongdan.adapters.model_runtimes.sandbox import Limits, ModelProcess, start
from gongdan.engines.plugged.answers import Fault
from gongdan.engines.plugged.manifest import Manifest, Sample
from gongdan.engines.plugged.report import Report
from gongdan.engines.plugged.tensors import tensor_of
from gongdan.rooms.models.ports import Answered

AT_ONCE: Final = 4
WORK: Final = Limits(seconds=2.0)
"""An order waits for an answer: after two seconds it goes on without."""

BLINK: Final = 0.25
"""Somebody waits for people to be proposed: after a blink the proposal goes out without."""

PATIENCE: Final = 8.0
"""Seconds that somebody waits for a model to be started; it goes on starting meanwhile."""

ReadsFile = Callable[[UUID, UUID], Awaitable[bytes | None]]
"""Returns a tenant's file whole; None once it is gone."""

Starts = Callable[[], Coroutine[None, None, "_Working | Fault"]]


class _Working(Struct, frozen=True):
    process: ModelProcess
    classes: Sequence[str]


class ModelRunner:
    """Fulfils `models.ports.Runner`; one per process, closed with it."""

    def __init__(
        self, reads: ReadsFile, *, limits: Limits = WORK, patience: float = PATIENCE
    ) -> None:
        self._reads = reads
        self._limits = limits
        self._patience = patience
        self._working: OrderedDict[UUID, asyncio.Task[_Working | Fault]] = OrderedDict()

    async def check(self, manifest: Manifest, body: bytes) -> Report:
        """Check a model in a process of its own, which ends with it."""
        return await check(manifest, body)

    async def ask(
        self,
        model: UUID,
        manifest: Manifest,
        sample: Sample,
        *,
        tenant: UUID,
        file: UUID,
        at_once: bool = False,
    ) -> Answered:
        """Return what a model says; nothing raises, whatever the model.

        While it is being started, or others are asked first, the answer is the fault `busy`.
        Asked `at_once` nobody waits for its start, nor longer than `BLINK`.
        """
        tensor = tensor_of(manifest, sample)
        if tensor is None:
            return Answered(Fault("input_unfit"), 0.0)
        patience = 0.0 if at_once else self._patience
        begin = partial(self._start, manifest, tenant, file)
        working = await self._at_work(model, begin, patience)
        if isinstance(working, Fault):
            return Answered(working, 0.0)
        begun = time.perf_counter()
        within = BLINK if at_once else None
        answer = await working.process.ask(tensor, within=within)
        ms = round((time.perf_counter() - begun) * 1_000, 3)
        return Answered(read(manifest, answer, working.classes, len(sample.numbers)), ms)

    async def end(self, model: UUID) -> None:
        """End a model's process, if it has one."""
        if (working := self._working.pop(model, None)) is not None:
            await _end(working)

    async def aclose(self) -> None:
        """End all processes."""
        while self._working:
            await _end(self._working.popitem()[1])

    async def _at_work(self, model: UUID, begin: Starts, patience: float) -> _Working | Fault:
        starting = before = self._working.get(model)
        if starting is None or _is_over(starting):
            starting = self._working[model] = asyncio.create_task(begin())
            while len(self._working) > AT_ONCE:
                await _end(self._working.popitem(last=False)[1])
        self._working.move_to_end(model)
        await asyncio.wait({starting}, timeout=patience)
        if starting.done():
            return starting.result()
        # who does not wait for a start hears how the one before it ended
        return (_failed(before) if not patience else None) or Fault("busy")

    async def _start(self, manifest: Manifest, tenant: UUID, file: UUID) -> _Working | Fault:
        try:
            body = await self._reads(tenant, file)
            if body is None:
                return Fault("failed", "file gone")
            process, ready = await start(manifest, body, self._limits)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the built-in model answers
            return Fault("failed", type(fault).__name__)
        if isinstance(ready, No):
            return Fault("failed", f"{ready.code} {ready.detail}".strip())
        return _Working(process, ready.classes)


def _is_over(starting: asyncio.Task[_Working | Fault]) -> bool:
    """Tell whether it could not be started, or has died since."""
    if not starting.done():
        return False
    found = None if starting.cancelled() else starting.result()
    return not isinstance(found, _Working) or not found.process.alive


def _failed(starting: asyncio.Task[_Working | Fault] | None) -> Fault | None:
    """Return why a model could not be started, None where that is not so (or not known yet)."""
    if starting is None or not starting.done() or starting.cancelled():
        return None
    found = starting.result()
    return found if isinstance(found, Fault) else None


async def _end(starting: asyncio.Task[_Working | Fault]) -> None:
    """End a process, or its start; whoever waits for it goes on without."""
    starting.cancel()
    await asyncio.wait({starting})
    if not starting.cancelled() and isinstance(found := starting.result(), _Working):
        await found.process.aclose()
