"""What was learned, frozen; and what it says of texts.

An answer is one of four: `route` (sure enough to act alone), `suggest`, `unsure`, and
`out_of_scope` (nothing that was learned is like it). Nothing raises: an empty text, a foreign
script or a megabyte of noise is `unsure` or `out_of_scope`.
"""

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gongdan.engines.triage.calibration import Calibration
from gongdan.engines.triage.vocabulary import Vocabulary, read

Verdict = Literal["route", "suggest", "unsure", "out_of_scope"]
Origin = Literal["orders", "words"]
"""Learned from orders that people closed, or only from the names and examples of categories."""

OUT_OF_SCOPE: Final = "oos"
"""The label of examples that belong to none of the others (as in CLINC150)."""
_UNSURE: Final = 0.35
_OTHERS: Final = 3
_TOGETHER: Final = 2_048
"""So many texts are judged at a time: more would only take memory."""


class Model(Struct, frozen=True):
    """Labels, weights (grams, labels) and what was found out on held-out texts."""

    labels: tuple[str, ...]
    known: Vocabulary
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    calibration: Calibration
    route_from: float
    in_scope_from: float
    origin: Origin
    texts: int


class Judged(Struct, frozen=True):
    """What a model says of some texts, an entry for each."""

    shares: NDArray[np.float64]
    best: NDArray[np.int64]
    confidence: NDArray[np.float64]
    in_scope: NDArray[np.bool_]
    routed: NDArray[np.bool_]


class Suggestion(Struct, frozen=True):
    """What a model says of one text; `others` are the labels that follow, with their shares."""

    label: str
    confidence: float
    verdict: Verdict
    origin: Origin
    others: tuple[tuple[str, float], ...]


def margins_of(model: Model, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the margin of each label (texts, labels), and how many known grams each text has."""
    grams = read(texts, model.known, fresh=True)
    margins = np.asarray(grams @ model.weights, np.float32) + model.bias
    met = np.append(0, np.cumsum(grams.indices < model.known.size))[grams.indptr]
    return margins, np.diff(met)


def judge(model: Model, texts: Sequence[str]) -> Judged:
    """Judge texts, many at a time."""
    parts = [
        _judge(model, texts[at : at + _TOGETHER]) for at in range(0, max(1, len(texts)), _TOGETHER)
    ]
    return Judged(
        np.concatenate([each.shares for each in parts]),
        np.concatenate([each.best for each in parts]),
        np.concatenate([each.confidence for each in parts]),
        np.concatenate([each.in_scope for each in parts]),
        np.concatenate([each.routed for each in parts]),
    )


def _judge(model: Model, texts: Sequence[str]) -> Judged:
    margins, met = margins_of(model, texts)
    shares = model.calibration.spread(margins)
    best = shares.argmax(axis=1)
    confidence = model.calibration.confidence(margins) * (met > 0)
    strongest = margins.max(axis=1)
    in_scope = (strongest >= model.in_scope_from) & (met > 0)
    if OUT_OF_SCOPE in model.labels:
        in_scope &= best != model.labels.index(OUT_OF_SCOPE)
    return Judged(shares, best, confidence, in_scope, in_scope & (confidence >= model.route_from))


def suggest(model: Model, text: str) -> Suggestion:
    """Say what one text is about."""
    judged = judge(model, [text])
    best, confidence = int(judged.best[0]), float(judged.confidence[0])
    ranked = np.argsort(-judged.shares[0], kind="stable")[1 : 1 + _OTHERS]
    others = tuple((model.labels[each], float(judged.shares[0, each])) for each in ranked)
    verdict: Verdict = "suggest" if confidence >= _UNSURE else "unsure"
    if judged.routed[0]:
        verdict = "route"
    elif text.strip() and not judged.in_scope[0]:
        verdict = "out_of_scope"
    return Suggestion(model.labels[best], confidence, verdict, model.origin, others)
