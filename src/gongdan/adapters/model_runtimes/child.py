"""The process of one model: `child.py`, frames on its input and output; it ends with its input.

First the runtime is imported, then limits and walls are put up (torch tries at its import whether
it may write to a folder); the stranger's bytes are looked at behind them.
Whatever a runtime prints goes nowhere. A model that kills this process has killed nothing else.
"""

import importlib
import os
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, Final, TypeVar

from msgspec import Struct

from gongdan.adapters.model_runtimes import walls
from gongdan.adapters.model_runtimes.frames import (
    Answer,
    Begin,
    No,
    Ready,
    hear_begin,
    hear_tensor,
    packed,
)
from gongdan.adapters.model_runtimes.loaded import Loaded, UnfitError
from gongdan.engines.plugged.manifest import Manifest
from gongdan.engines.plugged.tensors import Tensor

Done = TypeVar("Done")
MODULES: Final = {
    "onnx": ("onnx_runtime", "OnnxModel"),
    "litert": ("litert_runtime", "LitertModel"),
    "sklearn": ("sklearn_runtime", "SklearnModel"),
    "executorch": ("executorch_runtime", "ExecutorchModel"),
}


def main() -> None:
    """Load a model and answer until nobody asks any more."""
    source, answers = sys.stdin.buffer, _quiet()
    walls.leave_network()
    begin, body = hear_begin(source)
    runtime = _open(begin)
    if isinstance(runtime, No):
        _say(answers, runtime)
        return
    before = _held()
    loaded, said = _load(runtime, begin, body)
    _say(answers, said)
    if loaded is None:
        return
    while (tensor := hear_tensor(source)) is not None:
        _say(answers, _guarded(partial(_ask, loaded, tensor, before)))


class _Runtime(Struct, frozen=True):
    """How a model is made, and the walls around it."""

    make: Callable[[bytes, Manifest], Loaded]
    closed: walls.Walls


def _open(begin: Begin) -> _Runtime | No:
    """Import the runtime and put up the walls."""
    module, name = MODULES[begin.manifest.runtime]
    try:
        runtime = importlib.import_module(f"gongdan.adapters.model_runtimes.{module}")
    except ImportError as missing:
        return No("runtime_missing", str(missing)[:200])
    runtime.preload()
    walls.limit(begin.cpu)
    closed = walls.close(begin.memory)
    return _Runtime(getattr(runtime, name), closed) if closed.hold else No("no_walls")


def _load(runtime: _Runtime, begin: Begin, body: bytes) -> tuple[Loaded | None, Ready | No]:
    begun = time.perf_counter()
    loaded = _guarded(partial(runtime.make, body, begin.manifest))
    if isinstance(loaded, No):
        return None, loaded
    about = loaded.about
    return loaded, Ready(
        runtime=about.runtime,
        classes=tuple(about.classes),
        inputs=tuple(about.inputs),
        outputs=tuple(about.outputs),
        operators=dict(about.operators),
        load_ms=(time.perf_counter() - begun) * 1_000,
        walls=runtime.closed,
    )


def _ask(loaded: Loaded, tensor: Tensor, before: int) -> Answer:
    begun = time.perf_counter()
    outputs = loaded.run(tensor)
    ms = (time.perf_counter() - begun) * 1_000
    return Answer(outputs, ms, max(0, _held() - before))


def _guarded(work: Callable[[], Done]) -> Done | No:
    """Do something with a stranger's model: a runtime raises anything."""
    try:
        return work()
    except UnfitError as unfit:
        return No(unfit.code, unfit.detail)
    except MemoryError:
        return No("memory")
    except Exception as fault:  # noqa: BLE001 - each runtime has exceptions of its own
        told = f"{type(fault).__name__}: {fault}"
        return No(_code(told.lower()), told[:300])


def _code(told: str) -> str:
    """Return what a runtime's message means, as far as it can be told."""
    if "alloc" in told:
        return "memory"
    return "locale_missing" if "locale" in told else "failed"


def _held() -> int:
    """Return the most memory that this process ever held, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _quiet() -> BinaryIO:
    """Keep the way to the house for ourselves; what runtimes print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def _say(answers: BinaryIO, what: object) -> None:
    answers.write(packed(what))
    answers.flush()


if __name__ == "__main__":
    main()
