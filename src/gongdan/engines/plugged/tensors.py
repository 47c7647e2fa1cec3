"""What a model is given: texts and numbers as tensors, by a recipe that anybody can repeat.

`hashed` in full: the text is brought to NFKC and lower case, white space becomes one blank, a
blank stands before and behind. Each run of 1, 2 and 3 characters counts 1 at the place
CRC-32 (its UTF-8 bytes) modulo `size`. There are no weights: these are the model's business.
"""

import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.plugged.manifest import Manifest, Sample

Type: TypeAlias = Literal["string", "float32", "int32"]
MOST_TEXT: Final = 20_000
"""Characters of a text that a model gets to see."""
OWN_TEXTS: Final = (
    "三楼会议室空调漏水，地上都是水",
    "Pump P-101 leaks at the flange since this morning",
    "E04 报警，机器停机 conveyor stops with error E04",
    "",
    "?!。…\u200b\U0001f600",
    "泵 " * 2_000,
)
"""What the interface itself tries each model of texts on: short, mixed, empty, odd, long."""


class Tensor(Struct, frozen=True):
    """Texts, or numbers row by row, with type and shape."""

    type: Type
    shape: tuple[int, ...]
    numbers: tuple[float, ...] = ()
    texts: tuple[str, ...] = ()


def text_tensor(manifest: Manifest, text: str) -> Tensor:
    """Return a text as the model wants it."""
    given, shown = manifest.input, text[:MOST_TEXT]
    if given.kind == "codepoints":
        points = tuple(ord(each) for each in shown[: given.size])
        return Tensor("int32", (1, given.size), points + (0,) * (given.size - len(points)))
    if given.kind == "hashed":
        return Tensor("float32", (1, given.size), hashed(shown, given.size))
    return Tensor("string", (1,), texts=(shown,))


def number_tensor(manifest: Manifest, rows: Sequence[Sequence[float]]) -> Tensor | None:
    """Return rows of numbers: one for each candidate, or one for each reading of the window.

    None where they are not as wide (or the window not as long) as the manifest says.
    """
    given, wide = manifest.input, len(manifest.input.features)
    flat = tuple(float(number) for row in rows for number in row)
    if not rows or any(len(row) != wide for row in rows):
        return None
    if given.kind == "window":
        return Tensor("float32", (1, given.size, wide), flat) if len(rows) == given.size else None
    return Tensor("float32", (len(rows), wide), flat)


def tensor_of(manifest: Manifest, sample: Sample) -> Tensor | None:
    """Return a sample as the model wants it; None where it does not fit the manifest."""
    if manifest.task == "triage":
        return text_tensor(manifest, sample.text)
    return number_tensor(manifest, sample.numbers)


def own_samples(manifest: Manifest) -> tuple[Sample, ...]:
    """Return what the interface tries a model on: texts, or rows of zeros, ones and large ones."""
    if manifest.task == "triage":
        return tuple(Sample(text=each) for each in OWN_TEXTS)
    wide = len(manifest.input.features)
    rows = manifest.input.size if manifest.task == "detection" else 3
    return tuple(Sample(numbers=((value,) * wide,) * rows) for value in (0.0, 1.0, -1.0, 1e6))


def hashed(text: str, size: int) -> tuple[float, ...]:
    """Return how often runs of 1 to 3 characters fall on each of `size` places."""
    counts = [0.0] * size
    for run in _runs(f" {' '.join(unicodedata.normalize('NFKC', text).lower().split())} "):
        counts[zlib.crc32(run.encode("utf-8", "replace")) % size] += 1.0
    return tuple(counts)


def _runs(text: str) -> Iterator[str]:
    for length in (1, 2, 3):
        for at in range(len(text) - length + 1):
            yield text[at : at + length]
