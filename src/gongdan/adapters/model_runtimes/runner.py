"""Models at work: a process each, started when first asked, started again when it has died.

At most `AT_ONCE` at a time in a process of the house: whoever was asked longest ago gives way.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
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

ReadsFile = Callable[[UUID, UUID], Awaitable[bytes | None]]
"""Returns a tenant's file whole; None once it is gone."""


class _Working(Struct, frozen=True):
    process: ModelProcess
    classes: Sequence[str]


class ModelRunner:
    """Fulfils `models.ports.Runner`; one per process, closed with it."""

    def __init__(self, reads: ReadsFile, *, limits: Limits = WORK) -> None:
        self._reads = reads
        self._limits = limits
        self._working: OrderedDict[UUID, _Working] = OrderedDict()
        self._starting = asyncio.Lock()

    async def check(self, manifest: Manifest, body: bytes) -> Report:
        """Check a model in a process of its own, which ends with it."""
        return await check(manifest, body)

    async def ask(
        self, model: UUID, manifest: Manifest, sample: Sample, *, tenant: UUID, file: UUID
    ) -> Answered:
        """Return what a model says; nothing raises, whatever the model."""
        tensor = tensor_of(manifest, sample)
        if tensor is None:
            return Answered(Fault("input_unfit"), 0.0)
        working = await self._at_work(model, manifest, tenant, file)
        if isinstance(working, Fault):
            return Answered(working, 0.0)
        begun = time.perf_counter()
        answer = await working.process.ask(tensor)
        ms = round((time.perf_counter() - begun) * 1_000, 3)
        return Answered(read(manifest, answer, working.classes, len(sample.numbers)), ms)

    async def aclose(self) -> None:
        """End all processes."""
        while self._working:
            _, working = self._working.popitem()
            await working.process.aclose()

    async def _at_work(
        self, model: UUID, manifest: Manifest, tenant: UUID, file: UUID
    ) -> _Working | Fault:
        async with self._starting:
            working = self._working.get(model)
            if working is not None and working.process.alive:
                self._working.move_to_end(model)
                return working
            self._working.pop(model, None)
            body = await self._reads(tenant, file)
            if body is None:
                return Fault("failed", "file gone")
            process, ready = await start(manifest, body, self._limits)
            if isinstance(ready, No):
                return Fault("failed", f"{ready.code} {ready.detail}".strip())
            while len(self._working) >= AT_ONCE:
                _, idle = self._working.popitem(last=False)
                await idle.process.aclose()
            self._working[model] = _Working(process, ready.classes)
            return self._working[model]
