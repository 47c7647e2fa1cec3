"""What a model answered, read strictly: either something that may be shown, or a fault.

Runtimes answer with outputs by name: tensors, or (ONNX's ZipMap, scikit-learn) a share for each
label. Nothing is guessed into sense: a probability that is not one, a label that nobody mapped,
a number that is none are faults, and the built-in model answers instead.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.plugged.manifest import NOBODY_KNOWS, Manifest

FaultCode: TypeAlias = Literal[
    "busy",
    "timeout",
    "memory",
    "died",
    "failed",
    "input_unfit",
    "no_answer",
    "not_finite",
    "not_probabilities",
    "label_unknown",
    "classes_unfit",
]
Verdict: TypeAlias = Literal["route", "suggest", "unsure", "out_of_scope"]
_UNSURE: Final = 0.35
_OTHERS: Final = 3
_SLACK: Final = 1e-3
"""By so much 32-bit shares may miss 0, 1 and their sum of 1."""


class Out(Struct, frozen=True):
    """An output: numbers or labels row by row with their shape, or shares by label."""

    shape: tuple[int, ...] = ()
    numbers: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    shares: dict[str, float] | None = None


class Fault(Struct, frozen=True):
    """Why there is no answer; `detail` is the runtime's own word, cut short, for the author.

    `busy` is not the model's fault: it is being started, or others are asked first.
    """

    code: FaultCode
    detail: str = ""


class Said(Struct, frozen=True):
    """What a text is about, as a category of the tenant's, with what came next."""

    label: str
    confidence: float
    verdict: Verdict
    others: tuple[tuple[str, float], ...] = ()


class Scored(Struct, frozen=True):
    """A number for each row that was asked about, and whether each is over the threshold."""

    scores: tuple[float, ...]
    over: tuple[bool, ...]


def said(
    manifest: Manifest, outputs: Mapping[str, Out], classes: Sequence[str] = ()
) -> Said | Fault:
    """Read a triage; `classes` are the file's own, where it knows them."""
    shares = _shares(manifest, outputs, manifest.output.classes or tuple(classes))
    if isinstance(shares, Fault):
        return shares
    strange = next((each for each in shares if each not in manifest.labels), None)
    if strange is not None:
        return Fault("label_unknown", strange[:80])
    by_category: dict[str, float] = {}
    for label, share in shares.items():
        category = manifest.labels[label]
        by_category[category] = by_category.get(category, 0.0) + share
    ranked = sorted(by_category.items(), key=lambda each: (-each[1], each[0]))
    category, share = ranked[0][0], min(1.0, max(0.0, ranked[0][1]))
    others = tuple(each for each in ranked[1:] if each[0] != NOBODY_KNOWS)[:_OTHERS]
    return Said(category, share, _verdict(manifest, category, share), others)


def scored(manifest: Manifest, outputs: Mapping[str, Out], rows: int) -> Scored | Fault:
    """Read a scoring or a detection: one finite number for each row."""
    out = outputs.get(manifest.output.scores) or next(
        (each for each in outputs.values() if len(each.numbers) == rows), None
    )
    if out is None or len(out.numbers) != rows:
        return Fault("no_answer")
    if not all(map(isfinite, out.numbers)):
        return Fault("not_finite")
    return Scored(out.numbers, tuple(each >= manifest.output.sure_from for each in out.numbers))


def _verdict(manifest: Manifest, category: str, share: float) -> Verdict:
    if category == NOBODY_KNOWS:
        return "out_of_scope"
    if share >= manifest.output.sure_from:
        return "route"
    return "suggest" if share >= _UNSURE else "unsure"


def _shares(
    manifest: Manifest, outputs: Mapping[str, Out], classes: Sequence[str]
) -> dict[str, float] | Fault:
    """Return a probability for each of the model's labels."""
    found = outputs.get(manifest.output.scores) if manifest.output.scores else _guessed(outputs)
    if found is None:
        return Fault("no_answer", manifest.output.scores)
    if found.shares is not None:
        shares = found.shares
    elif len(classes) != len(found.numbers) or not classes:
        return Fault("classes_unfit", f"{len(classes)} != {len(found.numbers)}")
    else:
        shares = dict(zip(classes, found.numbers, strict=True))
    if not all(map(isfinite, shares.values())):
        return Fault("not_finite")
    fits = all(-_SLACK <= each <= 1 + _SLACK for each in shares.values())
    if not shares or not fits or sum(shares.values()) > 1 + _SLACK:
        return Fault("not_probabilities")
    return shares


def _guessed(outputs: Mapping[str, Out]) -> Out | None:
    """Return the output that looks like shares: a map, else the only one with numbers."""
    maps = [each for each in outputs.values() if each.shares is not None]
    numbers = [each for each in outputs.values() if each.numbers]
    return maps[0] if maps else numbers[0] if len(numbers) == 1 else None
