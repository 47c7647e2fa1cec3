"""What a plugged-in model is for, what it is asked and what it answers: the author's own words.

A manifest is JSON beside the file. It is read strictly (unknown fields are refused) and checked
here before a byte of the file is looked at.

>>> from msgspec.json import decode
>>> told = decode(
...     '''{"name": "plant-triage", "version": "1", "task": "triage",
...     "runtime": "onnx", "input": {"kind": "text"}, "labels": {"pump": "pumps"}}''',
...     type=Manifest,
... )
>>> faults(told)
()
"""

import re
from collections.abc import Iterator
from math import isfinite
from typing import Final, Literal, TypeAlias

from msgspec import Struct

Task: TypeAlias = Literal["triage", "scoring", "detection"]
Runtime: TypeAlias = Literal["onnx", "litert", "sklearn", "executorch"]
Kind: TypeAlias = Literal["text", "codepoints", "hashed", "features", "window"]

NOBODY_KNOWS: Final = ""
"""A label that is mapped to this one says: none of the tenant's categories."""
MOST_LABELS: Final = 2_000
MOST_SAMPLES: Final = 50
MOST_NUMBERS: Final = 65_536
"""So many numbers an input has at most."""
_KINDS: Final[dict[Task, tuple[Kind, ...]]] = {
    "triage": ("text", "codepoints", "hashed"),
    "scoring": ("features",),
    "detection": ("window",),
}
_KEY = re.compile(r"[a-z0-9]([a-z0-9._-]{0,38}[a-z0-9])?")


class Input(Struct, frozen=True, forbid_unknown_fields=True):
    """What the model is given. `name` is the input's in the file ("": its only one).

    `text`: the order's title and description, as one string. `codepoints`: the same as `size`
    Unicode code points (0 behind the end). `hashed`: counts of its runs of 1 to 3 characters in
    `size` places (see `tensors`). `features`: the numbers named in `features`, for each
    candidate. `window`: `size` readings, the oldest first, of the channels named in `features`.
    """

    kind: Kind
    name: str = ""
    size: int = 0
    features: tuple[str, ...] = ()


class Output(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the answer stands. `scores` names the output with the probabilities ("": guessed).

    `classes` are the labels in the order of the scores; without it the file's own are taken.
    `sure_from` is the probability from which on the model may act alone; for a detection the
    score from which on it is an anomaly.
    """

    label: str = ""
    scores: str = ""
    classes: tuple[str, ...] = ()
    sure_from: float = 0.9


class Sample(Struct, frozen=True, forbid_unknown_fields=True):
    """Something to try the model on, and what it should say ("": anything that makes sense)."""

    text: str = ""
    numbers: tuple[tuple[float, ...], ...] = ()
    label: str = ""


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """A model's own account of itself; `labels` maps what it says to the tenant's categories."""

    name: str
    version: str
    task: Task
    runtime: Runtime
    input: Input
    output: Output = Output()
    labels: dict[str, str] = {}
    samples: tuple[Sample, ...] = ()
    author: str = ""
    licence: str = ""
    note: str = ""


class ManifestFault(Struct, frozen=True):
    """What is wrong, as a code, and where (a JSON pointer)."""

    code: str
    field: str


def faults(manifest: Manifest) -> tuple[ManifestFault, ...]:
    """Return what is wrong with a manifest; () where it can be used."""
    return tuple(ManifestFault(code, field) for code, field in _faults(manifest))


def _faults(told: Manifest) -> Iterator[tuple[str, str]]:
    if not _KEY.fullmatch(told.name):
        yield "name", "/name"
    if not _KEY.fullmatch(told.version):
        yield "name", "/version"
    if told.input.kind not in _KINDS[told.task]:
        yield "kind", "/input/kind"
    if told.runtime in {"litert", "executorch"} and told.input.kind == "text":
        yield "no_text_there", "/input/kind"
    yield from _sizes(told.input)
    if not isfinite(told.output.sure_from):
        yield "number", "/output/sure_from"
    for name in ("author", "licence", "note"):
        if len(getattr(told, name)) > 2_000:
            yield "too_long", f"/{name}"
    if told.task == "triage":
        yield from _labels(told)
    yield from _samples(told)


def _sizes(given: Input) -> Iterator[tuple[str, str]]:
    if given.kind not in {"text", "features"} and given.size < 1:
        yield "size", "/input/size"
    if given.kind in {"features", "window"} and not given.features:
        yield "features", "/input/features"
    if given.size * max(1, len(given.features)) > MOST_NUMBERS:
        yield "size", "/input/size"
    if len(set(given.features)) != len(given.features):
        yield "features", "/input/features"


def _labels(told: Manifest) -> Iterator[tuple[str, str]]:
    if not 0 < len(told.labels) <= MOST_LABELS:
        yield "labels", "/labels"
    if set(told.output.classes) - set(told.labels):
        yield "labels", "/output/classes"
    if not 0 < told.output.sure_from <= 1:
        yield "number", "/output/sure_from"


def _samples(told: Manifest) -> Iterator[tuple[str, str]]:
    if len(told.samples) > MOST_SAMPLES:
        yield "samples", "/samples"
    for at, each in enumerate(told.samples):
        if told.task == "triage" and each.label and each.label not in told.labels:
            yield "labels", f"/samples/{at}/label"
        if len(each.text) > 20_000 or sum(map(len, each.numbers)) > MOST_NUMBERS:
            yield "too_long", f"/samples/{at}"
