"""What a check of a model found: figures, what it said of each sample, and the verdict."""

from collections.abc import Sequence
from statistics import median
from typing import Final

from msgspec import Struct

MOST_BYTES: Final = 100_000_000
"""The largest file."""
SLOWEST: Final = 250.0
"""Milliseconds that a model may take on average of the samples: people wait for it."""
PASSED: Final = "passed"
EXTRAS: Final = {
    "onnx": "onnx",
    "litert": "litert",
    "sklearn": "sklearn-models",
    "executorch": "torch",
}
"""Which extra of the package brings a runtime: `pip install 'gongdan[onnx]'`."""


class TriedSample(Struct, frozen=True):
    """A sample, and what came of it: a category or a number, or the code of a fault.

    `own`: from the interface itself, which asks for nothing but an answer that makes sense.
    """

    sample: str
    own: bool
    expected: str
    answer: str
    sureness: float
    fault: str

    @property
    def right(self) -> bool:
        """Tell whether it is what the manifest expects."""
        return not self.fault and self.expected in {"", self.answer}


class Report(Struct, frozen=True, kw_only=True):
    """`code` is `PASSED`, or why not; milliseconds for each answer; bytes beside the runtime.

    `kernel`: the operating system's kernel holds the walls, not Python alone.
    """

    code: str
    detail: str = ""
    runtime: str = ""
    digest: str
    size: int
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    operators: dict[str, int] = {}
    load_ms: float = 0.0
    ms: float = 0.0
    ms_most: float = 0.0
    memory: int = 0
    kernel: bool = False
    tried: tuple[TriedSample, ...] = ()

    @property
    def passed(self) -> bool:
        """Tell whether the model may be tried on orders."""
        return self.code == PASSED


class Times(Struct, frozen=True):
    """How long answers took."""

    middle: float
    most: float


def times(spent: Sequence[float]) -> Times:
    """Return the median and the longest, in milliseconds."""
    return Times(round(median(spent), 3), round(max(spent), 3)) if spent else Times(0.0, 0.0)


def judge(tried: Sequence[TriedSample], spent: Times, *, repeatable: bool) -> tuple[str, str]:
    """Return the verdict's code, and what it is about."""
    if faulty := next((each for each in tried if each.fault), None):
        return faulty.fault, faulty.sample
    if not repeatable:
        return "not_repeatable", ""
    if wrong := next((each for each in tried if not each.right), None):
        return "samples_wrong", f"{wrong.sample}: {wrong.answer} ≠ {wrong.expected}"
    if spent.middle > SLOWEST:
        return "too_slow", f"{spent.middle:.0f} ms"
    return PASSED, ""
