"""Learning from labelled texts: all of them, and what may be claimed of the result.

What the model may claim of itself is found on texts that were held out; then all are learned.
Over `SHARD` texts the weights are the mean of those learned from seeded shards (parameter
mixing; Zinkevich et al. 2010), so that memory holds one shard's grams at a time.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Final, Literal, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from gongdan.engines.triage.calibration import calibrate, scope_floor, threshold
from gongdan.engines.triage.grams import count_grams
from gongdan.engines.triage.machine import solve
from gongdan.engines.triage.model import OUT_OF_SCOPE, Model
from gongdan.engines.triage.vocabulary import (
    Vocabulary,
    learn_vocabulary,
    wants_opening,
    wants_pieces,
    weigh,
)

SHARD: Final = 120_000
"""So many texts are learned at a time."""
MOST_LABELS: Final = 2_000
"""A column with more is a name or a number of each order, not a category."""

_FOLDS: Final = 5
_HELD_OUT: Final = 10_000
_FEW: Final = 50_000
"""Below, each text is held out once, in turn: a threshold that rests on more texts wavers less.
Above, `_HELD_OUT` of them are."""
_WEIGHTS: Final = 14_000_000
"""Grams times labels: with two bytes each a stored model stays below 30 MB."""

Labels: TypeAlias = NDArray[np.int64]


class Demands(Struct, frozen=True):
    """What the organisation asks: of auto-routed answers, and what refusing may cost."""

    precision: float = 0.965
    scope_loss: float = 0.007
    seed: int = 0


class CannotLearn(Struct, frozen=True):
    """Why no model comes of these texts."""

    reason: Literal["no_text", "one_label", "too_many_labels"]


class _Shard(Struct, frozen=True):
    counts: csr_matrix
    answers: Labels
    pieces: bool
    opening: bool


def train(
    texts: Sequence[str], labels: Sequence[str], demands: Demands | None = None
) -> Model | CannotLearn:
    """Learn which label goes with which text, and how far that may be believed."""
    asked = demands or Demands()
    names = sorted(set(labels))
    if not any(text.strip() for text in texts):
        return CannotLearn("no_text")
    if len(names) < 2:
        return CannotLearn("one_label")
    if len(names) > MOST_LABELS:
        return CannotLearn("too_many_labels")
    place = {name: at for at, name in enumerate(names)}
    answers = np.array([place[label] for label in labels], np.int64)
    shards = _shards(texts, answers, asked.seed)
    first = next(shards)
    known = learn_vocabulary(
        first.counts,
        pieces=first.pieces,
        opening=first.opening,
        at_most=max(20_000, _WEIGHTS // len(names)),
    )
    margins, truth = _held_out(first, known, len(names), asked.seed)
    weights, bias = _mixed(first, shards, known, labels=len(names), seed=asked.seed)
    calibration = calibrate(margins, truth)
    right = margins.argmax(axis=1) == truth
    meant = truth != place.get(OUT_OF_SCOPE, -2)
    confidence = calibration.confidence(margins)
    return Model(
        labels=tuple(names),
        known=known,
        weights=weights,
        bias=bias,
        calibration=calibration,
        route_from=threshold(confidence, right & meant, asked.precision),
        in_scope_from=scope_floor(margins.max(axis=1)[meant], right[meant], asked.scope_loss),
        origin="orders",
        texts=len(texts),
    )


def _shards(texts: Sequence[str], answers: Labels, seed: int) -> Iterator[_Shard]:
    """Yield the texts in a seeded order, counted, at most `SHARD` at a time.

    The order follows from the texts alone. Equal ones stand together: a text that is held out
    has no twin among those that were learned, which would flatter the model.
    """
    salt = seed.to_bytes(8, "big", signed=True)
    marks = [
        blake2b(text.encode("utf-8", "replace"), key=salt, digest_size=8).digest() for text in texts
    ]
    order = np.argsort(np.frombuffer(b"".join(marks), ">u8"), kind="stable")
    pieces, opening = wants_pieces(texts), wants_opening(texts)
    for part in np.array_split(order, -(-len(order) // SHARD)):
        counts = count_grams([texts[each] for each in part], pieces=pieces, opening=opening)
        yield _Shard(counts, answers[part], pieces, opening)


def _held_out(
    shard: _Shard, known: Vocabulary, labels: int, seed: int
) -> tuple[NDArray[np.float32], Labels]:
    """Return the margins of texts by machines that had not seen them, and their labels."""
    grams = weigh(shard.counts, known)
    count = len(shard.answers)
    each = -(-count // _FOLDS) if count < _FEW else _HELD_OUT
    ends = range(each, count + each, each) if count < _FEW else [each]
    margins, truth = [], []
    for end in ends:
        out = np.zeros(count, bool)
        out[end - each : end] = True
        weights, bias = solve(grams[~out], shard.answers[~out], labels, seed)
        margins.append(np.asarray(grams[out] @ weights, np.float32) + bias)
        seen = np.isin(shard.answers[out], shard.answers[~out])
        truth.append(np.where(seen, shard.answers[out], -1))
    return np.concatenate(margins), np.concatenate(truth)


def _mixed(
    first: _Shard, later: Iterator[_Shard], known: Vocabulary, *, labels: int, seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the mean of what is learned from each shard."""
    weights, bias = solve(weigh(first.counts, known), first.answers, labels, seed)
    solved = 1
    for shard in later:
        more, shift = solve(weigh(shard.counts, known), shard.answers, labels, seed)
        weights += more
        bias += shift
        solved += 1
    return weights / np.float32(solved), bias / np.float32(solved)
